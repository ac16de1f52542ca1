//! The parts of a template: sections, declarations, keys of resources, logical ids, what the reader found.

mod alias;
mod byte_order_mark;
mod condition;
mod condition_form;
mod creation_policy;
mod depends_on_form;
mod description;
mod description_beside;
mod directive;
mod duplicate_key;
mod format_version;
mod keys;
mod logical_id;
mod logical_id_shared;
mod mapping_form;
mod merge_key;
mod no_echo_default;
mod not_a_template;
mod null;
mod output_absent;
mod output_form;
mod output_list;
mod outputs;
mod parameter_constraint;
mod parameter_default;
mod parameter_form;
mod parameter_key;
mod parameter_type;
mod policies;
mod policy_value;
mod properties_form;
mod read;
mod resource_key;
mod resources_missing;
mod rule_form;
mod section_form;
mod section_unknown;
mod snapshot_on_deletion;
mod snapshot_on_replacement;
mod snapshots;
mod syntax;
mod transform;
mod type_missing;
mod unread;
mod update_policy;

use super::judge::Check;

/// The checks of this family.
pub(super) static CHECKS: &[&Check] = &[
    &alias::CHECK,
    &byte_order_mark::CHECK,
    &condition::CHECK,
    &condition_form::CHECK,
    &creation_policy::CHECK,
    &depends_on_form::CHECK,
    &description::CHECK,
    &description_beside::CHECK,
    &directive::CHECK,
    &duplicate_key::CHECK,
    &format_version::CHECK,
    &logical_id::CHECK,
    &logical_id_shared::CHECK,
    &mapping_form::CHECK,
    &merge_key::CHECK,
    &no_echo_default::CHECK,
    &not_a_template::CHECK,
    &null::CHECK,
    &output_absent::CHECK,
    &output_form::CHECK,
    &output_list::CHECK,
    &parameter_constraint::CHECK,
    &parameter_default::CHECK,
    &parameter_form::CHECK,
    &parameter_key::CHECK,
    &parameter_type::CHECK,
    &policy_value::CHECK,
    &properties_form::CHECK,
    &resource_key::CHECK,
    &resources_missing::CHECK,
    &rule_form::CHECK,
    &section_form::CHECK,
    &section_unknown::CHECK,
    &snapshot_on_deletion::CHECK,
    &snapshot_on_replacement::CHECK,
    &syntax::CHECK,
    &transform::CHECK,
    &type_missing::CHECK,
    &unread::CHECK,
    &update_policy::CHECK,
];
