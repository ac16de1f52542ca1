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
use crate::bindings::rds::{DbInstance, DbInstanceHandle, DbParameterGroup, DbSubnetGroup};
use crate::bindings::secrets_manager::SecretTargetAttachment;
use crate::cfn::{
    DeletionPolicy, Expr, Resource as _, Text, UpdateReplacePolicy, partition, secret_string,
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

/// Adds the database's resources.
pub fn database(
    architecture: &Architecture,
    parameters: &Parameters,
    keys: &KeysAndSecrets,
    network: &Network,
    stack: &mut Stack,
) -> Database {
    let settings = architecture.database();
    let subnets = DbSubnetGroup::new(
        format!("Private subnets of {}", architecture.name()),
        &network.private,
    );
    let subnets = stack.add("SubnetGroup", subnets);
    let family = Engine::Postgres.family(&settings.engine_version.to_string());
    let parameter_group =
        DbParameterGroup::new(format!("PostgreSQL of {}", architecture.name()), family)
            .parameters(serde_json::json!({ "rds.force_ssl": "1" }));
    let parameter_group = stack.add("ParameterGroup", parameter_group);
    let group = SecurityGroup::new(format!("Database of {}", architecture.name()))
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
    let instance = DbInstance::new()
        .engine("postgres")
        .engine_version(settings.engine_version.to_string())
        .engine_lifecycle_support("open-source-rds-extended-support-disabled")
        .auto_minor_version_upgrade(settings.upgrades_minor_versions())
        .allow_major_version_upgrade(false)
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
        .master_username(secret_string(&keys.database, "username"))
        .master_user_password(secret_string(&keys.database, "password"))
        .db_parameter_group_name(parameter_group.name())
        .backup_retention_period(settings.backup_retention_days)
        .delete_automated_backups(false)
        .copy_tags_to_snapshot(true)
        .deletion_protection(&parameters.deletion_protection)
        .enable_cloudwatch_logs_exports(["postgresql", "upgrade"])
        .enable_performance_insights(true)
        .performance_insights_kms_key_id(&keys.key_arn)
        .performance_insights_retention_period(INSIGHTS_DAYS)
        .monitoring_interval(MONITORING_SECONDS)
        .monitoring_role_arn(monitoring.arn())
        .tags([name(architecture, "database")])
        .deletion_policy(DeletionPolicy::Snapshot)
        .update_replace_policy(UpdateReplacePolicy::Snapshot);
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

/// A group without an egress rule may send anywhere; this rule takes the place of that default.
fn no_egress() -> security_group::Egress {
    security_group::Egress::new("-1")
        .cidr_ip("127.0.0.1/32")
        .description("Nothing leaves from here")
}
