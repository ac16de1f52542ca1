//! # template-null
//!
//! ## What it finds
//! A key without a value, `null` or `~`, anywhere in the template.
//!
//! ## Why it matters
//! CloudFormation refuses it: "'null' values are not allowed in templates".
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Topic:
//!     Type: AWS::SNS::Topic
//!     Properties:
//! ```
//! ```yaml
//! Parameters:
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Topic:
//!     Type: AWS::SNS::Topic
//!     Properties: {}
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Template format".

use crate::check::{Check, Context};
use crate::document::{Node, ScalarKind, Value};
use crate::resolve::StackId;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "template-null",
        severity: Severity::Error,
        page: include_str!("null.rs"),
    },
    cfn_lint: &["E0000"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates() {
        look(context, template.stack, &template.of.source.node, "");
    }
}

fn look(context: &Context<'_>, stack: StackId, node: &Node, key: &str) {
    match &node.value {
        Value::Scalar(scalar) if scalar.kind == ScalarKind::Null => {
            let message = if key.is_empty() {
                "found nothing where a value is expected".to_owned()
            } else {
                format!("`{key}` has no value")
            };
            let finding = context.finding(&CHECK.rule, stack, node.id, message);
            context.report(finding.help("write a value, or leave the key out"));
        }
        Value::Scalar(_) => {}
        Value::Sequence(items) => {
            for item in items {
                look(context, stack, item, "");
            }
        }
        Value::Mapping(mapping) => {
            for (key, value) in mapping.iter() {
                look(context, stack, value, key);
            }
        }
        Value::Function(function) => {
            look(context, stack, &function.argument, function.name.tag());
        }
    }
}
