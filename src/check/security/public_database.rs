//! # database-public
//!
//! ## What it finds
//! A database, a warehouse or a replication instance that is publicly accessible.
//!
//! ## Why it matters
//! It has a public address, and is one rule of a security group away from the world.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties:
//!       DBInstanceClass: db.m7g.large
//!       Engine: postgres
//!       AllocatedStorage: "100"
//!       ManageMasterUserPassword: true
//!       MasterUsername: master
//!       PubliclyAccessible: true
//!     DeletionPolicy: Snapshot
//!     UpdateReplacePolicy: Snapshot
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties:
//!       DBInstanceClass: db.m7g.large
//!       Engine: postgres
//!       AllocatedStorage: "100"
//!       ManageMasterUserPassword: true
//!       MasterUsername: master
//!       PubliclyAccessible: false
//!     DeletionPolicy: Snapshot
//!     UpdateReplacePolicy: Snapshot
//! ```
//! ## Sources
//! AWS Security Hub, controls RDS.2, Redshift.1 and DMS.1.

use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "database-public",
        severity: Severity::Warning,
        page: include_str!("public_database.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    let databases = context.of_types(&[
        "AWS::RDS::DBInstance",
        "AWS::RDS::DBCluster",
        "AWS::Redshift::Cluster",
        "AWS::RedshiftServerless::Workgroup",
        "AWS::DMS::ReplicationInstance",
        "AWS::AmazonMQ::Broker",
    ]);
    for database in databases {
        for case in context.cases(&database, &["PubliclyAccessible"]) {
            if case.truth() == Some(true) {
                let message = format!("`{}` is publicly accessible", database.logical_id);
                let finding = context.finding_of(&CHECK.rule, &database, &case, message);
                context.report(
                    finding
                        .path("Properties.PubliclyAccessible")
                        .expected("expected `false`"),
                );
            }
        }
    }
}
