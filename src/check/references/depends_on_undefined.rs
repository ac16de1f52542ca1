//! # depends-on-undefined
//!
//! ## What it finds
//! `DependsOn` names a resource that the template has not.
//!
//! ## Why it matters
//! CloudFormation refuses the template: "Unresolved resource dependencies".
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, DependsOn: Queu }
//!   Queue: { Type: AWS::SQS::Queue }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, DependsOn: Queue }
//!   Queue: { Type: AWS::SQS::Queue }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "DependsOn".

use crate::check::template::is_null;
use crate::check::{Check, Context};
use crate::source::{Rule, Severity, nearest};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "depends-on-undefined",
        severity: Severity::Error,
        page: include_str!("depends_on_undefined.rs"),
    },
    cfn_lint: &["E3005"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates().iter().filter(|one| !one.open) {
        for resource in template.resources.values() {
            for node in resource.depends_on() {
                let Some(name) = node.as_text().filter(|_| !is_null(node)) else {
                    continue;
                };
                if template.has_resource(name) {
                    continue;
                }
                let message = format!("the template has no resource `{name}`");
                let finding = context.finding_in(&CHECK.rule, resource, node, message);
                let others = template.resources.keys().copied();
                let is_parameter = template.parameters.contains_key(name);
                context.report(
                    match nearest(name, others.filter(|other| *other != resource.logical_id)) {
                        _ if is_parameter => {
                            finding.expected("expected a logical id: this is a parameter")
                        }
                        Some(near) => finding.help(format!("did you mean `{near}`?")),
                        None => finding
                            .expected("expected the logical id of a resource of this template"),
                    },
                );
            }
        }
    }
}
