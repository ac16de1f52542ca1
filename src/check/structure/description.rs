//! # description-form
//!
//! ## What it finds
//! A description, of the template, of a parameter or of an output, that is no literal text, or is too long:
//! 1,024 bytes for a template and an output, 4,000 characters for a parameter.
//!
//! ## Why it matters
//! CloudFormation refuses the template.
//!
//! ## Fails
//! ```yaml
//! Description: !Sub Queues of ${AWS::StackName}
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Passes
//! ```yaml
//! Description: Queues
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Description", "Parameters", "Outputs", "CloudFormation quotas".

use crate::check::{Check, Context};
use crate::document::Node;
use crate::resolve::StackId;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "description-form",
        severity: Severity::Error,
        page: include_str!("description.rs"),
    },
    cfn_lint: &["E1003", "E1004", "E2001", "E6001"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates() {
        let stack = template.stack;
        if let Some(node) = template.tree.get(&["Description"]) {
            judge(context, stack, node, |text| (text.len(), 1_024, "bytes"));
        }
        for (_, entry) in template.section("Parameters") {
            if let Some(node) = entry.value.get(&["Description"]) {
                judge(context, stack, node, |text| {
                    (text.chars().count(), 4_000, "characters")
                });
            }
        }
        for (_, entry) in template.section("Outputs") {
            if let Some(node) = entry.value.get(&["Description"]) {
                judge(context, stack, node, |text| (text.len(), 1_024, "bytes"));
            }
        }
    }
}

fn judge(
    context: &Context<'_>,
    stack: StackId,
    node: &Node,
    size: impl Fn(&str) -> (usize, usize, &'static str),
) {
    let Some(text) = node.as_text() else {
        let finding = context.finding(
            &CHECK.rule,
            stack,
            node.id,
            "a description is no literal text",
        );
        context.report(finding.expected("expected a text without functions"));
        return;
    };
    let (size, most, unit) = size(text);
    if size > most {
        let message = format!("a description has {size} {unit}");
        let finding = context.finding(&CHECK.rule, stack, node.id, message);
        context.report(finding.expected(format!("expected {most} {unit} at most")));
    }
}
