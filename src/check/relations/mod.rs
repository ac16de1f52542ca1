//! What several properties or resources say together.

mod alarm_datapoints;
mod alarm_window;
mod association_twice;
mod attachment_unordered;
mod bucket_policy_unordered;
mod certificate_region;
mod certificate_waiting;
mod collection_unordered;
mod deployment_unordered;
mod egress_unordered;
mod endpoint_twice;
mod forwards;
mod hosts_unordered;
mod key_service;
mod listener_unordered;
mod log_group_unordered;
mod mount_target_unordered;
mod name_twice;
mod name_unordered;
mod node_policy;
mod notification_unordered;
mod numbers;
mod one_at_a_time;
mod one_zone;
mod parameter_family;
mod percentages;
mod policy_name_twice;
mod port_range;
mod prerequisite_unordered;
mod principal_unordered;
mod priority_twice;
mod public_unordered;
mod ranges;
mod record_alias;
mod record_apex;
mod record_identifier;
mod records;
mod requests_unordered;
mod role_policy_unordered;
mod rotation_unordered;
mod route_twice;
mod sides;
mod sizes;
mod storage_limit;
mod storage_operations;
mod subnet_outside;
mod subnet_overlap;
mod target_unordered;
mod template_reference;
mod template_version;
mod twice;

use super::judge::Check;

/// The checks of this family.
pub(super) static CHECKS: &[&Check] = &[
    &alarm_datapoints::CHECK,
    &alarm_window::CHECK,
    &association_twice::CHECK,
    &attachment_unordered::CHECK,
    &bucket_policy_unordered::CHECK,
    &certificate_region::CHECK,
    &certificate_waiting::CHECK,
    &collection_unordered::CHECK,
    &deployment_unordered::CHECK,
    &egress_unordered::CHECK,
    &endpoint_twice::CHECK,
    &hosts_unordered::CHECK,
    &key_service::CHECK,
    &listener_unordered::CHECK,
    &log_group_unordered::CHECK,
    &mount_target_unordered::CHECK,
    &name_twice::CHECK,
    &name_unordered::CHECK,
    &node_policy::CHECK,
    &notification_unordered::CHECK,
    &one_at_a_time::CHECK,
    &one_zone::CHECK,
    &parameter_family::CHECK,
    &percentages::CHECK,
    &policy_name_twice::CHECK,
    &port_range::CHECK,
    &prerequisite_unordered::CHECK,
    &principal_unordered::CHECK,
    &priority_twice::CHECK,
    &public_unordered::CHECK,
    &record_alias::CHECK,
    &record_apex::CHECK,
    &record_identifier::CHECK,
    &requests_unordered::CHECK,
    &role_policy_unordered::CHECK,
    &rotation_unordered::CHECK,
    &route_twice::CHECK,
    &sizes::CHECK,
    &storage_limit::CHECK,
    &storage_operations::CHECK,
    &subnet_outside::CHECK,
    &subnet_overlap::CHECK,
    &target_unordered::CHECK,
    &template_reference::CHECK,
    &template_version::CHECK,
];
