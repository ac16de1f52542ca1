//! What a cluster of RDS and one of Aurora have alike, and the former: a writer and two readers in three
//! zones.
//!
//! Sources: Amazon RDS user guide, "Multi-AZ DB cluster deployments" and its limitations (no backups
//! that outlive the cluster, storage that does not grow by itself), "gp3 storage" (IOPS from 400 GiB on;
//! 12000 of them without a charge); API reference, `CreateDBCluster` (its instances are named after the
//! cluster, with `-instance-1` to `-instance-3`); CloudFormation's handler of `AWS::RDS::DBCluster`
//! (port 3306 unless another is said, which RDS never changes; a restored cluster gets its password and
//! its key as a new one does).

use super::{INSIGHTS_DAYS, MONITORING_SECONDS, Made, NO_EXTENDED_SUPPORT, Parts, Server};
use super::{log_group, tls_alone};
use crate::architecture::Database as Settings;
use crate::assembly::Stack;
use crate::bindings::rds::{DbCluster, DbClusterHandle, DbClusterParameterGroup};
use crate::cfn::{
    DeletionPolicy, IntoExpr as _, Resource as _, UpdateReplacePolicy, secret_string,
};
use crate::stacks::network::name;
use crate::sub;

/// The logs that a Multi-AZ cluster gives to CloudWatch, each with the logical id of its group.
const LOGS: [(&str, &str); 2] = [
    ("PostgresqlLogGroup", "postgresql"),
    ("UpgradeLogGroup", "upgrade"),
];

/// Instances of a Multi-AZ cluster.
const INSTANCES: [u32; 3] = [1, 2, 3];

pub(super) fn multi_az(parts: &Parts<'_>, stack: &mut Stack) -> Made {
    let (settings, parameters) = (parts.architecture.database(), parts.parameters);
    let cluster = of_any_engine(parts, &LOGS, stack)
        .db_cluster_instance_class(&parameters.database_instance_class)
        // Without it the cluster is public wherever the VPC has a way to the internet.
        .publicly_accessible(false)
        .storage_type("gp3")
        .auto_minor_version_upgrade(settings.upgrades_minor_versions())
        .performance_insights_enabled(true)
        .performance_insights_kms_key_id(&parts.keys.key_arn)
        .performance_insights_retention_period(INSIGHTS_DAYS)
        .monitoring_interval(MONITORING_SECONDS)
        .monitoring_role_arn(parts.monitoring.arn());
    let cluster = match &parameters.database_storage_gib {
        Some(storage) => cluster.allocated_storage(storage),
        None => cluster,
    };
    let cluster = match &parameters.database_iops {
        Some(iops) => cluster.iops(iops),
        None => cluster,
    };
    let cluster = stack.add("Cluster", cluster);
    let servers = INSTANCES.map(|number| Server {
        suffix: number.to_string(),
        // Of the cluster's own name: that of the stack is another in every stack.
        identifier: sub![cluster.identifier(), format!("-instance-{number}")],
    });
    made(&cluster, servers.into())
}

/// A cluster with what is the same for both engines.
pub(super) fn of_any_engine(
    parts: &Parts<'_>,
    logs: &[(&str, &'static str)],
    stack: &mut Stack,
) -> DbCluster {
    let settings = parts.architecture.database();
    let engine = settings.deployment.engine();
    let version = settings.version();
    let family = engine.family(&version);
    let group = DbClusterParameterGroup::new("Settings of PostgreSQL", family, tls_alone());
    let group = stack.add("ClusterParameterGroup", group);
    let cluster = DbCluster::new()
        .db_cluster_identifier(&parts.identifier)
        .engine(engine.name())
        .engine_version(version)
        .engine_lifecycle_support(NO_EXTENDED_SUPPORT);
    let cluster = match &parts.parameters.database_snapshot {
        Some(snapshot) => cluster.snapshot_identifier(snapshot),
        None => cluster
            .database_name(Settings::NAME)
            // A literal: a reference would have the secret's ARN in it, and another text replaces the
            // database.
            .master_username(Settings::USERNAME),
    };
    let cluster = cluster
        .port(Settings::PORT)
        .db_subnet_group_name(&parts.subnets)
        .vpc_security_group_ids([&parts.group])
        .storage_encrypted(true)
        .kms_key_id(&parts.keys.key_arn)
        .master_user_password(secret_string(&parts.keys.database, "password"))
        .db_cluster_parameter_group_name(group.name())
        .backup_retention_period(settings.backup_retention_days);
    let cluster = match settings.backup_window {
        Some(window) => cluster.preferred_backup_window(window.to_string()),
        None => cluster,
    };
    let cluster = match settings.maintenance_window {
        Some(window) => cluster.preferred_maintenance_window(window.to_string()),
        None => cluster,
    };
    let cluster = cluster
        .copy_tags_to_snapshot(true)
        .deletion_protection(&parts.parameters.deletion_protection)
        .enable_cloudwatch_logs_exports(logs.iter().map(|(_, log)| *log).collect::<Vec<_>>())
        .tags([name(parts.architecture, "database")])
        .deletion_policy(DeletionPolicy::Snapshot)
        .update_replace_policy(UpdateReplacePolicy::Snapshot);
    logs.iter().fold(cluster, |cluster, (logical_id, log)| {
        cluster.depends_on(&stack.add(*logical_id, log_group(parts, "cluster", log)))
    })
}

/// What others may use of a cluster.
pub(super) fn made(cluster: &DbClusterHandle, servers: Vec<Server>) -> Made {
    Made {
        address: cluster.endpoint_address(),
        reader: Some(cluster.read_endpoint_address()),
        port: cluster.endpoint_port(),
        cluster: Some(cluster.identifier()),
        instances: Vec::new(),
        servers,
        attached: (cluster.identifier().into_expr(), DbCluster::TYPE),
    }
}
