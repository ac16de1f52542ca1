//! The monitoring stack: alarms on what hurts, where they are told, and a dashboard.
//!
//! Sources: Amazon CloudWatch user guide and the metrics pages of each service (named where a metric
//! is used); Amazon ECS developer guide, "CloudWatch metrics". Not here: logs (each stack keeps its
//! own group), and anything that a running service needs: without this stack everything runs on.

mod alarm;
mod dashboard;
mod database;
mod events;
mod jobs;
mod load_balancing;
mod network;
mod pools;
mod services;

use super::cluster::Cluster;
use super::database::Database;
use super::endpoints::Endpoints;
use super::keys_and_secrets::KeysAndSecrets;
use super::load_balancers::LoadBalancers;
use super::network::Network;
use super::parameters::Parameters;
use super::pool::Pool;
use super::services::{RunningService, ScheduledJob};
use crate::architecture::{Architecture, PerPool};
use crate::assembly::Stack;
use crate::bindings::cloud_front::DistributionHandle;
use crate::bindings::sns::{Subscription, Topic, TopicArn, TopicPolicy, TopicPolicyHandle};
use crate::cfn::{Expr, account_id};
use crate::policy::{Document, Principal, Statement};

/// Everything that is watched.
pub struct Watched<'a> {
    /// The NAT gateways.
    pub network: &'a Network,
    /// The endpoints that stand in for a way out, where they do.
    pub endpoints: Option<&'a Endpoints>,
    /// The database.
    pub database: &'a Database,
    /// The load balancer.
    pub load_balancers: &'a LoadBalancers,
    /// The distribution before the load balancers, if there is one.
    pub gateway: Option<&'a DistributionHandle>,
    /// The cluster.
    pub cluster: &'a Cluster,
    /// Both pools.
    pub pools: &'a PerPool<Pool>,
    /// The services of both pools.
    pub services: &'a [RunningService],
    /// The jobs of both pools.
    pub jobs: &'a [ScheduledJob],
}

/// What an operator may use of the monitoring.
pub struct Monitoring {
    /// The topic to which every alarm goes.
    pub topic: Expr<TopicArn>,
}

/// Adds the topic, the alarms and the dashboard.
pub fn monitoring(
    architecture: &Architecture,
    parameters: &Parameters,
    keys: &KeysAndSecrets,
    watched: &Watched<'_>,
    stack: &mut Stack,
) -> Monitoring {
    let topic = topic(architecture, parameters, keys, stack);
    let mut alarms = alarm::Alarms::new(stack, topic.arn.clone());
    load_balancing::alarms(watched, &mut alarms);
    services::alarms(architecture, parameters, watched, &mut alarms);
    jobs::alarms(watched, &mut alarms);
    pools::alarms(architecture, watched, &mut alarms);
    database::alarms(architecture, watched, &mut alarms);
    network::alarms(watched, &mut alarms);
    events::events(architecture, keys, watched, &topic, stack);
    dashboard::dashboard(architecture, watched, stack);
    Monitoring { topic: topic.arn }
}

/// The topic of all alarms, and what lets services publish there.
struct AlarmTopic {
    arn: Expr<TopicArn>,
    policy: TopicPolicyHandle,
}

/// The topic of all alarms. Its policy names the services that publish; people subscribe by IAM.
fn topic(
    architecture: &Architecture,
    parameters: &Parameters,
    keys: &KeysAndSecrets,
    stack: &mut Stack,
) -> AlarmTopic {
    let topic = Topic::new()
        .display_name(format!("Alarms of {}", architecture.name()))
        .kms_master_key_id(&keys.key_arn);
    let topic = stack.add("AlarmTopic", topic);
    let policy = Document::new([
        Statement::allow(["sns:Publish"])
            .sid("AlarmsAndDatabaseEventsOfThisAccount")
            .principal(Principal::Services(&[
                "cloudwatch.amazonaws.com",
                "events.rds.amazonaws.com",
            ]))
            .on(topic.arn())
            .when("StringEquals", "aws:SourceAccount", account_id()),
        Statement::deny(["sns:Publish"])
            .sid("OnlyTls")
            .principal(Principal::Everybody)
            .on(topic.arn())
            .when("Bool", "aws:SecureTransport", "false"),
    ]);
    let policy = TopicPolicy::new(policy, [topic.arn()]);
    let policy = stack.add("AlarmTopicPolicy", policy);
    if let Some(address) = &parameters.alarms_email {
        let subscription = Subscription::new("email", topic.arn()).endpoint(address);
        stack.add("AlarmEmail", subscription);
    }
    AlarmTopic {
        arn: topic.arn(),
        policy,
    }
}
