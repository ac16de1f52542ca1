//! # principal-unordered
//!
//! ## What it finds
//! A policy of a key, a bucket, a queue or of anything else that others may use, or a trust policy, that
//! names a role or a user of the deployment by an ARN made of its name, and does not wait for it.
//!
//! ## Why it matters
//! Principals have to exist when a policy names them: "Policy contains a statement with one or more invalid
//! principals".
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Role:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       RoleName: reports
//!       AssumeRolePolicyDocument:
//!         Version: "2012-10-17"
//!         Statement:
//!           - { Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: "sts:AssumeRole" }
//!   Key:
//!     Type: AWS::KMS::Key
//!     Properties:
//!       KeyPolicy:
//!         Version: "2012-10-17"
//!         Statement:
//!           - { Effect: Allow, Principal: { AWS: !Sub "arn:aws:iam::${AWS::AccountId}:root" }, Action: "kms:*", Resource: "*" }
//!           - Effect: Allow
//!             Principal: { AWS: !Sub "arn:aws:iam::${AWS::AccountId}:role/reports" }
//!             Action: "kms:Decrypt"
//!             Resource: "*"
//!     DeletionPolicy: Retain
//!     UpdateReplacePolicy: Retain
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Role:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       RoleName: reports
//!       AssumeRolePolicyDocument:
//!         Version: "2012-10-17"
//!         Statement:
//!           - { Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: "sts:AssumeRole" }
//!   Key:
//!     Type: AWS::KMS::Key
//!     Properties:
//!       KeyPolicy:
//!         Version: "2012-10-17"
//!         Statement:
//!           - { Effect: Allow, Principal: { AWS: !Sub "arn:aws:iam::${AWS::AccountId}:root" }, Action: "kms:*", Resource: "*" }
//!           - Effect: Allow
//!             Principal: { AWS: !GetAtt Role.Arn }
//!             Action: "kms:Decrypt"
//!             Resource: "*"
//!     DeletionPolicy: Retain
//!     UpdateReplacePolicy: Retain
//! ```
//! ## Sources
//! AWS KMS API reference, "PutKeyPolicy"; IAM user guide, "AWS JSON policy elements: Principal".

use super::sides::{Side, advice, sides};
use crate::check::cases::{Case, Identity};
use crate::check::security::policies::{Kind, documents};
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "principal-unordered",
        severity: Severity::Warning,
        page: include_str!("principal_unordered.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    let kinds = [
        (
            ":role/",
            sides(context, &["AWS::IAM::Role"], &[&["RoleName"]]),
        ),
        (
            ":user/",
            sides(context, &["AWS::IAM::User"], &[&["UserName"]]),
        ),
    ];
    if kinds.iter().all(|(_, named)| named.is_empty()) {
        return;
    }
    for document in documents(context) {
        if document.kind == Kind::Identity {
            continue;
        }
        for statement in document.statements(context) {
            for case in statement.below(context, &["Principal", "AWS", "*"]) {
                for (kind, named) in &kinds {
                    let Some(name) = name(context, &case, kind) else {
                        continue;
                    };
                    let side = Side {
                        resource: document.resource,
                        case: case.clone(),
                    };
                    let own = named
                        .iter()
                        .filter(|first| first.case.identity().as_ref() == Some(&name));
                    for first in own {
                        judge(context, &side, first);
                    }
                }
            }
        }
    }
}

fn judge(context: &Context<'_>, second: &Side<'_>, first: &Side<'_>) {
    let order = context.order();
    let both = context.together(&second.case.guard, &first.case.guard);
    if both.is_none() || order.follows(&second.resource, &first.resource) {
        return;
    }
    let (after, before) = (second.resource.logical_id, first.resource.logical_id);
    let itself = after == before && second.resource.stack == first.resource.stack;
    let help = "allow the account instead, with a condition on `aws:PrincipalArn`";
    let (message, help) = if itself {
        (
            format!("`{after}` names itself in its policy, before it is there"),
            help.to_owned(),
        )
    } else if order.follows(&first.resource, &second.resource) {
        (
            format!("the policy of `{after}` names `{before}`, which is made after it"),
            help.to_owned(),
        )
    } else {
        (
            format!("the policy of `{after}` names `{before}`, and does not wait for it"),
            advice(context, &second.resource, &[first.resource]),
        )
    };
    let finding = context.finding_of(&CHECK.rule, &second.resource, &second.case, message);
    let finding = context.pointing_at(finding, &first.resource, "what has to be there first");
    context.report(finding.help(help));
}

/// The name in the ARN of somebody of this account.
fn name(context: &Context<'_>, case: &Case, kind: &str) -> Option<Identity> {
    let parts = match case.identity()? {
        Identity::Joined(parts) => parts,
        one @ (Identity::Text(_)
        | Identity::Resource(..)
        | Identity::Parameter(..)
        | Identity::Pseudo(..)) => vec![one],
    };
    let mut before = None;
    for (number, part) in parts.iter().enumerate() {
        let cut = match part {
            Identity::Text(text) => text.split_once(kind),
            Identity::Resource(..)
            | Identity::Parameter(..)
            | Identity::Pseudo(..)
            | Identity::Joined(_) => None,
        };
        let Some((account, name)) = cut else {
            before = Some(part);
            continue;
        };
        let settings = context.resolved.settings();
        let own = match account.rsplit(':').next() {
            Some("") | None => before == Some(&Identity::Pseudo(None, "AWS::AccountId".to_owned())),
            Some(written) => settings
                .account
                .as_ref()
                .is_some_and(|account| account.as_str() == written),
        };
        let rest = parts.get(number + 1..).unwrap_or_default();
        return match (own, rest) {
            (false, _) => None,
            // A path may stand before the name.
            (true, []) => name
                .rsplit('/')
                .next()
                .map(|name| Identity::Text(name.to_owned())),
            (true, [one]) if name.is_empty() => Some(one.clone()),
            (true, rest) if name.is_empty() => Some(Identity::Joined(rest.to_vec())),
            (true, rest) => {
                let first = Identity::Text(name.to_owned());
                Some(Identity::Joined([&[first], rest].concat()))
            }
        };
    }
    None
}
