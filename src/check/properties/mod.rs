//! Properties of resources against the facts of their types.

use super::check::Check;

/// The checks of this family.
pub(super) static CHECKS: &[&Check] = &[];
