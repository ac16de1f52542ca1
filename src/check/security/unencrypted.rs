//! # storage-unencrypted
//!
//! ## What it finds
//! A database, a volume or a file system that is not said to be encrypted. Not judged: what is restored or
//! copied, and members of clusters, which are as their origin is.
//!
//! ## Why it matters
//! Encryption can't be switched on later: the resource has to be replaced, and its data to be moved.
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
//!       StorageEncrypted: false
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
//!       StorageEncrypted: true
//!     DeletionPolicy: Snapshot
//!     UpdateReplacePolicy: Snapshot
//! ```
//! ## Sources
//! AWS Security Hub, controls RDS.3, EC2.3 and EFS.1.

use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "storage-unencrypted",
        severity: Severity::Warning,
        page: include_str!("unencrypted.rs"),
    },
    cfn_lint: &[],
    run,
};

/// A type, the property that encrypts it, and those whose presence says that something else decides.
const STORAGE: [(&[&str], &str, &[&str]); 5] = [
    (
        &["AWS::RDS::DBInstance"],
        "StorageEncrypted",
        &[
            "DBClusterIdentifier",
            "DBSnapshotIdentifier",
            "DBClusterSnapshotIdentifier",
            "SourceDBInstanceIdentifier",
            "SourceDBInstanceAutomatedBackupsArn",
            "SourceDbiResourceId",
        ],
    ),
    (
        &["AWS::RDS::DBCluster"],
        "StorageEncrypted",
        &[
            "SnapshotIdentifier",
            "SourceDBClusterIdentifier",
            "GlobalClusterIdentifier",
        ],
    ),
    (
        &["AWS::DocDB::DBCluster", "AWS::Neptune::DBCluster"],
        "StorageEncrypted",
        &[
            "SnapshotIdentifier",
            "SourceDBClusterIdentifier",
            "GlobalClusterIdentifier",
        ],
    ),
    (
        &["AWS::EC2::Volume"],
        "Encrypted",
        &["SnapshotId", "SourceVolumeId"],
    ),
    (&["AWS::EFS::FileSystem"], "Encrypted", &[]),
];

fn run(context: &Context<'_>) {
    for (types, property, origins) in STORAGE {
        for resource in context.of_types(types) {
            let has = |name: &&str| resource.property(&[name]).is_some();
            if origins.iter().any(has) {
                continue;
            }
            for case in context.cases(&resource, &[property]) {
                if !case.is_absent() && case.truth() != Some(false) {
                    continue;
                }
                let message = format!("`{}` is not encrypted", resource.logical_id);
                let finding = context.finding_of(&CHECK.rule, &resource, &case, message);
                let finding = finding.path(format!("Properties.{property}"));
                context.report(finding.help(format!("set `{property}: true`")));
            }
        }
    }
}
