//! # resource-key-unknown
//!
//! ## What it finds
//! A key beside `Type` that no resource has. Often a property that stands one level too high.
//!
//! ## Why it matters
//! CloudFormation refuses the template: "Invalid template resource property".
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, TopicName: a }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: a } }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Resource attribute reference".

use crate::check::names::nearest;
use crate::check::template::entries;
use crate::check::{Check, Context};
use crate::schema::resource_type;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "resource-key-unknown",
        severity: Severity::Error,
        page: include_str!("resource_key.rs"),
    },
    cfn_lint: &["E3001"],
    run,
};

/// The keys of a resource.
const KEYS: [&str; 11] = [
    "Condition",
    "CreationPolicy",
    "DeletionPolicy",
    "DependsOn",
    // Not in the guide; CloudFormation takes it, as a comment.
    "Description",
    "Metadata",
    "Properties",
    "Type",
    "UpdatePolicy",
    "UpdateReplacePolicy",
    // Of what a custom resource is asked.
    "Version",
];

fn run(context: &Context<'_>) {
    for template in context.templates().iter().filter(|one| !one.open) {
        for resource in template.resources.values() {
            for entry in entries(resource.node) {
                let Some(name) = entry.key.as_text() else {
                    continue;
                };
                if KEYS.contains(&name) {
                    continue;
                }
                let message = format!("a resource has no key `{name}`");
                let finding = context.finding_in(&CHECK.rule, resource, &entry.key, message);
                let known = resource_type(resource.resource_type());
                let is_property = known.is_some_and(|known| known.property(name).is_some());
                let absent = KEYS
                    .into_iter()
                    .filter(|key| resource.node.get(&[key]).is_none());
                context.report(match nearest(name, absent) {
                    _ if is_property => finding.help("write it below `Properties`"),
                    Some(near) => finding.help(format!("did you mean `{near}`?")),
                    None => finding.expected("expected a key of a resource"),
                });
            }
        }
    }
}
