//! # role-policy-unordered
//!
//! ## What it finds
//! A resource that uses its role as soon as it is made, and does not wait for a policy that the deployment
//! attaches to the role: custom resources, event source mappings, functions in a network, services of ECS,
//! clusters and node groups of EKS, state machines, delivery streams, trails, deployment groups and
//! pipelines.
//!
//! ## Why it matters
//! The role is there before its policy, so that now and then the first call is denied. When the stack is
//! deleted, the policy goes first, and what needs it hangs.
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
//!           - { Effect: Allow, Principal: { Service: states.amazonaws.com }, Action: "sts:AssumeRole" }
//!   Policy:
//!     Type: AWS::IAM::Policy
//!     Properties:
//!       PolicyName: logs
//!       Roles: [!Ref Role]
//!       PolicyDocument:
//!         Version: "2012-10-17"
//!         Statement:
//!           - { Effect: Allow, Action: "logs:CreateLogDelivery", Resource: "*" }
//!   Machine:
//!     Type: AWS::StepFunctions::StateMachine
//!     Properties: { RoleArn: !GetAtt Role.Arn, DefinitionString: "{}" }
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
//!           - { Effect: Allow, Principal: { Service: states.amazonaws.com }, Action: "sts:AssumeRole" }
//!   Policy:
//!     Type: AWS::IAM::Policy
//!     Properties:
//!       PolicyName: logs
//!       Roles: [!Ref Role]
//!       PolicyDocument:
//!         Version: "2012-10-17"
//!         Statement:
//!           - { Effect: Allow, Action: "logs:CreateLogDelivery", Resource: "*" }
//!   Machine:
//!     Type: AWS::StepFunctions::StateMachine
//!     DependsOn: Policy
//!     Properties: { RoleArn: !GetAtt Role.Arn, DefinitionString: "{}" }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, AWS::IAM::Policy, AWS::IAM::RolePolicy, AWS::IAM::ManagedPolicy;
//! AWS CloudFormation template reference, "DependsOn attribute".

use super::sides::{Side, onwards, report_unordered, sides};
use crate::check::cases::Case;
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "role-policy-unordered",
        severity: Severity::Warning,
        page: include_str!("role_policy_unordered.rs"),
    },
    cfn_lint: &[],
    run,
};

/// A type, and where its role stands.
const CONSUMERS: [(&[&str], &[&str]); 9] = [
    (&["AWS::StepFunctions::StateMachine"], &["RoleArn"]),
    (&["AWS::EKS::Cluster"], &["RoleArn"]),
    (&["AWS::EKS::Nodegroup"], &["NodeRole"]),
    (&["AWS::CloudTrail::Trail"], &["CloudWatchLogsRoleArn"]),
    (&["AWS::CodeDeploy::DeploymentGroup"], &["ServiceRoleArn"]),
    (&["AWS::CodePipeline::Pipeline"], &["RoleArn"]),
    (
        &["AWS::KinesisFirehose::DeliveryStream"],
        &["ExtendedS3DestinationConfiguration", "RoleARN"],
    ),
    (&["AWS::ECS::Service"], &["Role"]),
    (&["AWS::EC2::FlowLog"], &["DeliverLogsPermissionArn"]),
];

fn run(context: &Context<'_>) {
    let mut policies = sides(
        context,
        &["AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"],
        &[&["Roles", "*"]],
    );
    policies.extend(sides(context, &["AWS::IAM::RolePolicy"], &[&["RoleName"]]));
    if policies.is_empty() {
        return;
    }
    let mut users = Vec::new();
    for (types, path) in CONSUMERS {
        users.extend(sides(context, types, &[path]));
    }
    users.extend(functions(context));
    users.extend(tasks(context));
    report_unordered(context, &CHECK.rule, &users, &policies, |second, first| {
        format!(
            "`{}` uses a role at once, and does not wait for `{}`, which says what the role may do",
            second.resource.logical_id, first.resource.logical_id
        )
    });
}

/// Functions in a network, and what calls a function or its role at once.
fn functions<'c>(context: &Context<'c>) -> Vec<Side<'c>> {
    let mut found = Vec::new();
    for side in sides(context, &["AWS::Lambda::Function"], &[&["Role"]]) {
        let mut networks = context.cases(&side.resource, &["VpcConfig"]).into_iter();
        if networks.any(|case| !case.is_absent()) {
            found.push(side);
        }
    }
    let mut callers = sides(
        context,
        &["AWS::Lambda::EventSourceMapping"],
        &[&["FunctionName"]],
    );
    let all = context.resolved.all_resources();
    for resource in all.filter(|resource| resource.is_custom()) {
        let tokens = context.cases(&resource, &["ServiceToken"]).into_iter();
        callers.extend(tokens.map(|case| Side { resource, case }));
    }
    for caller in callers {
        found.extend(through(&caller, onwards(context, &caller.case, &["Role"])));
    }
    found
}

/// Services of ECS with the roles of their tasks.
fn tasks<'c>(context: &Context<'c>) -> Vec<Side<'c>> {
    let mut found = Vec::new();
    for service in sides(context, &["AWS::ECS::Service"], &[&["TaskDefinition"]]) {
        for role in ["ExecutionRoleArn", "TaskRoleArn"] {
            found.extend(through(&service, onwards(context, &service.case, &[role])));
        }
    }
    found
}

/// What somebody names through another resource.
fn through<'c>(of: &Side<'c>, named: Vec<Side<'c>>) -> Vec<Side<'c>> {
    let named = named.into_iter().map(|side| Side {
        resource: of.resource,
        case: Case {
            node: of.case.node,
            ..side.case
        },
    });
    named.collect()
}
