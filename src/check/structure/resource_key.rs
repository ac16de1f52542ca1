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

use super::keys::{UnknownKey, unknown_keys};
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
            for unknown in unknown_keys(resource.node, &KEYS).filter(UnknownKey::is_text) {
                let (name, key) = (unknown.name, &unknown.entry.key);
                let message = format!("a resource has no key `{name}`");
                let finding = context.finding_in(&CHECK.rule, resource, key, message);
                let known = resource_type(resource.resource_type());
                let is_property = known.is_some_and(|known| known.property(name).is_some());
                context.report(if is_property {
                    finding.help("write it below `Properties`")
                } else {
                    finding.did_you_mean_or(unknown.near, "expected a key of a resource")
                });
            }
        }
    }
}
