//! # split-of-dynamic-reference
//!
//! ## What it finds
//! `Fn::Split` of a text with a dynamic reference: `{{resolve:…}}`.
//!
//! ## Why it matters
//! Dynamic references are resolved after all functions: it is the reference that is split, and not what it
//! stands for.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Select [0, !Split [',', '{{resolve:ssm:names}}']] } }
//! ```
//! ## Passes
//! ```yaml
//! Parameters:
//!   Name: { Type: String }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Select [0, !Split [',', !Ref Name]] } }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "Fn::Split".

use crate::check::{Check, Context};
use crate::document::{Intrinsic, Node};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "split-of-dynamic-reference",
        severity: Severity::Warning,
        page: include_str!("split.rs"),
    },
    cfn_lint: &["E1018"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates() {
        for site in &template.functions {
            let items = site.function.argument.as_sequence();
            let (Intrinsic::Split, Some([_, text])) = (&site.function.name, items) else {
                continue;
            };
            if !text_of(text).is_some_and(|text| text.contains("{{resolve:")) {
                continue;
            }
            let message = "a dynamic reference is split before it is resolved";
            let finding = context.finding(&CHECK.rule, template.stack, text.id, message);
            context.report(finding.help("take the value as a parameter of the type `AWS::SSM::Parameter::Value<List<String>>`"));
        }
    }
}

/// The text itself, or that of `Fn::Sub`.
fn text_of(node: &Node) -> Option<&str> {
    let function = node
        .as_function()
        .filter(|function| function.name == Intrinsic::Sub);
    match function {
        Some(function) => {
            let items = function.argument.as_sequence();
            items
                .and_then(|items| items.first())
                .unwrap_or(&function.argument)
                .as_text()
        }
        None => node.as_text(),
    }
}
