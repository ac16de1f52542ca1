//! What a service's number of tasks follows: how busy they are, by processor, memory and requests.
//!
//! Source: Application Auto Scaling user guide, "Target tracking scaling policies": with several there
//! are as many tasks as the one that asks for the most, and fewer only where all allow it. Not here:
//! the range in which they move (`scaling`).

use super::Placed;
use super::exposure::Exposed;
use crate::architecture::{Count, LoadBalancerRole, ServicePart, ServiceUnit};
use crate::assembly::Stack;
use crate::bindings::application_auto_scaling::scaling_policy::{
    PolicyType, PredefinedMetricSpecification, PredefinedMetricType,
    TargetTrackingScalingPolicyConfiguration,
};
use crate::bindings::application_auto_scaling::{ScalableTargetHandle, ScalingPolicy};
use crate::cfn::Resource as _;
use crate::sub;

/// Seconds between two steps up: one task more has to show in the metric first.
const SCALE_OUT_SECONDS: u32 = 60;

/// Seconds between two steps down: a lull is no end of the day.
const SCALE_IN_SECONDS: u32 = 300;

/// Adds a policy for each goal of a unit of the service.
pub(super) fn policies(
    placed: &Placed<'_>,
    unit: &ServiceUnit,
    target: &ScalableTargetHandle,
    exposed: &[(LoadBalancerRole, &Exposed)],
    stack: &mut Stack,
) {
    let (id, service) = (&placed.service.id, placed.service);
    let Count::Scaled(scaling) = &service.count else {
        return;
    };
    let goals = scaling.goals();
    let metric = PredefinedMetricSpecification::new;
    let policy = |name: &str, metric: PredefinedMetricSpecification, goal: u32| {
        let tracking = TargetTrackingScalingPolicyConfiguration::new(goal)
            .predefined_metric_specification(metric)
            .scale_out_cooldown(SCALE_OUT_SECONDS)
            .scale_in_cooldown(SCALE_IN_SECONDS);
        ScalingPolicy::new(format!("{id}-{name}"), PolicyType::TargetTrackingScaling)
            .scaling_target_id(target.id())
            .target_tracking_scaling_policy_configuration(tracking)
            .condition(placed.inputs.services_on)
    };
    let cpu = metric(PredefinedMetricType::EcsServiceAverageCpuUtilization);
    let cpu = policy("cpu", cpu, goals.cpu_percent);
    stack.add(unit.part(service, ServicePart::ScalingPolicy), cpu);
    if let Some(goal) = goals.memory_percent {
        let memory = metric(PredefinedMetricType::EcsServiceAverageMemoryUtilization);
        let memory = policy("memory", memory, goal);
        stack.add(unit.part(service, ServicePart::MemoryPolicy), memory);
    }
    let Some(goal) = goals.requests_per_minute else {
        return;
    };
    for (role, exposed) in exposed {
        let balancer = placed.inputs.load_balancer_names.of(*role);
        let group = exposed.target_group.target_group_full_name();
        let requests = metric(PredefinedMetricType::AlbRequestCountPerTarget)
            .resource_label(sub![balancer, "/", group]);
        let name = match role {
            LoadBalancerRole::Single | LoadBalancerRole::OfZone(_) => "requests",
            LoadBalancerRole::Internal => "internal-requests",
        };
        // There is no such metric before the load balancer leads to the target group.
        let requests = policy(name, requests, goal).depends_on(&exposed.rule);
        let part = unit.part_at(service, ServicePart::RequestsPolicy, *role);
        stack.add(part, requests);
    }
}
