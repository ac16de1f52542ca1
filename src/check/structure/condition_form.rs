//! # condition-key-form
//!
//! ## What it finds
//! A `Condition` of a resource or an output that is no text.
//!
//! ## Why it matters
//! CloudFormation takes the name of a condition there, and nothing that is made of one.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Condition: [IsProduction] }
//! ```
//! ## Passes
//! ```yaml
//! Parameters:
//!   Stage: { Type: String }
//! Conditions:
//!   IsProduction: !Equals [!Ref Stage, production]
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Condition: IsProduction }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Conditions".

use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "condition-key-form",
        severity: Severity::Error,
        page: include_str!("condition_form.rs"),
    },
    cfn_lint: &["E3001", "E3015", "E6001", "E6005"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates() {
        for section in ["Resources", "Outputs"] {
            for (name, entry) in template.section(section) {
                let Some(node) = entry.value.get(&["Condition"]) else {
                    continue;
                };
                // Functions are judged by where they may stand.
                if node.as_text().is_some() || node.as_function().is_some() {
                    continue;
                }
                let message = format!("the condition of `{name}` is no text");
                let finding = context.finding(&CHECK.rule, template.stack, node.id, message);
                context.report(
                    finding
                        .of(name)
                        .expected("expected the name of a condition"),
                );
            }
        }
    }
}
