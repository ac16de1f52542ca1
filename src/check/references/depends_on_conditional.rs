//! # depends-on-conditional
//!
//! ## What it finds
//! `DependsOn` names a resource that may be left out by its condition while the one that waits exists.
//!
//! ## Why it matters
//! CloudFormation waits for nothing then; the template reads as if it always did.
//!
//! ## Fails
//! ```yaml
//! Parameters:
//!   Stage: { Type: String }
//! Conditions:
//!   IsProduction: !Equals [!Ref Stage, production]
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, DependsOn: Queue }
//!   Queue: { Type: AWS::SQS::Queue, Condition: IsProduction }
//! ```
//! ## Passes
//! ```yaml
//! Parameters:
//!   Stage: { Type: String }
//! Conditions:
//!   IsProduction: !Equals [!Ref Stage, production]
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Condition: IsProduction, DependsOn: Queue }
//!   Queue: { Type: AWS::SQS::Queue, Condition: IsProduction }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "DependsOn", "Conditions".

use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "depends-on-conditional",
        severity: Severity::Info,
        page: include_str!("depends_on_conditional.rs"),
    },
    cfn_lint: &["E3005"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates().iter().filter(|one| !one.open) {
        for resource in template.resources.values() {
            let Some(guard) = context.resolved.guard_of(resource) else {
                continue;
            };
            for node in resource.depends_on() {
                let target = node.as_text().and_then(|name| template.resources.get(name));
                let Some(condition) = target.and_then(|target| target.condition()) else {
                    continue;
                };
                let left_out =
                    context
                        .resolved
                        .guard_of_condition(template.stack, Some(condition), false);
                let Some(both) = context.resolved.both(&guard, &left_out) else {
                    continue;
                };
                let name = node.as_text().unwrap_or_default();
                let message = format!("`{name}` does not exist {}", both.described());
                let finding = context.finding_in(&CHECK.rule, resource, node, message);
                context.report(finding.expected("then this waits for nothing"));
            }
        }
    }
}
