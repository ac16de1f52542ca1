//! # data-orphaned
//!
//! ## What it finds
//! A resource that holds data, a key or a secret, and that stays behind outside of every stack: removed,
//! renamed, moved or replaced, while a policy keeps it, or because AWS deletes it only when it is empty.
//!
//! ## Why it matters
//! It goes on to cost, and no template shows it any more. Where it was replaced, the new one is empty:
//! somebody has to move the data. Its name stays taken.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//!   Bucket: { Type: AWS::S3::Bucket, DeletionPolicy: Retain }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//!   Bucket: { Type: AWS::S3::Bucket }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Files: { Type: AWS::EFS::FileSystem, UpdateReplacePolicy: Retain, Properties: { PerformanceMode: generalPurpose } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Files: { Type: AWS::EFS::FileSystem, UpdateReplacePolicy: Retain, Properties: { PerformanceMode: maxIO } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Images: { Type: AWS::CloudFormation::Stack, DeletionPolicy: Retain, Properties: { TemplateURL: child.yaml } }
//!   Topic: { Type: AWS::SNS::Topic }
//! # file: child.yaml
//! Resources:
//!   Table: { Type: AWS::SQS::Queue }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "DeletionPolicy attribute", "UpdateReplacePolicy attribute"; AWS
//! CloudFormation user guide, troubleshooting of deletions.

use super::{Class, Risk};
use crate::diff::change::Afterwards;
use crate::diff::comparison::Comparison;
use crate::diff::state::ResourceState;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "data-orphaned",
        severity: Severity::Info,
        page: include_str!("data_orphaned.rs"),
    },
    class: Class::Notice,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let gone = comparison.gone().filter_map(|(resource, change)| {
        let why = stays(resource, change.fate.afterwards()?)?;
        let what = format!(
            "`{}` stays behind, and no stack knows it any more: {why}",
            resource.address
        );
        Some(comparison.before(&RISK.rule, resource, &[], what))
    });
    let replaced = comparison.changed().filter_map(|pair| {
        let how = pair.change.replacement()?;
        let why = stays(pair.old, pair.change.replaced)?;
        let what = format!(
            "`{}` {how}: the new one is empty, and the old one stays behind, {why}",
            pair.change.address
        );
        Some(comparison.after(&RISK.rule, pair.new, &[], what))
    });
    gone.chain(replaced).collect()
}

/// Why something with data is not deleted.
fn stays(resource: &ResourceState<'_>, afterwards: Afterwards) -> Option<&'static str> {
    let marked = resource.facts.is_some_and(|facts| facts.stateful());
    match afterwards {
        Afterwards::Kept if marked && !resource.is_open => Some("a policy keeps it"),
        Afterwards::Deleted if resource.must_be_empty() => Some("unless it is empty"),
        Afterwards::Kept | Afterwards::Deleted | Afterwards::Snapshot => None,
    }
}
