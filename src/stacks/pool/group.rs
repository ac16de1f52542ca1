//! The Auto Scaling Group: how many hosts, where, and how they are exchanged.
//!
//! Sources: AWS CloudFormation template reference, "UpdatePolicy attribute"; Amazon EC2 Auto Scaling
//! user guide, "Distribute instances across Availability Zones", "Zonal shift". The group is never
//! replaced as a whole: its capacity provider would go with it while services use it.

use super::PoolInputs;
use super::user_data::{GROUP, REGISTRATION_MINUTES};
use crate::architecture::{Pool, Service};
use crate::assembly::Stack;
use crate::bindings::auto_scaling::auto_scaling_group::{
    AvailabilityZoneDistribution, AvailabilityZoneImpairmentPolicy, CapacityDistributionStrategy,
    ImpairedZoneHealthCheckBehavior, LaunchTemplateSpecification, MetricsCollection, TagProperty,
};
use crate::bindings::auto_scaling::{AutoScalingGroup, AutoScalingGroupHandle};
use crate::bindings::ec2::LaunchTemplateHandle;
use crate::cfn::{
    CreationPolicy, Reference, Resource as _, ResourceSignal, RollingUpdate, ScheduledAction,
    UpdatePolicy,
};

/// Minutes from a launch to the host's signal: the boot, the agent's registration, the signal's tool.
const LAUNCH_MINUTES: u32 = REGISTRATION_MINUTES + 5;

/// CloudFormation waits no longer for a batch.
const LONGEST_PAUSE_MINUTES: u32 = 60;

/// Seconds after a launch in which a host is neither judged nor counted as settled.
const SETTLING_SECONDS: u32 = 300;

/// What is reckoned for a task to move at least, so that a container more changes nothing of its pool
/// unless it asks for longer.
const USUAL_MOVE_SECONDS: u32 = 240;

/// What rests during a rolling update, so that nothing but the update changes hosts: neither health
/// checks nor the pool's own scaling.
const RESTING: [&str; 5] = [
    "HealthCheck",
    "ReplaceUnhealthy",
    "AZRebalance",
    "AlarmNotification",
    "ScheduledActions",
];

/// Adds the group.
pub(super) fn group(
    inputs: &PoolInputs<'_>,
    template: &LaunchTemplateHandle,
    rules: &[Reference],
    stack: &mut Stack,
) -> AutoScalingGroupHandle {
    // The latest version by its number: `$Latest` is always the same text, and no update would follow.
    let template = LaunchTemplateSpecification::new(template.latest_version_number())
        .launch_template_id(template.id());
    let spread = AvailabilityZoneDistribution::new()
        .capacity_distribution_strategy(CapacityDistributionStrategy::BalancedBestEffort);
    // Whoever shifts traffic away from a zone takes the pool's new hosts along.
    let impaired = AvailabilityZoneImpairmentPolicy::new(
        ImpairedZoneHealthCheckBehavior::ReplaceUnhealthy,
        true,
    );
    // No desired capacity: managed scaling owns it, and an update would write it back.
    let group = AutoScalingGroup::new(inputs.maximum, inputs.minimum)
        .vpc_zone_identifier(inputs.subnets)
        .launch_template(template)
        .availability_zone_distribution(spread)
        .availability_zone_impairment_policy(impaired)
        // Beside the checks of EC2, which are always on. Load balancers know tasks, not hosts.
        .health_check_type("EBS")
        .health_check_grace_period(SETTLING_SECONDS)
        .default_instance_warmup(SETTLING_SECONDS)
        .metrics_collection([MetricsCollection::new("1Minute")])
        .tags([
            TagProperty::new("Name", false, inputs.shown_name()),
            // ECS puts it there itself, and an update would take it off again.
            TagProperty::new("AmazonECSManaged", true, ""),
        ])
        .creation_policy(creation_policy(inputs))
        .update_policy(update_policy(inputs));
    let group = rules.iter().fold(group, AutoScalingGroup::depends_on);
    stack.add(GROUP, group)
}

/// The first hosts all say that they are ready.
fn creation_policy(inputs: &PoolInputs<'_>) -> CreationPolicy {
    let signals = ResourceSignal::default()
        .count(inputs.minimum)
        .timeout(format!("PT{LAUNCH_MINUTES}M"));
    CreationPolicy::default().resource_signal(signals)
}

/// Hosts are exchanged in batches. Where schedules move the range, an update that does not change it
/// leaves it as it is at that hour.
fn update_policy(inputs: &PoolInputs<'_>) -> UpdatePolicy {
    let policy = UpdatePolicy::default().rolling(rolling_update(inputs));
    if inputs.architecture.pool(inputs.pool).schedules().is_empty() {
        return policy;
    }
    let keep = ScheduledAction::default().ignore_unmodified_group_size_properties(true);
    policy.scheduled_action(keep)
}

/// One batch after the other, while enough hosts for the loss of a zone stay in service.
fn rolling_update(inputs: &PoolInputs<'_>) -> RollingUpdate {
    let pool = inputs.architecture.pool(inputs.pool);
    RollingUpdate::default()
        .max_batch_size(Pool::BATCH)
        .min_instances_in_service(pool.min_in_service())
        .pause_time(format!("PT{}M", pause_minutes(inputs)))
        .wait_on_resource_signals(true)
        .suspend_processes(RESTING)
}

/// A batch's hosts are emptied and new ones take their place.
fn pause_minutes(inputs: &PoolInputs<'_>) -> u32 {
    let services = inputs.architecture.services_on(inputs.pool);
    let longest = services
        .map(move_seconds)
        .fold(USUAL_MOVE_SECONDS, u32::max);
    (LAUNCH_MINUTES + longest.div_ceil(60)).min(LONGEST_PAUSE_MINUTES)
}

/// How long a task takes to move to another host: the new one comes up, the load balancer lets the
/// old one's requests end, the old one ends.
fn move_seconds(service: &Service) -> u32 {
    let exposure = service.exposure();
    let check = service.container.check.as_ref();
    let come_up = exposure
        .map_or(0, |exposure| exposure.health.grace_seconds)
        .max(check.map_or(0, |check| check.start_seconds));
    let end = service.stop_timeout_seconds;
    come_up.saturating_add(end).saturating_add(end)
}
