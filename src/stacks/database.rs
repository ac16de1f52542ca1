//! The database stack: PostgreSQL on RDS with a standby in a second zone.
//!
//! Sources: HA architecture (ESS stores its data in PostgreSQL; RDS with Multi-AZ is recommended);
//! Amazon RDS user guide, "Multi-AZ DB instance deployments", "Using SSL with a PostgreSQL DB
//! instance". Not here: who may reach it (each pool brings its own rule).

use super::keys_and_secrets::KeysAndSecrets;
use super::network::{Network, name};
use super::parameters::Parameters;
use crate::architecture::{Architecture, Database as Settings};
use crate::assembly::Stack;
use crate::bindings::ec2::{SecurityGroup, SecurityGroupId, security_group};
use crate::bindings::iam::Role;
use crate::bindings::logs::LogGroup;
use crate::bindings::rds::{DbInstance, DbInstanceHandle, DbParameterGroup, DbSubnetGroup};
use crate::bindings::secrets_manager::SecretTargetAttachment;
use crate::cfn::{
    DeletionPolicy, Expr, Resource as _, Text, UpdateReplacePolicy, partition, secret_string,
    select, split, stack_id,
};
use crate::facts::rds::Engine;
use crate::policy::Document;
use crate::sub;

/// What other stacks may use of the database.
pub struct Database {
    /// The host name; it stays the same over a failover.
    pub address: Expr<Text>,
    /// The port.
    pub port: Expr<Text>,
    /// The security group of the database, to which each pool adds its rule.
    pub security_group: Expr<SecurityGroupId>,
    /// The instance.
    pub instance: DbInstanceHandle,
}

/// Seconds between two samples of enhanced monitoring.
const MONITORING_SECONDS: u32 = 60;

/// Days for which Performance Insights keeps its data without a charge.
const INSIGHTS_DAYS: u32 = 7;

/// The logs that the engine gives to CloudWatch, each with the logical id of its group.
const LOGS: [(&str, &str); 2] = [
    ("PostgresqlLogGroup", "postgresql"),
    ("UpgradeLogGroup", "upgrade"),
];

/// Adds the database's resources.
pub fn database(
    architecture: &Architecture,
    parameters: &Parameters,
    keys: &KeysAndSecrets,
    network: &Network,
    stack: &mut Stack,
) -> Database {
    let settings = architecture.database();
    let subnets = DbSubnetGroup::new("Private subnets", &network.private);
    let subnets = stack.add("SubnetGroup", subnets);
    let family = Engine::Postgres.family(&settings.engine_version.to_string());
    let parameter_group = DbParameterGroup::new("Settings of PostgreSQL", family)
        .parameters(serde_json::json!({ "rds.force_ssl": "1" }));
    let parameter_group = stack.add("ParameterGroup", parameter_group);
    let group = SecurityGroup::new("Database")
        .vpc_id(&network.vpc)
        .security_group_egress([no_egress()])
        .tags([name(architecture, "database")]);
    let group = stack.add("SecurityGroup", group);
    let monitoring = Role::new(Document::trust_for_this_account(
        "monitoring.rds.amazonaws.com",
    ))
    .managed_policy_arns([sub![
        "arn:",
        partition(),
        ":iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
    ]
    .assume("a policy that AWS manages")]);
    let monitoring = stack.add("MonitoringRole", monitoring);
    let identifier = identifier(architecture);
    let logs = LOGS.map(|(logical_id, log)| {
        let group = log_group(architecture, keys, &identifier, log);
        stack.add(logical_id, group)
    });
    let instance = DbInstance::new()
        .db_instance_identifier(&identifier)
        .engine("postgres")
        .engine_version(settings.engine_version.to_string())
        .engine_lifecycle_support("open-source-rds-extended-support-disabled")
        .auto_minor_version_upgrade(settings.upgrades_minor_versions())
        // A major version changes only when the spec names another one.
        .allow_major_version_upgrade(true)
        .db_name(Settings::NAME)
        .port(Settings::PORT.to_string())
        .db_instance_class(&parameters.database_instance_class)
        .multi_az(true)
        .db_subnet_group_name(subnets.name())
        .vpc_security_groups([group.id()])
        .publicly_accessible(false)
        .allocated_storage(&parameters.database_storage_gib)
        .max_allocated_storage(settings.max_storage_gib)
        .storage_type("gp3")
        .storage_encrypted(true)
        .kms_key_id(&keys.key_arn)
        // A literal: a reference would have the secret's ARN in it, and another text replaces the
        // database.
        .master_username(Settings::USERNAME)
        .master_user_password(secret_string(&keys.database, "password"))
        .db_parameter_group_name(parameter_group.name())
        .backup_retention_period(settings.backup_retention_days)
        .delete_automated_backups(false)
        .copy_tags_to_snapshot(true)
        .deletion_protection(&parameters.deletion_protection)
        .enable_cloudwatch_logs_exports(LOGS.map(|(_, log)| log))
        .enable_performance_insights(true)
        .performance_insights_kms_key_id(&keys.key_arn)
        .performance_insights_retention_period(INSIGHTS_DAYS)
        .monitoring_interval(MONITORING_SECONDS)
        .monitoring_role_arn(monitoring.arn())
        .tags([name(architecture, "database")])
        .deletion_policy(DeletionPolicy::Snapshot)
        .update_replace_policy(UpdateReplacePolicy::Snapshot);
    // RDS makes a missing log group itself, without retention and without the key.
    let instance = logs
        .iter()
        .fold(instance, |instance, group| instance.depends_on(group));
    let instance = stack.add("Instance", instance);
    let attachment =
        SecretTargetAttachment::new(&keys.database, instance.identifier(), DbInstance::TYPE);
    stack.add("SecretAttachment", attachment);
    Database {
        address: instance.endpoint_address(),
        port: instance.endpoint_port(),
        security_group: group.id(),
        instance,
    }
}

/// The instance's name: the deployment's, and eight digits that are the stack's own. With it the names
/// of the log groups are known before RDS makes them, and no update replaces the instance by accident,
/// since two instances can't have one name.
fn identifier(architecture: &Architecture) -> Expr<Text> {
    let uuid: Expr<Text> = select(2, split("/", stack_id()));
    let digits: Expr<Text> = select(0, split("-", uuid));
    sub![architecture.name().as_str(), "-", digits]
}

fn log_group(
    architecture: &Architecture,
    keys: &KeysAndSecrets,
    identifier: &Expr<Text>,
    log: &str,
) -> LogGroup {
    LogGroup::new()
        .log_group_name(sub!["/aws/rds/instance/", identifier, "/", log])
        .retention_in_days(architecture.monitoring().log_retention.days())
        .kms_key_id(&keys.key_arn)
        .deletion_policy(DeletionPolicy::Delete)
        .update_replace_policy(UpdateReplacePolicy::Retain)
}

/// A group without an egress rule may send anywhere; this rule takes the place of that default.
fn no_egress() -> security_group::Egress {
    security_group::Egress::new("-1")
        .cidr_ip("127.0.0.1/32")
        .description("Nothing leaves from here")
}
