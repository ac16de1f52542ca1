//! What loses data, or is about to be switched off.

use super::check::Check;

/// The checks of this family.
pub(super) static CHECKS: &[&Check] = &[];
