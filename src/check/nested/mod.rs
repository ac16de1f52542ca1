//! Nested stacks: what a parent passes and what it asks for.

use super::check::Check;

/// The checks of this family.
pub(super) static CHECKS: &[&Check] = &[];
