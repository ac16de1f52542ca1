//! # resource-renamed
//!
//! ## What it finds
//! A resource that has another logical id and is the same in all or most of its properties: CloudFormation
//! does not know renaming.
//!
//! ## Why it matters
//! It makes a new one and deletes the old one when the update is nearly complete. Until then there are both,
//! and the new one has another physical id.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Role: { Type: AWS::IAM::Role, Properties: { Path: /web/, AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] } } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   WebRole: { Type: AWS::IAM::Role, Properties: { Path: /web/, AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] } } }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Role: { Type: AWS::IAM::Role, Properties: { Path: /web/, Description: web, AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] } } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Web: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Role: { Type: AWS::IAM::Role, Properties: { Path: /web/, AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] } } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Shop: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Role: { Type: AWS::IAM::Role, Properties: { Path: /web/, AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] } } }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Update behaviors of stack resources".

use super::{Class, Risk};
use crate::diff::change::Fate;
use crate::diff::comparison::Comparison;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "resource-renamed",
        severity: Severity::Info,
        page: include_str!("resource_renamed.rs"),
    },
    class: Class::Notice,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let findings = comparison.made().filter_map(|(resource, change)| {
        let Fate::Renamed { from, afterwards } = &change.fate else {
            return None;
        };
        let what = format!(
            "`{from}` is now `{}`: CloudFormation {}",
            resource.address,
            afterwards.exchange()
        );
        let found = comparison.after(&RISK.rule, resource, &[], what);
        Some(found.help(format!(
            "call it `{}` as before, if nothing else is meant",
            from.logical_id
        )))
    });
    findings.collect()
}
