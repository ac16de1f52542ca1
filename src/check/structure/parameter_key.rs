//! # parameter-key-unknown
//!
//! ## What it finds
//! A key of a parameter that no parameter has.
//!
//! ## Why it matters
//! CloudFormation refuses the template: "Invalid template parameter property".
//!
//! ## Fails
//! ```yaml
//! Parameters:
//!   Name: { Type: String, Deafult: a }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Name } }
//! ```
//! ## Passes
//! ```yaml
//! Parameters:
//!   Name: { Type: String, Default: a }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Name } }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Parameters".

use super::keys::{UnknownKey, unknown_keys};
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "parameter-key-unknown",
        severity: Severity::Error,
        page: include_str!("parameter_key.rs"),
    },
    cfn_lint: &["E2001"],
    run,
};

/// The keys of a parameter.
const KEYS: [&str; 11] = [
    "AllowedPattern",
    "AllowedValues",
    "ConstraintDescription",
    "Default",
    "Description",
    "MaxLength",
    "MaxValue",
    "MinLength",
    "MinValue",
    "NoEcho",
    "Type",
];

fn run(context: &Context<'_>) {
    for template in context.templates().iter().filter(|one| !one.open) {
        for parameter in template.parameters.values() {
            for unknown in unknown_keys(parameter.node, &KEYS).filter(UnknownKey::is_text) {
                let (name, key) = (unknown.name, unknown.entry.key.id);
                let message = format!("a parameter has no key `{name}`");
                let finding = context.finding(&CHECK.rule, template.stack, key, message);
                context
                    .report(finding.did_you_mean_or(unknown.near, "expected a key of a parameter"));
            }
        }
    }
}
