//! # node-policy-missing
//!
//! ## What it finds
//! A node group of EKS, a cluster or a Fargate profile whose role, made in the same deployment, lacks the managed
//! policy that it works with. Not judged: roles with policies of their own, which may allow the same.
//!
//! ## Why it matters
//! Nodes without their policy never join the cluster, and CloudFormation waits for them for twenty minutes or
//! more before it gives up.
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
//!       ManagedPolicyArns: ["arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy"]
//!   Nodes:
//!     Type: AWS::EKS::Nodegroup
//!     Properties:
//!       ClusterName: news
//!       NodeRole: !GetAtt Role.Arn
//!       Subnets: [subnet-0123456789abcdef0]
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
//!       ManagedPolicyArns:
//!         - "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy"
//!         - "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy"
//!   Nodes:
//!     Type: AWS::EKS::Nodegroup
//!     Properties:
//!       ClusterName: news
//!       NodeRole: !GetAtt Role.Arn
//!       Subnets: [subnet-0123456789abcdef0]
//! ```
//! ## Sources
//! Amazon EKS user guide, "Amazon EKS node IAM role", "Amazon EKS cluster IAM role" and "Amazon EKS Pod execution
//! IAM role".

use super::sides::{Side, sides};
use crate::check::cases::Case;
use crate::check::{Check, Context};
use crate::resolve::{Form, Part, Resource, Unknown};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "node-policy-missing",
        severity: Severity::Warning,
        page: include_str!("node_policy.rs"),
    },
    cfn_lint: &[],
    run,
};

/// A type, where its role stands, and the policies of which the role needs one; the first is the usual one.
const USERS: [(&[&str], &str, &[&str]); 3] = [
    (
        &["AWS::EKS::Nodegroup"],
        "NodeRole",
        &[
            "AmazonEKSWorkerNodePolicy",
            "AmazonEKSWorkerNodeMinimalPolicy",
        ],
    ),
    (
        &["AWS::EKS::Cluster"],
        "RoleArn",
        &["AmazonEKSClusterPolicy"],
    ),
    (
        &["AWS::EKS::FargateProfile"],
        "PodExecutionRoleArn",
        &["AmazonEKSFargatePodExecutionRolePolicy"],
    ),
];

/// Policies that allow everything.
const EVERYTHING: [&str; 2] = ["AdministratorAccess", "PowerUserAccess"];

fn run(context: &Context<'_>) {
    for (types, path, needed) in USERS {
        for user in sides(context, types, &[&[path]]) {
            let named = user.case.resource();
            let role = named.and_then(|(stack, name)| context.resolved.resource(stack, name));
            let Some(role) = role.filter(|role| role.resource_type() == "AWS::IAM::Role") else {
                continue;
            };
            if has_own_policies(context, &role) {
                continue;
            }
            let managed = context.cases(&role, &["ManagedPolicyArns", "*"]);
            if managed.iter().any(|case| may_be(case, needed)) {
                continue;
            }
            say(context, &user, &role, needed);
        }
    }
}

fn say(context: &Context<'_>, user: &Side<'_>, role: &Resource<'_>, needed: &[&str]) {
    let Some(usual) = needed.first() else { return };
    let message = format!(
        "`{}` works with `{}`, which has no `{usual}`",
        user.resource.logical_id, role.logical_id
    );
    let finding = context.finding_of(&CHECK.rule, &user.resource, &user.case, message);
    let finding = context.pointing_at(finding, role, "the role");
    context.report(finding.help(format!(
        "add `{usual}` to the `ManagedPolicyArns` of the role"
    )));
}

/// Whether a role has policies that are not in its list of managed ones, or stands where we can't look into all.
fn has_own_policies(context: &Context<'_>, role: &Resource<'_>) -> bool {
    let resolved = context.resolved;
    let elsewhere = resolved.stacks().any(|stack| {
        resolved.is_transformed(stack.id) || stack.nested.iter().any(|nested| nested.stack.is_err())
    });
    let inline = context.cases(role, &["Policies"]);
    let mut attached = sides(
        context,
        &["AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"],
        &[&["Roles", "*"]],
    );
    attached.extend(sides(context, &["AWS::IAM::RolePolicy"], &[&["RoleName"]]));
    // A role that is named by a text, or by what nobody knows, may be this one.
    let mut others = attached.iter().map(|side| side.case.resource());
    elsewhere
        || inline.iter().any(|case| !case.is_absent())
        || others.any(|named| named.is_none_or(|named| named == (role.stack, role.logical_id)))
}

/// Whether a managed policy is one of those, or nobody knows which it is.
fn may_be(case: &Case, needed: &[&str]) -> bool {
    let ending = match &case.value.form {
        Form::Absent => return false,
        Form::Text(text, _) => Some(&**text),
        Form::Unknown(Unknown::Text(parts)) => match parts.last() {
            Some(Part::Known(known)) => Some(&**known),
            Some(Part::Unknown(_)) | None => None,
        },
        Form::Unknown(_) | Form::List(_) | Form::Map(_) => None,
    };
    ending.is_none_or(|ending| {
        let name = ending.rsplit('/').next().unwrap_or(ending);
        // A policy of the account's own may allow the same.
        let of_aws = name.starts_with("Amazon") || EVERYTHING.contains(&name);
        !of_aws || needed.contains(&name) || EVERYTHING.contains(&name)
    })
}
