//! # property-items
//!
//! ## What it finds
//! A list with fewer or more items than the property takes, or with one twice.
//!
//! ## Why it matters
//! The service refuses the resource.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Profile: { Type: AWS::IAM::InstanceProfile, Properties: { Roles: [one, other] } }
//! ```
//! ```yaml
//! Resources:
//!   Policy:
//!     Type: AWS::IAM::ManagedPolicy
//!     Properties: { PolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "s3:ListBucket", Resource: "*" }] } }
//!   User: { Type: AWS::IAM::User, Properties: { ManagedPolicyArns: [!Ref Policy, !Ref Policy] } }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Profile: { Type: AWS::IAM::InstanceProfile, Properties: { Roles: [one] } }
//! ```
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   One: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: key.yaml } }
//!   Other: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: key.yaml } }
//!   Role:
//!     Type: AWS::IAM::User
//!     Properties: { ManagedPolicyArns: [!GetAtt One.Outputs.Policy, !GetAtt Other.Outputs.Policy] }
//! # file: key.yaml
//! Resources:
//!   Policy:
//!     Type: AWS::IAM::ManagedPolicy
//!     Properties: { PolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "s3:ListBucket", Resource: "*" }] } }
//! Outputs: { Policy: { Value: !Ref Policy } }
//! ```
//! ## Sources
//! AWS's published schemas of resource types, as vendored in `schemas/facts`.

use super::mistake::Kind;
use super::report;
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "property-items",
        severity: Severity::Error,
        page: include_str!("items.rs"),
    },
    cfn_lint: &["E3032", "E3037"],
    run,
};

fn run(context: &Context<'_>) {
    report(context, &CHECK.rule, Kind::Items);
}
