//! Functions: where they may stand, and what they take.

use super::check::Check;

/// The checks of this family.
pub(super) static CHECKS: &[&Check] = &[];
