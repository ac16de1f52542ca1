//! Names that templates use: whether they are there, and what they stand for.

mod undefined;

use super::check::Check;

/// The checks of this family.
pub(super) static CHECKS: &[&Check] = &[&undefined::CHECK];
