//! # managed-policy-attached
//!
//! ## What it finds
//! A managed policy that a role, user or group gets and did not have, and that is not in the templates. A policy of AWS
//! that only reads, in the place of the full one, is no finding.
//!
//! ## Why it matters
//! The role may do whatever the policy says, now and after AWS or its owner changes it.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Role:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: sts:AssumeRole }] }
//!       ManagedPolicyArns: ["arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"]
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Role:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: sts:AssumeRole }] }
//!       ManagedPolicyArns: ["arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore", "arn:aws:iam::aws:policy/AdministratorAccess"]
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Parameters:
//!   Access: { Type: String, Default: ReadOnlyAccess }
//! Resources:
//!   People: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: people.yaml, Parameters: { Access: !Ref Access } } }
//! # file: people.yaml
//! Parameters:
//!   Access: { Type: String }
//! Resources:
//!   Operators: { Type: AWS::IAM::Group, Properties: { ManagedPolicyArns: [!Sub "arn:aws:iam::aws:policy/${Access}"] } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Parameters:
//!   Access: { Type: String, Default: PowerUserAccess }
//! Resources:
//!   People: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: people.yaml, Parameters: { Access: !Ref Access } } }
//! # file: people.yaml
//! Parameters:
//!   Access: { Type: String }
//! Resources:
//!   Operators: { Type: AWS::IAM::Group, Properties: { ManagedPolicyArns: [!Sub "arn:aws:iam::aws:policy/${Access}"] } }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Reader:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: sts:AssumeRole }] }
//!       ManagedPolicyArns: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"]
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Reader:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: sts:AssumeRole }] }
//!       ManagedPolicyArns: ["arn:aws:iam::aws:policy/AmazonS3FullAccess"]
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Messenger:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: sts:AssumeRole }] }
//!       ManagedPolicyArns: ["arn:aws:iam::aws:policy/AmazonSQSFullAccess"]
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Messenger:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: sts:AssumeRole }] }
//!       ManagedPolicyArns: ["arn:aws:iam::aws:policy/AmazonSQSFullAccess", "arn:aws:iam::aws:policy/AmazonSNSFullAccess"]
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Messenger:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: sts:AssumeRole }] }
//!       ManagedPolicyArns: ["arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess"]
//! ```
//! ## Sources
//! IAM user guide, "Managed policies and inline policies".

use super::{Class, Risk};
use crate::diff::comparison::Comparison;
use crate::diff::expression::Expression;
use crate::diff::state::ResourceState;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "managed-policy-attached",
        severity: Severity::Warning,
        page: include_str!("managed_policy_attached.rs"),
    },
    class: Class::Security,
    judge,
};

const IDENTITIES: [&str; 3] = ["AWS::IAM::Group", "AWS::IAM::Role", "AWS::IAM::User"];

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let continuity = comparison.continuity();
    let mut findings = Vec::new();
    let identities = comparison
        .continued()
        .filter(|pair| IDENTITIES.contains(&&*pair.new.resource_type));
    for pair in identities {
        let (Some(before), Some(after)) = (attached(pair.old), attached(pair.new)) else {
            continue;
        };
        let before: Vec<Expression> = before.iter().map(|one| continuity.carried(one)).collect();
        let added = after.iter().filter(|policy| {
            // What is in the templates is judged by what it says.
            policy.references().is_empty()
                && !before.contains(policy)
                && !before.iter().any(|old| covers(old, policy))
        });
        let added: Vec<String> = added.map(Expression::shown).collect();
        if added.is_empty() {
            continue;
        }
        let what = format!("`{}` gets {}", pair.new.address, added.join(", "));
        findings.push(comparison.after(&RISK.rule, pair.new, &["ManagedPolicyArns"], what));
    }
    findings
}

/// The managed policies of a role; `None` where the list is not known.
fn attached<'a>(resource: &'a ResourceState<'_>) -> Option<&'a [Expression]> {
    match resource.property(&["ManagedPolicyArns"]) {
        None => Some(&[]),
        Some(policies) => policies.items(),
    }
}

/// Whether a managed policy of AWS includes another one by its name.
fn covers(old: &Expression, new: &Expression) -> bool {
    let (old, new) = (old.written(), new.written());
    if old.ends_with(":aws:policy/AdministratorAccess") {
        return true;
    }
    let full = old.strip_suffix("FullAccess");
    full.is_some_and(|service| new.strip_suffix("ReadOnlyAccess") == Some(service))
}
