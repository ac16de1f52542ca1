//! # parameter-form
//!
//! ## What it finds
//! `AllowedValues` that are no list of values, or a `NoEcho` that is neither true nor false.
//!
//! ## Why it matters
//! CloudFormation refuses the template.
//!
//! ## Fails
//! ```yaml
//! Parameters:
//!   Name: { Type: String, AllowedValues: a }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Name } }
//! ```
//! ```yaml
//! Parameters:
//!   Name: { Type: String, NoEcho: maybe }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Name } }
//! ```
//! ## Passes
//! ```yaml
//! Parameters:
//!   Name: { Type: String, AllowedValues: [a], NoEcho: true }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Name } }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Parameters".

use crate::check::template::is_null;
use crate::check::{Check, Context};
use crate::document::{Node, Value};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "parameter-form",
        severity: Severity::Error,
        page: include_str!("parameter_form.rs"),
    },
    cfn_lint: &["E2001"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates() {
        for parameter in template.parameters.values() {
            if let Some(node) = parameter.node.get(&["AllowedValues"]) {
                let wrong = match &node.value {
                    Value::Function(_) => None,
                    Value::Sequence(items) => items
                        .iter()
                        .find(|item| matches!(item.value, Value::Sequence(_) | Value::Mapping(_))),
                    Value::Scalar(_) | Value::Mapping(_) => Some(node),
                };
                if let Some(wrong) = wrong {
                    let message = "`AllowedValues` are no list of values";
                    let finding = context.finding(&CHECK.rule, template.stack, wrong.id, message);
                    context.report(finding.expected("expected a list of texts or numbers"));
                }
            }
            let echo = parameter
                .node
                .get(&["NoEcho"])
                .filter(|node| !is_null(node));
            let text = echo.and_then(Node::as_text).map(str::to_ascii_lowercase);
            let is_truth = text.is_none_or(|text| {
                matches!(
                    text.as_str(),
                    "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n" | ""
                )
            });
            if let (Some(node), false) = (echo, is_truth) {
                let message = "`NoEcho` is neither true nor false";
                let finding = context.finding(&CHECK.rule, template.stack, node.id, message);
                context.report(finding.expected("expected `true` or `false`"));
            }
        }
    }
}
