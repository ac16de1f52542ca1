//! # reference-undefined
//!
//! ## What it finds
//! `Ref`, `Fn::GetAtt` or `Fn::Sub` names what the template has not: no parameter, no resource, no pseudo
//! parameter.
//!
//! ## Why it matters
//! CloudFormation refuses the template.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Nmae } }
//! ```
//! ## Passes
//! ```yaml
//! Parameters:
//!   Name: { Type: String }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Name } }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "Ref", "Fn::GetAtt", "Fn::Sub".

use crate::check::names::nearest;
use crate::check::{Check, Context};
use crate::document::Node;
use crate::resolve::{Declared, StackId, Use, uses};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "reference-undefined",
        severity: Severity::Error,
        page: include_str!("undefined.rs"),
    },
    cfn_lint: &["E1012", "E1010", "E1019", "E1020"],
    run,
};

/// The pseudo parameters.
const PSEUDO: [&str; 8] = [
    "AWS::AccountId",
    "AWS::NoValue",
    "AWS::NotificationARNs",
    "AWS::Partition",
    "AWS::Region",
    "AWS::StackId",
    "AWS::StackName",
    "AWS::URLSuffix",
];

fn run(context: &Context<'_>) {
    for stack in context.resolved.stacks() {
        let tree = stack.source.tree();
        for section in ["Resources", "Outputs", "Conditions", "Rules"] {
            for used in tree.get(&[section]).map(uses).unwrap_or_default() {
                judge(context, stack.id, tree, used);
            }
        }
    }
}

fn judge(context: &Context<'_>, stack: StackId, tree: &Node, used: Use<'_>) {
    let name = used.name;
    let known = PSEUDO.contains(&name)
        || Declared::named(tree, name).is_some()
        || context.resolved.resource(stack, name).is_some();
    // What a transform makes is not in the template.
    if known || context.resolved.is_transformed(stack) {
        return;
    }
    let message = format!("the template has no parameter and no resource `{name}`");
    let finding = context.finding(&CHECK.rule, stack, used.node.id, message);
    let names = Declared::of(tree).map(|parameter| parameter.name);
    let resources = context
        .resolved
        .resources(stack)
        .map(|resource| resource.logical_id);
    let finding = finding.expected("expected the name of a parameter or a logical id");
    context.report(match nearest(name, names.chain(resources).chain(PSEUDO)) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding,
    });
}
