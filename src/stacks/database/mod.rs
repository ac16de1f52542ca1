//! The database stack: PostgreSQL on RDS in several zones, in one of three forms.
//!
//! Sources: HA architecture (ESS stores its data in PostgreSQL; RDS with Multi-AZ is recommended);
//! Amazon RDS user guide, "Using SSL with a PostgreSQL DB instance", "Restoring to a DB instance"
//! (user, name and encryption are the snapshot's own). Each form is a resource of another logical id,
//! protected and kept as a snapshot when it goes; its name is fixed, so that no update replaces it
//! unasked: two can't have one name. Not here: who may reach it (each pool brings its own rule).

mod aurora;
mod cluster;
mod instance;

use super::keys_and_secrets::KeysAndSecrets;
use super::network::{Network, name};
use super::parameters::Parameters;
use super::way::no_egress;
use crate::architecture::{Architecture, DatabaseDeployment};
use crate::assembly::Stack;
use crate::bindings::ec2::{SecurityGroup, SecurityGroupId, SubnetId};
use crate::bindings::iam::{Role, RoleHandle};
use crate::bindings::logs::LogGroup;
use crate::bindings::rds::{
    DbClusterIdentifier, DbClusterIdentifierOrDbInstanceIdentifier, DbInstanceIdentifier,
    DbSubnetGroup, DbSubnetGroupName,
};
use crate::bindings::secrets_manager::SecretTargetAttachment;
use crate::cfn::{
    DeletionPolicy, Expr, IntoExpr as _, List, Resource as _, Text, UpdateReplacePolicy, partition,
    select, split, stack_id,
};
use crate::policy::Document;
use crate::sub;

/// What other stacks may use of the database, whatever its form.
pub struct Database {
    /// The host name of what writes; it stays the same over a failover.
    pub address: Expr<Text>,
    /// The host name of what reads only, where there is one.
    pub reader: Option<Expr<Text>>,
    /// The port.
    pub port: Expr<Text>,
    /// The security group of the database, to which each pool adds its rule.
    pub security_group: Expr<SecurityGroupId>,
    /// The cluster, where it is one.
    pub cluster: Option<Expr<DbClusterIdentifier>>,
    /// The instances that the stack makes.
    pub instances: Vec<Expr<DbInstanceIdentifier>>,
    /// Everything of it that has metrics.
    pub servers: Vec<Server>,
}

/// One server of the database, as metrics know it.
pub struct Server {
    /// What names in the monitoring end with: its zone's letter or its number, nothing where there is
    /// one.
    pub suffix: String,
    /// Its name.
    pub identifier: Expr<Text>,
}

/// What a form makes.
struct Made {
    address: Expr<Text>,
    reader: Option<Expr<Text>>,
    port: Expr<Text>,
    cluster: Option<Expr<DbClusterIdentifier>>,
    instances: Vec<Expr<DbInstanceIdentifier>>,
    servers: Vec<Server>,
    /// What the secret is attached to, and its type.
    attached: (
        Expr<DbClusterIdentifierOrDbInstanceIdentifier>,
        &'static str,
    ),
}

/// What every form needs.
struct Parts<'a> {
    architecture: &'a Architecture,
    parameters: &'a Parameters,
    keys: &'a KeysAndSecrets,
    subnets: Expr<DbSubnetGroupName>,
    group: Expr<SecurityGroupId>,
    monitoring: RoleHandle,
    identifier: Expr<Text>,
}

/// Seconds between two samples of enhanced monitoring.
const MONITORING_SECONDS: u32 = 60;

/// Days for which Performance Insights keeps its data without a charge.
const INSIGHTS_DAYS: u32 = 7;

/// Without it a database stays on an old version for a price, once PostgreSQL's own support ends.
const NO_EXTENDED_SUPPORT: &str = "open-source-rds-extended-support-disabled";

/// Adds the database's resources.
pub fn database(
    architecture: &Architecture,
    parameters: &Parameters,
    keys: &KeysAndSecrets,
    network: &Network,
    stack: &mut Stack,
) -> Database {
    let subnets = DbSubnetGroup::new("Private subnets", subnets(architecture, network));
    let subnets = stack.add("SubnetGroup", subnets);
    let group = SecurityGroup::new("Database")
        .vpc_id(&network.vpc)
        .security_group_egress([no_egress()])
        .tags([name(architecture, "database")]);
    let group = stack.add("SecurityGroup", group).id();
    let monitoring = Role::new(Document::trust_for_this_account(
        "monitoring.rds.amazonaws.com",
    ))
    .managed_policy_arns([sub![
        "arn:",
        partition(),
        ":iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
    ]
    .assume("a policy that AWS manages")]);
    let parts = Parts {
        architecture,
        parameters,
        keys,
        subnets: subnets.name(),
        group,
        monitoring: stack.add("MonitoringRole", monitoring),
        identifier: identifier(architecture),
    };
    let made = match architecture.database().deployment {
        DatabaseDeployment::MultiAzInstance { .. } => instance::instance(&parts, stack),
        DatabaseDeployment::MultiAzCluster { .. } => cluster::multi_az(&parts, stack),
        DatabaseDeployment::Aurora { instances } => aurora::aurora(&parts, instances, stack),
    };
    let (target, kind) = made.attached;
    let attachment = SecretTargetAttachment::new(&keys.database, target, kind);
    stack.add("SecretAttachment", attachment);
    Database {
        address: made.address,
        reader: made.reader,
        port: made.port,
        security_group: parts.group,
        cluster: made.cluster,
        instances: made.instances,
        servers: made.servers,
    }
}

/// The subnets in which it may have instances: all, or the first where it takes no more zones.
fn subnets(architecture: &Architecture, network: &Network) -> Expr<List<SubnetId>> {
    let zones = architecture.database_zones().len();
    if zones == architecture.zones().len() {
        return network.database.clone();
    }
    let first = (0..).take(zones);
    let first = first.map(|number| select(number, &network.database));
    first.collect::<Vec<Expr<SubnetId>>>().into_expr()
}

/// The name of the database's server or servers: the deployment's, and eight digits that are the
/// stack's own. With it the names of the log groups are known before RDS makes them, and no update
/// replaces the database by accident.
fn identifier(architecture: &Architecture) -> Expr<Text> {
    let uuid: Expr<Text> = select(2, split("/", stack_id()));
    let digits: Expr<Text> = select(0, split("-", uuid));
    sub![architecture.name().as_str(), "-", digits]
}

/// The group of a log that the engine gives to CloudWatch, `instance/NAME/postgresql`. RDS would make a
/// missing one itself, without retention and without the key.
fn log_group(parts: &Parts<'_>, of: &str, log: &str) -> LogGroup {
    LogGroup::new()
        .log_group_name(sub!["/aws/rds/", of, "/", &parts.identifier, "/", log])
        .retention_in_days(parts.architecture.monitoring().log_retention.days())
        .kms_key_id(&parts.keys.key_arn)
        .deletion_policy(DeletionPolicy::Delete)
        .update_replace_policy(UpdateReplacePolicy::Retain)
}

/// TLS alone is spoken.
fn tls_alone() -> serde_json::Value {
    serde_json::json!({ "rds.force_ssl": "1" })
}
