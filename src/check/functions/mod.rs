//! Functions: where they may stand, and what they take.

mod arguments;
mod cidr;
mod constant;
mod extensions;
mod import_value;
mod map_key;
mod misplaced;
mod ref_missing;
mod select;
mod short_form;
mod split;
mod sub_missing;
mod sub_superfluous;
mod sub_unused;
mod unknown;

use super::judge::Check;

/// The checks of this family.
pub(super) static CHECKS: &[&Check] = &[
    &arguments::CHECK,
    &cidr::CHECK,
    &constant::CHECK,
    &extensions::CHECK,
    &import_value::CHECK,
    &map_key::CHECK,
    &misplaced::CHECK,
    &ref_missing::CHECK,
    &select::CHECK,
    &short_form::CHECK,
    &split::CHECK,
    &sub_missing::CHECK,
    &sub_superfluous::CHECK,
    &sub_unused::CHECK,
    &unknown::CHECK,
];
