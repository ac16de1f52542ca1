//! An instance of RDS with a standby in another zone.
//!
//! Source: Amazon RDS user guide, "Multi-AZ DB instance deployments": the standby takes over in one to
//! two minutes, and nobody reads from it. CloudFormation's handler of `AWS::RDS::DBInstance`: a
//! restored instance has user, name and encryption of its snapshot, and gets its password afterwards.

use super::{INSIGHTS_DAYS, MONITORING_SECONDS, Made, NO_EXTENDED_SUPPORT, Parts, Server};
use super::{log_group, tls_alone};
use crate::architecture::{Database as Settings, DatabaseDeployment};
use crate::assembly::Stack;
use crate::bindings::rds::{DbInstance, DbParameterGroup};
use crate::cfn::{
    DeletionPolicy, IntoExpr as _, Resource as _, UpdateReplacePolicy, secret_string,
};
use crate::stacks::network::name;

/// The logs that the engine gives to CloudWatch, each with the logical id of its group.
const LOGS: [(&str, &str); 2] = [
    ("PostgresqlLogGroup", "postgresql"),
    ("UpgradeLogGroup", "upgrade"),
];

pub(super) fn instance(parts: &Parts<'_>, stack: &mut Stack) -> Made {
    let (architecture, parameters) = (parts.architecture, parts.parameters);
    let settings = architecture.database();
    let engine = settings.deployment.engine();
    let version = settings.version();
    let group = DbParameterGroup::new("Settings of PostgreSQL", engine.family(&version))
        .parameters(tls_alone());
    let group = stack.add("ParameterGroup", group);
    let logs =
        LOGS.map(|(logical_id, log)| stack.add(logical_id, log_group(parts, "instance", log)));
    let instance = DbInstance::new()
        .db_instance_identifier(&parts.identifier)
        .engine(engine.name())
        .engine_version(version)
        .engine_lifecycle_support(NO_EXTENDED_SUPPORT)
        .auto_minor_version_upgrade(settings.upgrades_minor_versions())
        // A major version changes only when the spec names another one.
        .allow_major_version_upgrade(true);
    let instance = match &parameters.database_snapshot {
        Some(snapshot) => instance.db_snapshot_identifier(snapshot),
        None => instance.db_name(Settings::NAME),
    };
    let instance = instance
        .port(Settings::PORT.to_string())
        .db_instance_class(&parameters.database_instance_class)
        .multi_az(true)
        .db_subnet_group_name(&parts.subnets)
        .vpc_security_groups([&parts.group])
        .publicly_accessible(false);
    let instance = match (&parameters.database_storage_gib, settings.deployment) {
        (
            Some(storage),
            DatabaseDeployment::MultiAzInstance {
                max_storage_gib, ..
            },
        ) => instance
            .allocated_storage(storage)
            .max_allocated_storage(max_storage_gib),
        (_, _) => instance,
    };
    let instance = instance.storage_type("gp3");
    let instance = match &parameters.database_snapshot {
        // Both are the snapshot's own.
        Some(_) => instance,
        None => instance
            .storage_encrypted(true)
            .kms_key_id(&parts.keys.key_arn)
            // A literal: a reference would have the secret's ARN in it, and another text replaces the
            // database.
            .master_username(Settings::USERNAME),
    };
    let instance = instance
        .master_user_password(secret_string(&parts.keys.database, "password"))
        .db_parameter_group_name(group.name())
        .backup_retention_period(settings.backup_retention_days);
    let instance = match settings.backup_window {
        Some(window) => instance.preferred_backup_window(window.to_string()),
        None => instance,
    };
    let instance = match settings.maintenance_window {
        Some(window) => instance.preferred_maintenance_window(window.to_string()),
        None => instance,
    };
    let instance = instance
        .delete_automated_backups(false)
        .copy_tags_to_snapshot(true)
        .deletion_protection(&parameters.deletion_protection)
        .enable_cloudwatch_logs_exports(LOGS.map(|(_, log)| log))
        .enable_performance_insights(true)
        .performance_insights_kms_key_id(&parts.keys.key_arn)
        .performance_insights_retention_period(INSIGHTS_DAYS)
        .monitoring_interval(MONITORING_SECONDS)
        .monitoring_role_arn(parts.monitoring.arn())
        .tags([name(architecture, "database")])
        .deletion_policy(DeletionPolicy::Snapshot)
        .update_replace_policy(UpdateReplacePolicy::Snapshot);
    let instance = logs.iter().fold(instance, DbInstance::depends_on);
    let instance = stack.add("Instance", instance);
    Made {
        address: instance.endpoint_address(),
        reader: None,
        port: instance.endpoint_port(),
        cluster: None,
        instances: vec![instance.identifier()],
        servers: vec![Server {
            suffix: String::new(),
            identifier: instance.identifier().into_expr(),
        }],
        attached: (instance.identifier().into_expr(), DbInstance::TYPE),
    }
}
