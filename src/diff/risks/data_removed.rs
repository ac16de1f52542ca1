//! # data-removed
//!
//! ## What it finds
//! A resource that holds data and is no more in the templates, or has another name or stack, so that
//! CloudFormation deletes it: neither `DeletionPolicy: Retain` nor a snapshot keeps what is in it. Not judged: what is protected from
//! deletion, and what AWS deletes only when it is empty.
//!
//! ## Why it matters
//! What it holds is gone when the update is complete, and no rollback brings it back.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//!   Table:
//!     Type: AWS::DynamoDB::Table
//!     Properties:
//!       BillingMode: PAY_PER_REQUEST
//!       AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
//!       KeySchema: [{ AttributeName: id, KeyType: HASH }]
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
//!   Table:
//!     Type: AWS::DynamoDB::Table
//!     DeletionPolicy: Retain
//!     Properties:
//!       BillingMode: PAY_PER_REQUEST
//!       AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
//!       KeySchema: [{ AttributeName: id, KeyType: HASH }]
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//!   Work: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Queue: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: 60 } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//!   Queue: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: 60 } }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "DeletionPolicy attribute"; which types hold data: facts.

use super::{Class, Risk};
use crate::diff::change::Afterwards;
use crate::diff::comparison::Comparison;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "data-removed",
        severity: Severity::Warning,
        page: include_str!("data_removed.rs"),
    },
    class: Class::DataLoss,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let gone = comparison.gone();
    let lost = gone.filter(|(resource, change)| {
        resource.holds_data()
            && change.fate.afterwards() == Some(Afterwards::Deleted)
            && !resource.must_be_empty()
            && !resource.is_protected()
    });
    let findings = lost.map(|(resource, change)| {
        let what = match change.fate.from() {
            Some(_) => format!(
                "`{}` is made anew as `{}`, and the old one is deleted with its data",
                resource.address, change.address
            ),
            None => format!("`{}` is deleted with its data", resource.address),
        };
        let found = comparison.before(&RISK.rule, resource, &[], what);
        found.help(
            "deploy `DeletionPolicy: Retain` for it first, and move the data; then take it away",
        )
    });
    findings.collect()
}
