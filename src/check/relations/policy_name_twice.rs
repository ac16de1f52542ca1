//! # policy-name-twice
//!
//! ## What it finds
//! Two policies of one role, user or group with one name: in its list of policies.
//!
//! ## Why it matters
//! IAM keeps one policy of a name: the resource is refused, or one of them is lost.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Role:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument:
//!         Version: "2012-10-17"
//!         Statement:
//!           - { Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: "sts:AssumeRole" }
//!       Policies:
//!         - PolicyName: list
//!           PolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "s3:ListAllMyBuckets", Resource: "*" }] }
//!         - PolicyName: list
//!           PolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "s3:ListAllMyBuckets", Resource: "*" }] }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Role:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument:
//!         Version: "2012-10-17"
//!         Statement:
//!           - { Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: "sts:AssumeRole" }
//!       Policies:
//!         - PolicyName: list
//!           PolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "s3:ListAllMyBuckets", Resource: "*" }] }
//!         - PolicyName: more
//!           PolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "s3:ListAllMyBuckets", Resource: "*" }] }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "AWS::IAM::Role Policy".

use crate::check::cases::Case;
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "policy-name-twice",
        severity: Severity::Error,
        page: include_str!("policy_name_twice.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    for owner in context.of_types(&["AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::Group"]) {
        let names = context.cases(&owner, &["Policies", "*", "PolicyName"]);
        for (number, other) in names.iter().enumerate() {
            let Some(name) = other.text() else { continue };
            let guard = names.iter().take(number).find_map(|one| {
                let twice = one.text() == Some(name) && one.value.place != other.value.place;
                twice.then(|| context.together(&one.guard, &other.guard))?
            });
            let Some(guard) = guard else { continue };
            let case = Case {
                guard,
                ..other.clone()
            };
            let message = format!("`{}` has two policies `{name}`", owner.logical_id);
            context.report(context.finding_of(&CHECK.rule, &owner, &case, message));
        }
    }
}
