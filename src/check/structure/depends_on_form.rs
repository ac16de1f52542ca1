//! # depends-on-form
//!
//! ## What it finds
//! A `DependsOn` that is neither a logical id nor a list of logical ids.
//!
//! ## Why it matters
//! CloudFormation refuses the template: "Every DependsOn value must be a string".
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, DependsOn: { Queue: true } }
//!   Queue: { Type: AWS::SQS::Queue }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, DependsOn: [Queue] }
//!   Queue: { Type: AWS::SQS::Queue }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "DependsOn".

use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "depends-on-form",
        severity: Severity::Error,
        page: include_str!("depends_on_form.rs"),
    },
    cfn_lint: &["E3001", "E3005"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates().iter().filter(|one| !one.open) {
        for resource in template.resources.values() {
            for node in resource.depends_on() {
                // Functions are judged by where they may stand.
                if node.as_text().is_some() || node.as_function().is_some() {
                    continue;
                }
                let message = format!("`{}` depends on what is no text", resource.logical_id);
                let finding = context.finding_in(&CHECK.rule, resource, node, message);
                context.report(finding.expected("expected a logical id, or a list of logical ids"));
            }
        }
    }
}
