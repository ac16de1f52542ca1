//! What CloudFormation takes at most.

mod counted;
mod exceeded;
mod near;
mod request_body;

use super::judge::Check;

/// The checks of this family.
pub(super) static CHECKS: &[&Check] = &[&exceeded::CHECK, &near::CHECK, &request_body::CHECK];
