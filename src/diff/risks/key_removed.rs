//! # key-removed
//!
//! ## What it finds
//! A key of KMS that CloudFormation deletes, because it is removed or replaced and no policy keeps it, or
//! that is disabled.
//!
//! ## Why it matters
//! Whatever was encrypted with it can be read no more: data, snapshots and backups alike, in this deployment
//! and elsewhere. Of a deleted key nothing is left when the waiting period is over.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Key:
//!     Type: AWS::KMS::Key
//!     Properties: { Description: data, KeyPolicy: { Version: '2012-10-17', Statement: [] } }
//!   Files: { Type: AWS::EFS::FileSystem, Properties: { Encrypted: true } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Files: { Type: AWS::EFS::FileSystem, Properties: { Encrypted: true } }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Key:
//!     Type: AWS::KMS::Key
//!     DeletionPolicy: Retain
//!     Properties: { Description: data, KeyPolicy: { Version: '2012-10-17', Statement: [] } }
//!   Files: { Type: AWS::EFS::FileSystem, Properties: { Encrypted: true } }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Key:
//!     Type: AWS::KMS::Key
//!     Properties: { Description: data, KeyPolicy: { Version: '2012-10-17', Statement: [] } }
//!   Files: { Type: AWS::EFS::FileSystem, Properties: { Encrypted: true } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Key:
//!     Type: AWS::KMS::Key
//!     Properties: { Description: data, Enabled: false, KeyPolicy: { Version: '2012-10-17', Statement: [] } }
//!   Files: { Type: AWS::EFS::FileSystem, Properties: { Encrypted: true } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Keys: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//!   Topic: { Type: AWS::SNS::Topic }
//! # file: child.yaml
//! Resources:
//!   Backups: { Type: AWS::KMS::ReplicaKey, Properties: { PrimaryKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/mrk-1', KeyPolicy: { Version: '2012-10-17', Statement: [] } } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Instead
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Keys: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Backups: { Type: AWS::KMS::ReplicaKey, Properties: { PrimaryKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/mrk-1', KeyPolicy: { Version: '2012-10-17', Statement: [] } } }
//! ```
//! ## Sources
//! AWS KMS developer guide, "Deleting AWS KMS keys", "Enabling and disabling keys"; AWS CloudFormation
//! template reference, AWS::KMS::Key.

use super::{Class, Risk};
use crate::diff::change::Afterwards;
use crate::diff::comparison::Comparison;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "key-removed",
        severity: Severity::Warning,
        page: include_str!("key_removed.rs"),
    },
    class: Class::DataLoss,
    judge,
};

const KEYS: [&str; 2] = ["AWS::KMS::Key", "AWS::KMS::ReplicaKey"];

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let gone = comparison.gone().filter(|(key, change)| {
        KEYS.contains(&&*key.resource_type) && change.fate.afterwards() == Some(Afterwards::Deleted)
    });
    let mut findings: Vec<Finding> = gone
        .map(|(key, _)| {
            let days = key.number(&["PendingWindowInDays"], Some(30.0));
            let days = days.map_or_else(String::new, |days| format!(" in {days} days"));
            let what = format!(
                "`{}` is deleted{days}: what is encrypted with it can be read no more",
                key.address
            );
            comparison.before(&RISK.rule, key, &[], what).help(
                "deploy `DeletionPolicy: Retain` for it first; take it away when nothing needs it",
            )
        })
        .collect();
    for pair in comparison.changed() {
        if !KEYS.contains(&&*pair.new.resource_type) {
            continue;
        }
        let name = &pair.change.address;
        if pair.turns(&["Enabled"], true, false) {
            let what = format!("`{name}` is disabled: nobody can read what is encrypted with it");
            findings.push(comparison.after(&RISK.rule, pair.new, &["Enabled"], what));
        }
        if let (Some(how), Afterwards::Deleted) = (pair.change.replacement(), pair.change.replaced)
        {
            let what = format!(
                "`{name}` {how}: the old one is deleted, and what is encrypted with it can be read no more"
            );
            let found = comparison.after(&RISK.rule, pair.new, &[], what);
            findings.push(found.help("deploy `UpdateReplacePolicy: Retain` for it first"));
        }
    }
    findings
}
