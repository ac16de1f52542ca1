//! # depends-on-superfluous
//!
//! ## What it finds
//! `DependsOn` names a resource that the same resource names by `Ref`, `Fn::GetAtt` or `Fn::Sub` anyway.
//!
//! ## Why it matters
//! The reference says it already, and stays true when the `DependsOn` is forgotten in a change.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, DependsOn: Queue, Properties: { TopicName: !GetAtt Queue.QueueName } }
//!   Queue: { Type: AWS::SQS::Queue }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !GetAtt Queue.QueueName } }
//!   Queue: { Type: AWS::SQS::Queue }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "DependsOn".

use super::guarded::guarded_uses;
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "depends-on-superfluous",
        severity: Severity::Info,
        page: include_str!("depends_on_superfluous.rs"),
    },
    cfn_lint: &["W3005"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates().iter().filter(|one| !one.open) {
        for resource in template.resources.values() {
            let waited_for = resource.depends_on();
            let (false, Some(guard)) = (waited_for.is_empty(), context.resolved.guard_of(resource))
            else {
                continue;
            };
            let found = guarded_uses(context.resolved, template.stack, resource.node, &guard);
            for node in waited_for {
                let Some(name) = node
                    .as_text()
                    .filter(|name| template.resources.contains_key(name))
                else {
                    continue;
                };
                // A reference in one branch of `Fn::If` makes it wait in one branch alone.
                let mut same = found
                    .iter()
                    .filter(|one| one.used.name == name && one.guard == guard);
                let Some(one) = same.next() else { continue };
                let message = format!("a reference makes it wait for `{name}` anyway");
                let finding = context.finding_in(&CHECK.rule, resource, node, message);
                let place = template.of.source.place(one.used.node.id);
                let finding = finding.related("the reference", &place.file, place.span);
                context.report(finding.help(format!("leave `{name}` out of `DependsOn`")));
            }
        }
    }
}
