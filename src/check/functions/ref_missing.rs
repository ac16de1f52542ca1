//! # ref-missing
//!
//! ## What it finds
//! The name of a pseudo parameter as a text: `AWS::NoValue` where `!Ref AWS::NoValue` is meant.
//!
//! ## Why it matters
//! The text is taken as it is: nothing is put in, and nothing is left out.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { DisplayName: "AWS::StackName" } }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { DisplayName: !Ref "AWS::StackName" } }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "Pseudo parameters".

use crate::check::references::PSEUDO;
use crate::check::template::entries;
use crate::check::{Check, Context, Template};
use crate::document::{Intrinsic, Node, Value};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "ref-missing",
        severity: Severity::Warning,
        page: include_str!("ref_missing.rs"),
    },
    cfn_lint: &["W1054"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates().iter().filter(|one| !one.open) {
        for resource in template.resources.values() {
            if let Some(properties) = resource.properties() {
                look(context, template, properties);
            }
        }
        for (_, output) in template.section("Outputs") {
            if let Some(value) = output.value.get(&["Value"]) {
                look(context, template, value);
            }
        }
    }
}

fn look(context: &Context<'_>, template: &Template<'_>, node: &Node) {
    match &node.value {
        Value::Scalar(scalar) => judge(context, template, node, &scalar.text),
        Value::Sequence(items) => items.iter().for_each(|item| look(context, template, item)),
        Value::Mapping(_) => {
            entries(node).for_each(|entry| look(context, template, &entry.value));
        }
        // What names things takes names.
        Value::Function(function) if function.name == Intrinsic::Ref => {}
        Value::Function(function) => look(context, template, &function.argument),
    }
}

fn judge(context: &Context<'_>, template: &Template<'_>, node: &Node, text: &str) {
    if !PSEUDO.contains(&text) {
        return;
    }
    let message = format!("`{text}` is a text here, and not what the pseudo parameter stands for");
    let finding = context.finding(&CHECK.rule, template.stack, node.id, message);
    context.report(finding.help(format!("write `!Ref {text}`")));
}
