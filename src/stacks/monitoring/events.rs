//! Events that no metric shows: the database's failovers, and hosts whose agent disconnects.
//!
//! Sources: Amazon RDS user guide, "Amazon RDS event categories and event messages"; Amazon ECS
//! developer guide, "Amazon ECS container instance state change events". Agents disconnect and
//! reconnect as part of their work, so those events go to a log that says which host it was; the
//! alarm is the services' `TasksReporting`.

use serde_json::json;

use super::super::keys_and_secrets::KeysAndSecrets;
use super::{AlarmTopic, Watched};
use crate::architecture::Architecture;
use crate::assembly::Stack;
use crate::bindings::events::{Rule, RuleTargetArn, rule};
use crate::bindings::logs::{LogGroup, ResourcePolicy};
use crate::bindings::rds::EventSubscription;
use crate::cfn::{DeletionPolicy, Json, PolicyDocument, Resource as _, UpdateReplacePolicy};
use crate::document::Node;
use crate::sub;

pub(super) fn events(
    architecture: &Architecture,
    keys: &KeysAndSecrets,
    watched: &Watched<'_>,
    topic: &AlarmTopic,
    stack: &mut Stack,
) {
    database(watched, topic, stack);
    let group = LogGroup::new()
        // EventBridge writes to groups below this name only.
        .log_group_name(format!("/aws/events/{}/agents", architecture.name()))
        .retention_in_days(architecture.monitoring().log_retention.days())
        .kms_key_id(&keys.key_arn)
        .deletion_policy(DeletionPolicy::Delete)
        .update_replace_policy(UpdateReplacePolicy::Delete);
    let group = stack.add("AgentEvents", group);
    // A resource policy of CloudWatch Logs is a text, so its statement is one too.
    let policy = sub![
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "#,
        r#"["events.amazonaws.com", "delivery.logs.amazonaws.com"]}, "Action": "#,
        r#"["logs:CreateLogStream", "logs:PutLogEvents"], "Resource": ""#,
        group.arn(),
        r#""}]}"#
    ]
    .assume::<PolicyDocument>("CloudWatch Logs takes the document as a text");
    let policy_name = format!("{}-agent-events", architecture.name());
    let policy = stack.add(
        "AgentEventsPolicy",
        ResourcePolicy::new(policy, policy_name),
    );
    let log = sub![
        "arn:",
        crate::cfn::partition(),
        ":logs:",
        crate::cfn::region(),
        ":",
        crate::cfn::account_id(),
        ":log-group:",
        group.name()
    ]
    .assume::<RuleTargetArn>("EventBridge takes a group's ARN without the `:*` of its attribute");
    let pattern = json!({
        "source": ["aws.ecs"],
        "detail-type": ["ECS Container Instance State Change"],
        "detail": { "agentConnected": [false] },
    });
    let mut pattern = Json::from(pattern);
    if let Some(detail) = pattern
        .0
        .get_mut(&["detail"])
        .and_then(Node::as_mapping_mut)
    {
        let cluster = watched.cluster.arn.node().clone();
        detail.set("clusterArn", Node::sequence(vec![cluster]));
    }
    let disconnects = Rule::new()
        .description("Hosts whose container agent disconnects")
        .event_pattern(pattern)
        .targets([rule::Target::new(log, "log")])
        .depends_on(&policy);
    stack.add("AgentDisconnects", disconnects);
}

/// What RDS says of the cluster, where it is one, and of the instances that the stack makes.
fn database(watched: &Watched<'_>, topic: &AlarmTopic, stack: &mut Stack) {
    if let Some(cluster) = &watched.database.cluster {
        let subscription = EventSubscription::new(&topic.arn)
            .source_type("db-cluster")
            .source_ids([cluster])
            .event_categories(["failover", "failure", "maintenance", "notification"])
            .enabled(true)
            // RDS asks whether it may publish when it is told to.
            .depends_on(&topic.policy);
        stack.add("DatabaseClusterEvents", subscription);
    }
    let instances = &watched.database.instances;
    if instances.is_empty() {
        return;
    }
    let subscription = EventSubscription::new(&topic.arn)
        .source_type("db-instance")
        .source_ids(instances.clone())
        .event_categories([
            "availability",
            "configuration change",
            "failover",
            "failure",
            "low storage",
            "maintenance",
            "notification",
            "recovery",
        ])
        .enabled(true)
        .depends_on(&topic.policy);
    stack.add("DatabaseEvents", subscription);
}
