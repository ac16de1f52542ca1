//! # transform-form
//!
//! ## What it finds
//! A `Transform` that is neither the name of a macro, nor a mapping of its name and parameters, nor a list
//! of those.
//!
//! ## Why it matters
//! CloudFormation refuses the template.
//!
//! ## Fails
//! ```yaml
//! Transform: !Ref Macro
//! Parameters:
//!   Macro: { Type: String }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Passes
//! ```yaml
//! Transform: AWS::LanguageExtensions
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Transform".

use crate::check::{Check, Context};
use crate::document::{Node, Value};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "transform-form",
        severity: Severity::Error,
        page: include_str!("transform.rs"),
    },
    cfn_lint: &["E1005"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates() {
        let Some(node) = template.tree.get(&["Transform"]) else {
            continue;
        };
        let items = node.as_sequence().unwrap_or(std::slice::from_ref(node));
        for item in items.iter().filter(|item| !is_macro(item)) {
            let finding =
                context.finding(&CHECK.rule, template.stack, item.id, "this names no macro");
            context.report(
                finding.expected("expected a name, or a mapping of `Name` and `Parameters`"),
            );
        }
    }
}

fn is_macro(node: &Node) -> bool {
    match &node.value {
        Value::Scalar(_) => true,
        Value::Sequence(_) | Value::Function(_) => false,
        Value::Mapping(mapping) => {
            let name = mapping.get("Name").and_then(Node::as_text);
            name.is_some()
                && mapping
                    .iter()
                    .all(|(key, _)| matches!(key, "Name" | "Parameters"))
        }
    }
}
