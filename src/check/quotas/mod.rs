//! What CloudFormation takes at most.

use super::check::Check;

/// The checks of this family.
pub(super) static CHECKS: &[&Check] = &[];
