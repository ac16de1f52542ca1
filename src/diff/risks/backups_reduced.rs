//! # backups-reduced
//!
//! ## What it finds
//! Backups that are kept for fewer days or no longer made: of databases, caches, file systems and tables;
//! versions of objects that are no longer kept; a backup plan or its selection that is removed.
//!
//! ## Why it matters
//! A mistake that is noticed later than backups are kept cannot be undone. Where the number of days falls,
//! older backups are deleted soon after the update.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties:
//!       Engine: postgres
//!       DBInstanceClass: db.t4g.micro
//!       AllocatedStorage: 20
//!       BackupRetentionPeriod: 14
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties:
//!       Engine: postgres
//!       DBInstanceClass: db.t4g.micro
//!       AllocatedStorage: 20
//!       BackupRetentionPeriod: 3
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties:
//!       Engine: postgres
//!       DBInstanceClass: db.t4g.micro
//!       AllocatedStorage: 20
//!       BackupRetentionPeriod: 21
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { Recovery: true } } }
//! # file: child.yaml
//! Parameters:
//!   Recovery: { Type: String }
//! Resources:
//!   Table:
//!     Type: AWS::DynamoDB::Table
//!     Properties:
//!       BillingMode: PAY_PER_REQUEST
//!       AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
//!       KeySchema: [{ AttributeName: id, KeyType: HASH }]
//!       PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: !Ref Recovery }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { Recovery: false } } }
//! # file: child.yaml
//! Parameters:
//!   Recovery: { Type: String }
//! Resources:
//!   Table:
//!     Type: AWS::DynamoDB::Table
//!     Properties:
//!       BillingMode: PAY_PER_REQUEST
//!       AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
//!       KeySchema: [{ AttributeName: id, KeyType: HASH }]
//!       PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: !Ref Recovery }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Bucket: { Type: AWS::S3::Bucket, Properties: { VersioningConfiguration: { Status: Enabled } } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Bucket: { Type: AWS::S3::Bucket, Properties: { VersioningConfiguration: { Status: Suspended } } }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Bucket:
//!     Type: AWS::S3::Bucket
//!     Properties:
//!       VersioningConfiguration: { Status: Enabled }
//!       LifecycleConfiguration:
//!         Rules: [{ Status: Enabled, NoncurrentVersionExpiration: { NoncurrentDays: 90 } }]
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Files: { Type: AWS::EFS::FileSystem, Properties: { BackupPolicy: { Status: ENABLED } } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Files: { Type: AWS::EFS::FileSystem, Properties: { BackupPolicy: { Status: DISABLED } } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//!   Saving:
//!     Type: AWS::Backup::BackupPlan
//!     Properties:
//!       BackupPlan:
//!         BackupPlanName: nightly
//!         BackupPlanRule: [{ RuleName: nightly, TargetBackupVault: Default, ScheduleExpression: cron(0 3 * * ? *) }]
//! # file: child.yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Cache:
//!     Type: AWS::ElastiCache::ReplicationGroup
//!     Properties: { ReplicationGroupDescription: sessions, CacheNodeType: cache.t4g.small, SnapshotRetentionLimit: 7 }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Cache:
//!     Type: AWS::ElastiCache::ReplicationGroup
//!     Properties: { ReplicationGroupDescription: sessions, CacheNodeType: cache.t4g.small, SnapshotRetentionLimit: 0 }
//! ```
//! ## Sources
//! AWS CloudFormation template reference of each property; Amazon RDS user guide, "Introduction to backups";
//! Amazon S3 user guide, "Adding objects to versioning-suspended buckets".

use super::{Class, Risk};
use crate::diff::change::{Fate, ResourceChange};
use crate::diff::comparison::Comparison;
use crate::diff::comparison::Pair;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "backups-reduced",
        severity: Severity::Warning,
        page: include_str!("backups_reduced.rs"),
    },
    class: Class::DataLoss,
    judge,
};

/// Days for which backups are kept, and what counts where the property is left out.
const DAYS: [(&str, &[&str], f64); 13] = [
    ("AWS::DocDB::DBCluster", &["BackupRetentionPeriod"], 1.0),
    (
        "AWS::ElastiCache::CacheCluster",
        &["SnapshotRetentionLimit"],
        0.0,
    ),
    (
        "AWS::ElastiCache::ReplicationGroup",
        &["SnapshotRetentionLimit"],
        0.0,
    ),
    (
        "AWS::ElastiCache::ServerlessCache",
        &["SnapshotRetentionLimit"],
        0.0,
    ),
    (
        "AWS::FSx::FileSystem",
        &["WindowsConfiguration", "AutomaticBackupRetentionDays"],
        30.0,
    ),
    (
        "AWS::FSx::FileSystem",
        &["OntapConfiguration", "AutomaticBackupRetentionDays"],
        30.0,
    ),
    (
        "AWS::FSx::FileSystem",
        &["OpenZFSConfiguration", "AutomaticBackupRetentionDays"],
        30.0,
    ),
    (
        "AWS::FSx::FileSystem",
        &["LustreConfiguration", "AutomaticBackupRetentionDays"],
        0.0,
    ),
    ("AWS::MemoryDB::Cluster", &["SnapshotRetentionLimit"], 0.0),
    ("AWS::Neptune::DBCluster", &["BackupRetentionPeriod"], 1.0),
    ("AWS::RDS::DBCluster", &["BackupRetentionPeriod"], 1.0),
    ("AWS::RDS::DBInstance", &["BackupRetentionPeriod"], 1.0),
    (
        "AWS::Redshift::Cluster",
        &["AutomatedSnapshotRetentionPeriod"],
        1.0,
    ),
];

