//! What opens more than anybody meant to.

use super::check::Check;

/// The checks of this family.
pub(super) static CHECKS: &[&Check] = &[];
