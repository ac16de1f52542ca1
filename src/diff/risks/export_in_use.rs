//! # export-in-use
//!
//! ## What it finds
//! An export that is removed, or whose value changes, while a stack of the same deployment imports it.
//!
//! ## Why it matters
//! CloudFormation refuses to delete or to change an export that a stack imports ("Export … cannot be updated as
//! it is in use by …"): the update is rolled back.
//!
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Network: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: network.yaml } }
//!   Web: { Type: AWS::CloudFormation::Stack, DependsOn: Network, Properties: { TemplateURL: web.yaml } }
//! # file: network.yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//! Outputs:
//!   Vpc: { Value: !Ref Vpc, Export: { Name: vpc } }
//! # file: web.yaml
//! Resources:
//!   Group:
//!     Type: AWS::EC2::SecurityGroup
//!     Properties: { GroupDescription: of the web, VpcId: !ImportValue vpc }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Network: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: network.yaml } }
//!   Web: { Type: AWS::CloudFormation::Stack, DependsOn: Network, Properties: { TemplateURL: web.yaml } }
//! # file: network.yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//! Outputs:
//!   Vpc: { Value: !Ref Vpc }
//! # file: web.yaml
//! Resources:
//!   Group:
//!     Type: AWS::EC2::SecurityGroup
//!     Properties: { GroupDescription: of the web, VpcId: !ImportValue vpc }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Network: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: network.yaml } }
//!   Web: { Type: AWS::CloudFormation::Stack, DependsOn: Network, Properties: { TemplateURL: web.yaml } }
//! # file: network.yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//! Outputs:
//!   Vpc: { Value: !Ref Vpc, Export: { Name: network-vpc } }
//! # file: web.yaml
//! Resources:
//!   Group:
//!     Type: AWS::EC2::SecurityGroup
//!     Properties: { GroupDescription: of the web, VpcId: !ImportValue network-vpc }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Network: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: network.yaml } }
//!   Web: { Type: AWS::CloudFormation::Stack, DependsOn: Network, Properties: { TemplateURL: web.yaml } }
//! # file: network.yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.1.0.0/16 } }
//! Outputs:
//!   Vpc: { Value: !Ref Vpc, Export: { Name: network-vpc } }
//! # file: web.yaml
//! Resources:
//!   Group:
//!     Type: AWS::EC2::SecurityGroup
//!     Properties: { GroupDescription: of the web, VpcId: !ImportValue network-vpc }
//! ```
//! ## Instead
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Network: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: network.yaml } }
//!   Web: { Type: AWS::CloudFormation::Stack, DependsOn: Network, Properties: { TemplateURL: web.yaml } }
//! # file: network.yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//! Outputs:
//!   Vpc: { Value: !Ref Vpc, Export: { Name: network-vpc } }
//! # file: web.yaml
//! Resources:
//!   Group:
//!     Type: AWS::EC2::SecurityGroup
//!     Properties: { GroupDescription: of the web, VpcId: vpc-0123456789abcdef0 }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Get exported outputs from a deployed CloudFormation stack".

use super::{Class, Risk};
use crate::diff::comparison::Comparison;
use crate::diff::exports::{ExportChange, export_changes};
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "export-in-use",
        severity: Severity::Error,
        page: include_str!("export_in_use.rs"),
    },
    class: Class::Refused,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let changes = export_changes(comparison);
    let used = changes.into_iter().filter(|change| change.is_imported);
    let findings = used.map(|change| {
        let ExportChange { export, .. } = &change;
        let what = format!(
            "export `{}` {}, and this deployment imports it",
            export.name.shown(),
            change.what(),
        );
        let found = change.finding(comparison, &RISK.rule, what);
        found.help("take the imports away in one update, and change the export in the next")
    });
    findings.collect()
}
