//! How many tasks a service runs, and who decides it.
//!
//! Sources: Application Auto Scaling API reference, `RegisterScalableTarget` (it moves the count into
//! its range at once); Amazon ECS API reference, `CreateService`, `desiredCount`. Where tasks scale,
//! CloudFormation decides the count only while services are off: it leaves the property out
//! otherwise, and an update keeps what scaling found right.

use super::Placed;
use crate::architecture::{Count, ServicePart, ServiceUnit};
use crate::assembly::Stack;
use crate::aws::Partition;
use crate::bindings::application_auto_scaling::scaling_policy::{
    PolicyType, PredefinedMetricSpecification, PredefinedMetricType,
    TargetTrackingScalingPolicyConfiguration,
};
use crate::bindings::application_auto_scaling::{ScalableTarget, ScalingPolicy, scalable_target};
use crate::bindings::ecs::ServiceHandle;
use crate::bindings::iam::RoleArn;
use crate::cfn::{Expr, Integer, Resource as _, account_id, if_, no_value, partition};
use crate::stacks::parameters::CountParameters;
use crate::sub;

/// Seconds between two steps up: one task more has to show in the metric first.
const SCALE_OUT_SECONDS: u32 = 60;

/// Seconds between two steps down: a lull is no end of the day.
const SCALE_IN_SECONDS: u32 = 300;

/// `DesiredCount`: none while services are off. Where tasks scale, registering the scalable target
/// lifts the count to its minimum: from none when services are switched on, from one for a new
/// service.
pub(super) fn desired_count(placed: &Placed<'_>) -> Expr<Integer> {
    let on = match &placed.parameters.count {
        CountParameters::Fixed(count) => count.clone(),
        CountParameters::Scaled { .. } | CountParameters::Scheduled => no_value(),
    };
    if_(placed.inputs.services_on, on, 0)
}

/// Adds what scales a unit of the service, where it scales. It exists only while services are on, or its
/// minimum would start tasks whose images and secrets are not there yet.
pub(super) fn scaling(
    placed: &Placed<'_>,
    unit: &ServiceUnit,
    service: &ServiceHandle,
    stack: &mut Stack,
) {
    let (CountParameters::Scaled { min, max }, Count::Scaled(scaling)) =
        (&placed.parameters.count, &placed.service.count)
    else {
        return;
    };
    let id = &placed.service.id;
    let target = ScalableTarget::new(
        max,
        min,
        sub!["service/", placed.inputs.cluster, "/", service.name()],
        scalable_target::ScalableDimension::EcsServiceDesiredCount,
        scalable_target::ServiceNamespace::Ecs,
    )
    .condition(placed.inputs.services_on);
    let target = match placed.inputs.architecture.region().partition() {
        Partition::AwsUsGov => target.role_arn(service_linked_role()),
        Partition::Aws
        | Partition::AwsCn
        | Partition::AwsEusc
        | Partition::AwsIso
        | Partition::AwsIsoB
        | Partition::AwsIsoE
        | Partition::AwsIsoF => target,
    };
    let target = stack.add(
        unit.part(placed.service, ServicePart::ScalableTarget),
        target,
    );
    let metric =
        PredefinedMetricSpecification::new(PredefinedMetricType::EcsServiceAverageCpuUtilization);
    let tracking = TargetTrackingScalingPolicyConfiguration::new(scaling.cpu_percent())
        .predefined_metric_specification(metric)
        .scale_out_cooldown(SCALE_OUT_SECONDS)
        .scale_in_cooldown(SCALE_IN_SECONDS);
    let policy = ScalingPolicy::new(format!("{id}-cpu"), PolicyType::TargetTrackingScaling)
        .scaling_target_id(target.id())
        .target_tracking_scaling_policy_configuration(tracking)
        .condition(placed.inputs.services_on);
    stack.add(
        unit.part(placed.service, ServicePart::ScalingPolicy),
        policy,
    );
}

/// The role that Application Auto Scaling makes for itself and uses everywhere. Only the resource
/// type of the GovCloud regions still wants to be told of it.
fn service_linked_role() -> Expr<RoleArn> {
    sub![
        "arn:",
        partition(),
        ":iam::",
        account_id(),
        ":role/aws-service-role/ecs.application-autoscaling.amazonaws.com",
        "/AWSServiceRoleForApplicationAutoScaling_ECSService"
    ]
    .assume("AWS fixes the name of its service-linked role")
}
