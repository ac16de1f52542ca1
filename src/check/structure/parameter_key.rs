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

use crate::check::names::nearest;
use crate::check::template::entries;
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
            for entry in entries(parameter.node) {
                let Some(name) = entry.key.as_text() else {
                    continue;
                };
                if KEYS.contains(&name) {
                    continue;
                }
                let message = format!("a parameter has no key `{name}`");
                let finding = context.finding(&CHECK.rule, template.stack, entry.key.id, message);
                let absent = KEYS
                    .into_iter()
                    .filter(|key| parameter.node.get(&[key]).is_none());
                context.report(match nearest(name, absent) {
                    Some(near) => finding.help(format!("did you mean `{near}`?")),
                    None => finding.expected("expected a key of a parameter"),
                });
            }
        }
    }
}
