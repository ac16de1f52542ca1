//! # resource-type-missing
//!
//! ## What it finds
//! A resource without `Type`, or with one that is no text.
//!
//! ## Why it matters
//! CloudFormation refuses the template: "Every Resources object must contain a Type member".
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Topic: { Properties: { TopicName: a } }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Resources".

use crate::check::{Check, Context};
use crate::document::{Node, ScalarKind};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "resource-type-missing",
        severity: Severity::Error,
        page: include_str!("type_missing.rs"),
    },
    cfn_lint: &["E3001"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates().iter().filter(|one| !one.open) {
        for resource in template.resources.values() {
            let node = resource.node.get(&["Type"]);
            let is_text = node
                .and_then(Node::as_text)
                .is_some_and(|text| !text.trim().is_empty());
            // Nothing at all is judged as such, and functions by where they may stand.
            let is_judged = node.is_some_and(|node| {
                let scalar = node.as_scalar();
                node.as_function().is_some()
                    || scalar.is_some_and(|one| one.kind == ScalarKind::Null)
            });
            if is_text || is_judged {
                continue;
            }
            let message = format!("`{}` has no type", resource.logical_id);
            let place = node.unwrap_or(resource.key);
            let finding = context.finding_in(&CHECK.rule, resource, place, message);
            context.report(finding.expected("expected `Type` with the name of a resource type"));
        }
    }
}
