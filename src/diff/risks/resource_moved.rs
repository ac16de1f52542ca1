//! # resource-moved
//!
//! ## What it finds
//! A resource that is in another stack of the deployment and the same in all or most of its properties. What
//! moves with its whole nested stack is told there (`resource-renamed`).
//!
//! ## Why it matters
//! CloudFormation makes a new one in the one stack and deletes the old one in the other. Until the update is
//! nearly complete there are both, and the new one has another physical id.
//!
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Role: { Type: AWS::IAM::Role, Properties: { Path: /web/, AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] } } }
//!   Web: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Web: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//!   Role: { Type: AWS::IAM::Role, Properties: { Path: /web/, AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] } } }
//! ```
//! ## Instead
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Role: { Type: AWS::IAM::Role, Properties: { Path: /web/, AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] } } }
//!   Web: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { DisplayName: web } }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Moving resources between stacks".

use super::{Class, Risk};
use crate::diff::change::Fate;
use crate::diff::comparison::Comparison;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "resource-moved",
        severity: Severity::Info,
        page: include_str!("resource_moved.rs"),
    },
    class: Class::Notice,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let findings = comparison.made().filter_map(|(resource, change)| {
        let Fate::Moved { from, afterwards } = &change.fate else {
            return None;
        };
        // A stack around it that has another name itself takes it along.
        let mut holder = resource.address.stack.holder();
        while let Some(address) = holder {
            let moves = comparison.changes.get(&address);
            if moves.is_some_and(|stack| stack.fate.from().is_some()) {
                return None;
            }
            holder = address.stack.holder();
        }
        let what = format!(
            "`{from}` is now `{}`: CloudFormation {}",
            resource.address,
            afterwards.exchange()
        );
        Some(comparison.after(&RISK.rule, resource, &[], what))
    });
    findings.collect()
}
