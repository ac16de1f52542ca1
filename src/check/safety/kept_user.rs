//! # kept-user-of-deleted
//!
//! ## What it finds
//! A database, a cache or a domain that stays when the stack is deleted, and that uses a subnet group, a
//! parameter group, an option group or a security group of the deployment that does not stay.
//!
//! ## Why it matters
//! What is in use can't be deleted: the deletion of the stack fails there, and leaves the rest to you.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Subnets:
//!     Type: AWS::RDS::DBSubnetGroup
//!     Properties:
//!       DBSubnetGroupDescription: Two zones
//!       SubnetIds: [subnet-0123456789abcdef0, subnet-0fedcba9876543210]
//!   Database:
//!     Type: AWS::RDS::DBCluster
//!     DeletionPolicy: Retain
//!     UpdateReplacePolicy: Retain
//!     Properties: { Engine: aurora-postgresql, DBSubnetGroupName: !Ref Subnets, StorageEncrypted: true }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Subnets:
//!     Type: AWS::RDS::DBSubnetGroup
//!     Properties:
//!       DBSubnetGroupDescription: Two zones
//!       SubnetIds: [subnet-0123456789abcdef0, subnet-0fedcba9876543210]
//!   Database:
//!     Type: AWS::RDS::DBCluster
//!     DeletionPolicy: Snapshot
//!     UpdateReplacePolicy: Snapshot
//!     Properties: { Engine: aurora-postgresql, DBSubnetGroupName: !Ref Subnets, StorageEncrypted: true }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "DeletionPolicy attribute"; AWS CloudFormation user guide,
//! "Troubleshooting CloudFormation": delete stack fails.

use std::collections::BTreeSet;

use super::kept::{KEEPING, Place, kept};
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "kept-user-of-deleted",
        severity: Severity::Info,
        page: include_str!("kept_user.rs"),
    },
    cfn_lint: &[],
    run,
};

/// Where somebody names what it runs in or with.
const PLACES: [Place; 9] = [
    (
        &["AWS::RDS::DBCluster", "AWS::RDS::DBInstance"],
        &["DBSubnetGroupName"],
    ),
    (&["AWS::RDS::DBInstance"], &["DBParameterGroupName"]),
    (&["AWS::RDS::DBInstance"], &["OptionGroupName"]),
    (&["AWS::RDS::DBInstance"], &["VPCSecurityGroups", "*"]),
    (&["AWS::RDS::DBCluster"], &["DBClusterParameterGroupName"]),
    (
        &["AWS::RDS::DBCluster", "AWS::Redshift::Cluster"],
        &["VpcSecurityGroupIds", "*"],
    ),
    (&["AWS::Redshift::Cluster"], &["ClusterSubnetGroupName"]),
    (
        &["AWS::ElastiCache::ReplicationGroup"],
        &["CacheSubnetGroupName"],
    ),
    (
        &["AWS::ElastiCache::ReplicationGroup"],
        &["SecurityGroupIds", "*"],
    ),
];

const USED: [&str; 7] = [
    "AWS::EC2::SecurityGroup",
    "AWS::ElastiCache::SubnetGroup",
    "AWS::RDS::DBClusterParameterGroup",
    "AWS::RDS::DBParameterGroup",
    "AWS::RDS::DBSubnetGroup",
    "AWS::RDS::OptionGroup",
    "AWS::Redshift::ClusterSubnetGroup",
];

fn run(context: &Context<'_>) {
    let mut said = BTreeSet::new();
    for kept in kept(context, &PLACES, &KEEPING, &USED) {
        let (user, gone) = (kept.resource.logical_id, kept.gone.logical_id);
        if !said.insert((kept.resource.stack, user, kept.gone.stack, gone)) {
            continue;
        }
        let message =
            format!("`{user}` outlives the stack, and `{gone}`, which it uses, is to go with it");
        let finding = context.finding_of(&CHECK.rule, &kept.resource, &kept.case, message);
        let finding = context.pointing_at(finding, &kept.gone, "what goes with the stack");
        let help = format!("set `DeletionPolicy: Retain` at `{gone}` as well");
        context.report(finding.help(help));
    }
}
