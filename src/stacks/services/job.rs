//! A service with a schedule: a task now and then, started by a scheduler.
//!
//! Sources: Amazon EventBridge Scheduler user guide, "Using templated targets" (`RunTask`) and
//! "Configuring a schedule's dead-letter queue" (the schedule's role sends); Amazon ECS developer
//! guide, "Amazon ECS EventBridge IAM role" and "Tagging Amazon ECS resources". Not here: what a task
//! is (`task_definition`), runs that fail (`failed_runs`).

use super::task_definition::{self, Roles};
use super::{Placed, ScheduledJob, failed_runs};
use crate::architecture::{Schedule as Settings, ServicePart};
use crate::assembly::Stack;
use crate::bindings::ecs::TaskDefinitionHandle;
use crate::bindings::iam::{Role, RoleHandle, role};
use crate::bindings::scheduler::Schedule;
use crate::bindings::scheduler::schedule::{
    CapacityProviderStrategyItem, DeadLetterConfig, EcsParameters, FlexibleTimeWindow,
    FlexibleTimeWindowMode, PropagateTags, RetryPolicy, ScheduleState, Target,
};
use crate::bindings::sqs::QueueHandle;
use crate::cfn::{Expr, Resource as _, Text, account_id, if_, partition, region};
use crate::policy::{Document, Statement};
use crate::sub;

/// Who takes the role on.
const SCHEDULER: &str = "scheduler.amazonaws.com";

/// Seconds for which the scheduler tries to start a task: an hour late is better than not at all.
const LATEST_SECONDS: u32 = 3_600;

/// How often it tries, with more and more time between two tries.
const TRIES: u32 = 30;

/// Adds what starts the tasks of a job, and what tells of those that fail.
pub(super) fn job(
    placed: &Placed<'_>,
    settings: &Settings,
    definition: &TaskDefinitionHandle,
    roles: &Roles,
    stack: &mut Stack,
) -> ScheduledJob {
    let id = &placed.service.id;
    let queue = failed_runs::queue(placed, stack);
    let role = schedule_role(placed, roles, &queue, stack);
    // The pool of the job and no other, as with services.
    let pool = CapacityProviderStrategyItem::new(placed.inputs.capacity_provider).weight(1);
    let task = EcsParameters::new(definition.arn())
        .task_count(1)
        .capacity_provider_strategy([pool])
        .enable_ecs_managed_tags(true)
        .propagate_tags(PropagateTags::TaskDefinition);
    let tries = RetryPolicy::new()
        .maximum_event_age_in_seconds(LATEST_SECONDS)
        .maximum_retry_attempts(TRIES);
    let target = Target::new(placed.inputs.cluster_arn, role.arn())
        .ecs_parameters(task)
        .retry_policy(tries)
        .dead_letter_config(DeadLetterConfig::new().arn(queue.arn()));
    // At the minute that the spec says, not some time around it.
    let window = FlexibleTimeWindow::new(FlexibleTimeWindowMode::Off);
    let state = if_(
        placed.inputs.services_on,
        ScheduleState::Enabled,
        ScheduleState::Disabled,
    );
    let schedule = Schedule::new(window, settings.recurrence.as_str(), target)
        .schedule_expression_timezone(settings.time_zone.as_str())
        .state(state)
        // The cluster takes the pool's capacity provider only once they are associated.
        .depends_on(placed.inputs.association);
    stack.add(id.part(ServicePart::Schedule), schedule);
    ScheduledJob {
        name: id.prefix(),
        failed_runs: queue.queue_name(),
    }
}

/// Adds the role of the schedule: it starts tasks of this job, as what the job is, on this cluster.
fn schedule_role(
    placed: &Placed<'_>,
    roles: &Roles,
    queue: &QueueHandle,
    stack: &mut Stack,
) -> RoleHandle {
    let tasks = sub![
        "arn:",
        partition(),
        ":ecs:",
        region(),
        ":",
        account_id(),
        ":task/",
        placed.inputs.cluster,
        "/*"
    ];
    let policy = Document::new([
        // Any revision: an update makes another one, and changes role and schedule one after the
        // other.
        Statement::allow(["ecs:RunTask"])
            .sid("StartTask")
            .on(revisions(placed, "*"))
            .when("ArnEquals", "ecs:cluster", placed.inputs.cluster_arn),
        Statement::allow(["ecs:TagResource"])
            .sid("TagTask")
            .on(tasks)
            .when("StringEquals", "ecs:CreateAction", "RunTask"),
        Statement::allow(["iam:PassRole"])
            .sid("GiveTaskItsRoles")
            .on(roles.execution.arn())
            .on(roles.task.arn())
            .when(
                "StringEquals",
                "iam:PassedToService",
                "ecs-tasks.amazonaws.com",
            ),
        Statement::allow(["sqs:SendMessage"])
            .sid("KeepWhatFails")
            .on(queue.arn()),
    ]);
    let role = Role::new(Document::trust_for_this_account(SCHEDULER))
        .policies([role::Policy::new(policy, "StartTask")]);
    stack.add(placed.service.id.part(ServicePart::ScheduleRole), role)
}

/// The ARNs of revisions of the job's task definition, up to their number, which `number` stands for.
pub(super) fn revisions(placed: &Placed<'_>, number: &str) -> Expr<Text> {
    sub![
        "arn:",
        partition(),
        ":ecs:",
        region(),
        ":",
        account_id(),
        ":task-definition/",
        format!("{}:{number}", task_definition::family(placed)),
    ]
}
