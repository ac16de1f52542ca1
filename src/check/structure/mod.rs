//! The parts of a template: sections, declarations, keys of resources, logical ids, what the reader found.

use super::check::Check;

/// The checks of this family.
pub(super) static CHECKS: &[&Check] = &[];
