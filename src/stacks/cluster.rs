//! The cluster stack: the ECS cluster that the hosts of both pools join.
//!
//! Source: Amazon ECS developer guide, "Amazon ECS clusters", "Monitor Amazon ECS containers using
//! Container Insights", "Logging for Amazon ECS Exec". Not here: which capacity the cluster has. Every
//! pool needs the cluster, and the association of the pools' capacity providers needs every pool, so
//! that it is a stack of its own (`capacity`).

use crate::architecture::Architecture;
use crate::assembly::Stack;
use crate::bindings::ecs::cluster::{
    ClusterConfiguration, ClusterSettings, ExecuteCommandConfiguration,
    ExecuteCommandLogConfiguration, Logging,
};
use crate::bindings::ecs::{self, ClusterArn, ClusterName};
use crate::bindings::kms::KeyArn;
use crate::bindings::logs::LogGroup;
use crate::cfn::{DeletionPolicy, Expr, Resource as _, UpdateReplacePolicy};

/// What other stacks may use of the cluster.
#[derive(Clone, Debug)]
pub struct Cluster {
    /// Its name.
    pub name: Expr<ClusterName>,
    /// Its ARN.
    pub arn: Expr<ClusterArn>,
}

/// Adds the cluster. `key` encrypts what people do in containers by ECS Exec, and the log of it.
pub fn cluster(architecture: &Architecture, key: &Expr<KeyArn>, stack: &mut Stack) -> Cluster {
    let log = LogGroup::new()
        .retention_in_days(architecture.monitoring().log_retention.days())
        .kms_key_id(key)
        .deletion_policy(DeletionPolicy::Delete)
        .update_replace_policy(UpdateReplacePolicy::Retain);
    let log = stack.add("ExecLogGroup", log);
    let log = ExecuteCommandLogConfiguration::new()
        .cloud_watch_log_group_name(log.name())
        .cloud_watch_encryption_enabled(true);
    let exec = ExecuteCommandConfiguration::new()
        .kms_key_id(key)
        .logging(Logging::Override)
        .log_configuration(log);
    let insights = ClusterSettings::new()
        .name("containerInsights")
        .value("enabled");
    // Its name is generated, so that a deployment can be replaced beside itself.
    let cluster = ecs::Cluster::new()
        .cluster_settings([insights])
        .configuration(ClusterConfiguration::new().execute_command_configuration(exec));
    let cluster = stack.add("Cluster", cluster);
    Cluster {
        name: cluster.name(),
        arn: cluster.arn(),
    }
}
