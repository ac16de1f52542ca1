//! # parameter-without-value
//!
//! ## What it finds
//! A parameter that the root did not have, or had with a default, and that has no default and is given no value.
//!
//! ## Why it matters
//! The stack has no value to keep for it: the update is refused ("Parameters: … must have values").
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## After
//! ```yaml
//! Parameters:
//!   Name: { Type: String }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { DisplayName: !Ref Name } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Web: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: web.yaml } }
//! # file: web.yaml
//! Resources:
//!   Group: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: of the web } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Parameters:
//!   Vpc: { Type: AWS::EC2::VPC::Id }
//! Resources:
//!   Web: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: web.yaml, Parameters: { Vpc: !Ref Vpc } } }
//! # file: web.yaml
//! Parameters:
//!   Vpc: { Type: AWS::EC2::VPC::Id }
//! Resources:
//!   Group: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: of the web, VpcId: !Ref Vpc } }
//! ```
//! ## Instead
//! ```yaml
//! # file: root.yaml
//! Parameters:
//!   Vpc: { Type: AWS::EC2::VPC::Id, Default: vpc-0123456789abcdef0 }
//! Resources:
//!   Web: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: web.yaml, Parameters: { Vpc: !Ref Vpc } } }
//! # file: web.yaml
//! Parameters:
//!   Vpc: { Type: AWS::EC2::VPC::Id }
//! Resources:
//!   Group: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: of the web, VpcId: !Ref Vpc } }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "CloudFormation template Parameters syntax".

use super::{Class, Risk};
use crate::diff::comparison::Comparison;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "parameter-without-value",
        severity: Severity::Error,
        page: include_str!("parameter_without_value.rs"),
    },
    class: Class::Refused,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let parameters = comparison.new.parameters.iter();
    // Where it was before, the stack has a value, and an update keeps that.
    let open = parameters.filter(|(name, parameter)| {
        parameter.value.is_none() && !comparison.old.parameters.contains_key(*name)
    });
    let findings = open.map(|(name, _)| {
        let what = format!("parameter `{name}` is new, and has neither a default nor a value");
        let found = comparison.at_root(comparison.new, &RISK.rule, &["Parameters", name], what);
        found.help(format!("give it: `--parameter-overrides {name}=…`"))
    });
    findings.collect()
}
