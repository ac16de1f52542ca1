//! Where runs of a job that fail are kept: those that could not be started, those that never came up,
//! and those that ended with another exit code than 0.
//!
//! Sources: Amazon ECS developer guide, "Amazon ECS task state change events"; Amazon EventBridge user
//! guide, "Amazon EventBridge event patterns", "Permissions for Amazon SQS targets". An alarm watches
//! over each queue (`monitoring`). Its messages name what ran and how it ended, no secrets; they are
//! encrypted with SQS's own key, so that a key's policy can't keep bad news away.

use serde_json::json;

use super::{Placed, job};
use crate::architecture::ServicePart;
use crate::assembly::Stack;
use crate::bindings::events::{Rule, rule};
use crate::bindings::sqs::{Queue, QueueHandle, QueuePolicy};
use crate::cfn::{Expr, IntoExpr as _, Json, Text};
use crate::document::{Mapping, Node};
use crate::policy::{Document, Principal, Statement};

/// Seconds for which a queue keeps a message: two weeks, the longest that there is.
const KEPT_SECONDS: u32 = 14 * 24 * 3_600;

/// Adds the queue, and the rule by which runs that end badly get there.
pub(super) fn queue(placed: &Placed<'_>, stack: &mut Stack) -> QueueHandle {
    let id = &placed.service.id;
    let queue = Queue::new()
        .message_retention_period(KEPT_SECONDS)
        .sqs_managed_sse_enabled(true);
    let queue = stack.add(id.part(ServicePart::FailedRuns), queue);
    let to: Expr<Text> = queue.arn().into_expr();
    let target = rule::Target::new(
        to.assume::<crate::bindings::events::RuleTargetArn>("a rule sends to queues, too"),
        "queue",
    );
    let ended = Rule::new()
        .description(format!("Runs of {id} that end badly"))
        .event_pattern(ended_badly(placed))
        .targets([target]);
    let ended = stack.add(id.part(ServicePart::FailureRule), ended);
    let policy = Document::new([
        Statement::allow(["sqs:SendMessage"])
            .sid("RunsThatEndBadly")
            .principal(Principal::Service("events.amazonaws.com"))
            .on(queue.arn())
            .when("ArnEquals", "aws:SourceArn", ended.arn()),
        Statement::deny(["sqs:*"])
            .sid("OnlyTls")
            .principal(Principal::Everybody)
            .on(queue.arn())
            .when("Bool", "aws:SecureTransport", "false"),
    ]);
    let policy = QueuePolicy::new(policy, [queue.url()]);
    stack.add(id.part(ServicePart::FailedRunsPolicy), policy);
    queue
}

/// Tasks of the job that have stopped: never started, or with an exit code.
fn ended_badly(placed: &Placed<'_>) -> Json {
    let mut pattern = Json::from(json!({
        "source": ["aws.ecs"],
        "detail-type": ["ECS Task State Change"],
        "detail": {
            "lastStatus": ["STOPPED"],
            "$or": [
                { "stopCode": ["TaskFailedToStart"] },
                { "containers": { "exitCode": [{ "anything-but": [0] }] } },
                // Lost with its host: it has no exit code then.
                { "containers": { "exitCode": [{ "exists": false }] } },
            ],
        },
    }));
    let detail = pattern.0.get_mut(&["detail"]);
    if let Some(detail) = detail.and_then(Node::as_mapping_mut) {
        let revisions = job::revisions(placed, "").into_node();
        let of_job: Mapping = [("prefix", revisions)].into_iter().collect();
        let of_job = Node::sequence(vec![Node::mapping(of_job)]);
        detail.set("taskDefinitionArn", of_job);
    }
    pattern
}
