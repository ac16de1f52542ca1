//! # resource-properties-form
//!
//! ## What it finds
//! `Properties`, or `Metadata` of a resource, that are no mapping.
//!
//! ## Why it matters
//! CloudFormation refuses the template.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: [TopicName] }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: a } }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Resources".

use crate::check::{Check, Context};
use crate::document::{ScalarKind, Value};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "resource-properties-form",
        severity: Severity::Error,
        page: include_str!("properties_form.rs"),
    },
    cfn_lint: &["E3001", "E3012"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates() {
        for resource in template.resources.values() {
            for key in ["Properties", "Metadata"] {
                let Some(node) = resource.node.get(&[key]) else {
                    continue;
                };
                let found = match &node.value {
                    Value::Mapping(_) | Value::Function(_) => continue,
                    Value::Scalar(scalar) if scalar.kind == ScalarKind::Null => continue,
                    Value::Scalar(_) => "a text",
                    Value::Sequence(_) => "a list",
                };
                let message = format!("`{key}` of `{}` is {found}", resource.logical_id);
                let finding = context.finding_in(&CHECK.rule, resource, node, message);
                context.report(finding.expected("expected a mapping"));
            }
        }
    }
}
