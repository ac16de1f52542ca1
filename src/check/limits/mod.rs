//! What is too much to be judged.

mod judged_in_part;

use super::judge::Check;

/// The checks of this family, which come last: what they speak of is what the others left out.
pub(super) static CHECKS: &[&Check] = &[&judged_in_part::CHECK];
