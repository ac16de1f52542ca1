//! How many tasks a service runs, and who decides it.
//!
//! Sources: Application Auto Scaling API reference, `RegisterScalableTarget` (it moves the count into
//! its range at once); Amazon ECS API reference, `CreateService`, `desiredCount`. Where tasks scale,
//! CloudFormation decides the count only while services are off: it leaves the property out
//! otherwise, and an update keeps what scaling found right.

use super::exposure::Exposed;
use super::{Placed, tracking};
use crate::architecture::{Count, LoadBalancerRole, Scaling, ServicePart, ServiceUnit};
use crate::assembly::Stack;
use crate::aws::Partition;
use crate::bindings::application_auto_scaling::{ScalableTarget, scalable_target};
use crate::bindings::ecs::ServiceHandle;
use crate::bindings::iam::RoleArn;
use crate::cfn::{Expr, Integer, Resource as _, account_id, if_, no_value, partition};
use crate::stacks::parameters::CountParameters;
use crate::sub;

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
    exposed: &[(LoadBalancerRole, &Exposed)],
    stack: &mut Stack,
) {
    let count = placed.inputs.architecture.unit_count(placed.service);
    let (CountParameters::Scaled { min, max }, Count::Scaled(scaling)) =
        (&placed.parameters.count, &count)
    else {
        return;
    };
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
    let actions = actions(scaling);
    let target = if actions.is_empty() {
        target
    } else {
        target.scheduled_actions(actions)
    };
    let target = stack.add(
        unit.part(placed.service, ServicePart::ScalableTarget),
        target,
    );
    tracking::policies(placed, unit, &target, exposed, stack);
}

/// Other ranges at times. They move the range and nothing else: how many tasks there are in it is the
/// business of the policies.
fn actions(scaling: &Scaling) -> Vec<scalable_target::ScheduledAction> {
    let actions = scaling.schedules().iter().map(|schedule| {
        let range = scalable_target::ScalableTargetAction::new();
        let range = match schedule.min {
            Some(min) => range.min_capacity(min),
            None => range,
        };
        let range = match schedule.max {
            Some(max) => range.max_capacity(max),
            None => range,
        };
        let cron = format!("cron({})", schedule.cron);
        scalable_target::ScheduledAction::new(cron, schedule.name.as_str())
            .timezone(schedule.time_zone.as_str())
            .scalable_target_action(range)
    });
    actions.collect()
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
