//! # trust-broadened
//!
//! ## What it finds
//! A role that more may become than before: another principal, a wider one, or conditions that are gone or wider.
//!
//! ## Why it matters
//! Who becomes the role may do all that it may.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Role:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: sts:AssumeRole }] }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Role:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: [ec2.amazonaws.com, lambda.amazonaws.com] }, Action: sts:AssumeRole }] }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   CrossAccount:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { AWS: "123456789012" }, Action: sts:AssumeRole, Condition: { StringEquals: { "sts:ExternalId": a } } }] }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   CrossAccount:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: sts:AssumeRole }] }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Pipeline:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Federated: "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }, Action: sts:AssumeRoleWithWebIdentity, Condition: { StringLike: { "token.actions.githubusercontent.com:sub": "repo:example/app:ref:refs/heads/main" } } }] }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Pipeline:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Federated: "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }, Action: sts:AssumeRoleWithWebIdentity, Condition: { StringLike: { "token.actions.githubusercontent.com:sub": "repo:example/*" } } }] }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Roles: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: roles.yaml, Parameters: { Account: "123456789012" } } }
//! # file: roles.yaml
//! Parameters:
//!   Account: { Type: String }
//! Resources:
//!   Deploy:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { AWS: !Sub "arn:aws:iam::${Account}:role/ci" }, Action: sts:AssumeRole }] }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Roles: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: roles.yaml, Parameters: { Account: "210987654321" } } }
//! # file: roles.yaml
//! Parameters:
//!   Account: { Type: String }
//! Resources:
//!   Deploy:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { AWS: !Sub "arn:aws:iam::${Account}:role/ci" }, Action: sts:AssumeRole }] }
//! ```
//! ## Instead
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Roles: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: roles.yaml, Parameters: { Account: "123456789012" } } }
//! # file: roles.yaml
//! Parameters:
//!   Account: { Type: String }
//! Resources:
//!   Deploy:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { AWS: "arn:aws:iam::123456789012:role/ci" }, Action: sts:AssumeRole }] }
//! ```
//! ## Sources
//! IAM user guide, "AWS JSON policy elements: Principal".

use super::{Class, Risk};
use crate::diff::broadened::broadened;
use crate::diff::comparison::Comparison;
use crate::diff::policies::Kind;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "trust-broadened",
        severity: Severity::Warning,
        page: include_str!("trust_broadened.rs"),
    },
    class: Class::Security,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let broadened = broadened(comparison, &[Kind::Trust]);
    let findings = broadened
        .into_iter()
        .map(|one| one.finding(comparison, &RISK.rule));
    findings.collect()
}
