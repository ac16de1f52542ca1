//! # retention-policy-unknown
//!
//! ## What it finds
//! A `DeletionPolicy` or `UpdateReplacePolicy` of a name that there is not.
//!
//! ## Why it matters
//! CloudFormation refuses the template: "Unrecognized DeletionPolicy".
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, DeletionPolicy: Keep }
//! ```
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, UpdateReplacePolicy: RetainExceptOnCreate }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, DeletionPolicy: Retain, UpdateReplacePolicy: Retain }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "DeletionPolicy", "UpdateReplacePolicy".

use crate::check::template::is_null;
use crate::check::{Check, Context};
use crate::source::{Rule, Severity, nearest};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "retention-policy-unknown",
        severity: Severity::Error,
        page: include_str!("policy_value.rs"),
    },
    cfn_lint: &["E3035", "E3036"],
    run,
};

/// What may become of a resource that is deleted.
const DELETION: [&str; 4] = ["Delete", "Retain", "RetainExceptOnCreate", "Snapshot"];

/// What may become of one that is replaced.
const REPLACE: [&str; 3] = ["Delete", "Retain", "Snapshot"];

fn run(context: &Context<'_>) {
    for template in context.templates().iter().filter(|one| !one.open) {
        for resource in template.resources.values() {
            for (key, values) in [
                ("DeletionPolicy", &DELETION[..]),
                ("UpdateReplacePolicy", &REPLACE[..]),
            ] {
                let Some(node) = resource.node.get(&[key]) else {
                    continue;
                };
                let Some(text) = node.as_text() else {
                    // The language extensions allow functions; without them they have no place here.
                    if node.as_function().is_none() {
                        let message = format!("`{key}` is no text");
                        let finding = context.finding_in(&CHECK.rule, resource, node, message);
                        context.report(finding.expected(format!("expected {}", listed(values))));
                    }
                    continue;
                };
                if is_null(node) || values.contains(&text) {
                    continue;
                }
                let message = format!("there is no `{key}` of the name `{text}`");
                let finding = context.finding_in(&CHECK.rule, resource, node, message);
                let finding = finding.expected(format!("expected {}", listed(values)));
                context.report(finding.did_you_mean(nearest(text, values.iter().copied())));
            }
        }
    }
}

fn listed(values: &[&str]) -> String {
    let values: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
    values.join(", ")
}
