//! What several properties or resources say together.

use super::check::Check;

/// The checks of this family.
pub(super) static CHECKS: &[&Check] = &[];
