//! # export-changed
//!
//! ## What it finds
//! An export that is removed, has another name, or whose value changes, where nothing in the deployment itself
//! imports it.
//!
//! ## Why it matters
//! Exports are there for other stacks. While one of them imports it, CloudFormation refuses the update and rolls
//! it back.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! Outputs:
//!   Topic: { Value: !Ref Topic, Export: { Name: alarms } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! Outputs:
//!   Topic: { Value: !Ref Topic, Export: { Name: alarm-topic } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Network: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: network.yaml } }
//! # file: network.yaml
//! Resources:
//!   Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-0123456789abcdef0, CidrBlock: 10.0.0.0/24 } }
//! Outputs:
//!   Subnet: { Value: !Ref Subnet, Export: { Name: subnet } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Network: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: network.yaml } }
//! # file: network.yaml
//! Resources:
//!   Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-0123456789abcdef0, CidrBlock: 10.0.1.0/24 } }
//! Outputs:
//!   Subnet: { Value: !Ref Subnet, Export: { Name: subnet } }
//! ```
//! ## Instead
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Network: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: network.yaml } }
//! # file: network.yaml
//! Resources:
//!   Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-0123456789abcdef0, CidrBlock: 10.0.0.0/24 } }
//!   Second: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-0123456789abcdef0, CidrBlock: 10.0.1.0/24 } }
//! Outputs:
//!   Subnet: { Value: !Ref Subnet, Export: { Name: subnet } }
//!   Second: { Value: !Ref Second, Export: { Name: subnet-b } }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Get exported outputs from a deployed CloudFormation stack".

use super::{Class, Risk};
use crate::diff::comparison::Comparison;
use crate::diff::exports::export_changes;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "export-changed",
        severity: Severity::Warning,
        page: include_str!("export_changed.rs"),
    },
    class: Class::Refused,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let changes = export_changes(comparison);
    let others = changes.into_iter().filter(|change| !change.is_imported);
    let findings = others.map(|change| {
        let what = format!(
            "export `{}` {}: refused while another stack imports it",
            change.export.name.shown(),
            change.what(),
        );
        let found = change.finding(comparison, &RISK.rule, what);
        found.help("ask `aws cloudformation list-imports` who does")
    });
    findings.collect()
}
