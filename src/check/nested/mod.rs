//! Nested stacks: what a parent passes and what it asks for.

mod circular;
mod constraints;
mod output_conditional;
mod output_undefined;
mod parameter_default;
mod parameter_kind;
mod parameter_list;
mod parameter_missing;
mod parameter_unknown;
mod parameter_value;
mod passing;
mod template_address;
mod template_missing;

use super::judge::Check;

/// The checks of this family.
pub(super) static CHECKS: &[&Check] = &[
    &template_missing::CHECK,
    &template_address::CHECK,
    &circular::CHECK,
    &parameter_missing::CHECK,
    &parameter_unknown::CHECK,
    &parameter_list::CHECK,
    &parameter_value::CHECK,
    &parameter_default::CHECK,
    &parameter_kind::CHECK,
    &output_undefined::CHECK,
    &output_conditional::CHECK,
];