/// Switches that keep something to come back to, the word for that, and what counts where one is left out.
const SWITCHES: [(&str, &[&str], &str, bool); 3] = [
    (
        "AWS::DynamoDB::Table",
        &[
            "PointInTimeRecoverySpecification",
            "PointInTimeRecoveryEnabled",
        ],
        "can no longer be brought back to a point in time",
        false,
    ),
    (
        "AWS::Cassandra::Table",
        &["PointInTimeRecoveryEnabled"],
        "can no longer be brought back to a point in time",
        false,
    ),
    (
        "AWS::Timestream::InfluxDBInstance",
        &["BackupEnabled"],
        "is no longer backed up",
        false,
    ),
];

/// Words that keep something to come back to, and what is no more without them.
const WORDS: [(&str, &[&str], &str, &str); 2] = [
    (
        "AWS::EFS::FileSystem",
        &["BackupPolicy", "Status"],
        "ENABLED",
        "is no longer backed up every day",
    ),
    (
        "AWS::S3::Bucket",
        &["VersioningConfiguration", "Status"],
        "Enabled",
        "no longer keeps versions: what is overwritten or deleted is gone",
    ),
];

/// What makes backups.
const MAKERS: [&str; 3] = [
    "AWS::Backup::BackupPlan",
    "AWS::Backup::BackupSelection",
    "AWS::DLM::LifecyclePolicy",
];

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for pair in comparison.changed() {
        days(comparison, &pair, &mut findings);
        for (of, path, what, default) in SWITCHES {
            if pair.is(of) && pair.turns(path, default, false) {
                let what = format!("`{}` {what}", pair.change.address);
                findings.push(comparison.after(&RISK.rule, pair.new, path, what));
            }
        }
        for (of, path, word, what) in WORDS {
            let is_gone =
                pair.new.lacks(path) || pair.new.text(path).is_some_and(|new| new != word);
            if pair.is(of) && pair.old.text(path) == Some(word) && is_gone {
                let what = format!("`{}` {what}", pair.change.address);
                findings.push(comparison.after(&RISK.rule, pair.new, path, what));
            }
        }
        let kept = &["DeleteAutomatedBackups"];
        let deletes = pair.is("AWS::RDS::DBInstance") || pair.is("AWS::RDS::DBCluster");
        if deletes && pair.turns(kept, true, true) {
            let what = format!(
                "the automated backups of `{}` are deleted with it, and were kept",
                pair.change.address
            );
            findings.push(comparison.after(&RISK.rule, pair.new, kept, what));
        }
    }
    let makers = comparison.gone().filter(|(resource, change)| {
        let ResourceChange { fate, .. } = change;
        matches!(fate, Fate::Removed(_)) && MAKERS.contains(&&*resource.resource_type)
    });
    for (maker, _) in makers {
        let what = format!("`{}` is removed: it makes no more backups", maker.address);
        findings.push(comparison.before(&RISK.rule, maker, &[], what));
    }
    findings
}

fn days(comparison: &Comparison<'_, '_, '_>, pair: &Pair<'_, '_>, findings: &mut Vec<Finding>) {
    // Backups of the members of a cluster are the cluster's.
    if !pair.new.lacks(&["DBClusterIdentifier"]) {
        return;
    }
    for (of, path, default) in DAYS {
        // Without the mapping around it the type is of another kind.
        let is_there = path
            .split_last()
            .is_some_and(|(_, around)| around.is_empty() || pair.new.property(around).is_some());
        if !pair.is(of) || !is_there {
            continue;
        }
        if let Some((old, new)) = pair.falls(path, Some(default)) {
            let name = &pair.change.address;
            let what = if new == 0.0 {
                format!(
                    "`{name}` is no longer backed up, and the automatic backups of {old} days go"
                )
            } else {
                format!("`{name}` keeps automatic backups for {new} instead of {old} days")
            };
            findings.push(comparison.after(&RISK.rule, pair.new, path, what));
        }
    }
}
