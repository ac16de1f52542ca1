//! Where a service's containers write: a log group of its own, and how lines get there.
//!
//! Sources: Amazon ECS developer guide, "awslogs log driver"; moby, `daemon/logger/awslogs`. A container
//! never waits for its log: with the blocking mode, an outage of CloudWatch Logs stops containers that
//! write, and none starts.

use super::Placed;
use crate::architecture::ServicePart;
use crate::assembly::Stack;
use crate::bindings::ecs::task_definition::LogConfiguration;
use crate::bindings::logs::{LogGroup, LogGroupHandle};
use crate::cfn::{
    DeletionPolicy, Expr, IntoExpr as _, Resource as _, Text, UpdateReplacePolicy, region,
};

/// What a container may have written before lines are dropped: enough for minutes of an outage.
const BUFFER: &str = "25m";

/// Adds the log group. It exists before the first task: the driver creates none, and without one
/// lines would be lost unnoticed.
pub(super) fn log_group(placed: &Placed<'_>, stack: &mut Stack) -> LogGroupHandle {
    let group = LogGroup::new()
        .retention_in_days(placed.inputs.architecture.monitoring().log_retention.days())
        .kms_key_id(placed.inputs.key)
        .deletion_policy(DeletionPolicy::Delete)
        .update_replace_policy(UpdateReplacePolicy::Retain);
    stack.add(placed.service.id.part(ServicePart::LogGroup), group)
}

/// How a container's lines get to the group. All of it is said here, since an account's settings
/// would decide what is left out.
pub(super) fn log_configuration(placed: &Placed<'_>, group: &LogGroupHandle) -> LogConfiguration {
    let options: [(&str, Expr<Text>); 5] = [
        ("awslogs-group", group.name().into_expr()),
        ("awslogs-region", region()),
        (
            "awslogs-stream-prefix",
            placed.service.id.as_str().into_expr(),
        ),
        ("mode", "non-blocking".into_expr()),
        ("max-buffer-size", BUFFER.into_expr()),
    ];
    LogConfiguration::new("awslogs").options(options)
}
