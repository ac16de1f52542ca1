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

use super::PSEUDO;
use crate::check::template::is_null;
use crate::check::{Check, Context, Template};
use crate::resolve::{Use, uses};
use crate::source::{Rule, Severity, nearest};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "reference-undefined",
        severity: Severity::Error,
        page: include_str!("undefined.rs"),
    },
    cfn_lint: &["E1012", "E1010", "E1019", "E1020", "E6101"],
    run,
};

fn run(context: &Context<'_>) {
    // What a macro makes is not in the template.
    for template in context.templates().iter().filter(|one| !one.open) {
        for section in ["Resources", "Outputs", "Conditions", "Rules"] {
            for used in template.tree.get(&[section]).map(uses).unwrap_or_default() {
                judge(context, template, used);
            }
        }
    }
}

fn judge(context: &Context<'_>, template: &Template<'_>, used: Use<'_>) {
    let name = used.name;
    let is_named = PSEUDO.contains(&name) || template.parameters.contains_key(name);
    let is_known = template.has_resource(name) || (used.attribute.is_none() && is_named);
    let function = used.node.as_function();
    let is_nothing = function.is_some_and(|function| is_null(&function.argument));
    // A text without a dot where an attribute is asked for is judged as an argument.
    if is_known || is_nothing || used.attribute == Some("") {
        return;
    }
    let (message, expected) = match used.attribute {
        Some(_) => (
            format!("the template has no resource `{name}`"),
            "expected a logical id",
        ),
        None => (
            format!("the template has no parameter and no resource `{name}`"),
            "expected the name of a parameter or a logical id",
        ),
    };
    let finding = context.finding(&CHECK.rule, template.stack, used.node.id, message);
    let finding = finding.expected(expected);
    let resources = template.resources.keys().copied();
    let parameters = template.parameters.keys().copied();
    let near = match used.attribute {
        Some(_) => nearest(name, resources),
        None => nearest(name, resources.chain(parameters).chain(PSEUDO)),
    };
    context.report(finding.did_you_mean(near));
}
