//! # logical-id
//!
//! ## What it finds
//! A name of a resource, parameter, output, mapping or rule that has other characters than letters and
//! digits, or more than 255.
//!
//! ## Why it matters
//! CloudFormation refuses the template: "… is non alphanumeric".
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   My-Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Resources", "CloudFormation quotas".

use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "logical-id",
        severity: Severity::Error,
        page: include_str!("logical_id.rs"),
    },
    cfn_lint: &[
        "E3001", "E3006", "E2003", "E2011", "E6004", "E6011", "E7002", "E7001",
    ],
    run,
};

/// The most characters of a name.
const LONGEST: usize = 255;

fn run(context: &Context<'_>) {
    for template in context.templates().iter().filter(|one| !one.open) {
        for section in ["Parameters", "Mappings", "Rules", "Resources", "Outputs"] {
            for (name, entry) in template.section(section) {
                let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
                let is_long = name.chars().count() > LONGEST;
                if plain == name && !is_long {
                    continue;
                }
                let message = if is_long {
                    format!("a name has {} characters", name.chars().count())
                } else {
                    format!("`{name}` has other characters than letters and digits")
                };
                let finding = context.finding(&CHECK.rule, template.stack, entry.key.id, message);
                let finding = finding.expected("expected 1 to 255 letters and digits");
                context.report(if is_long || plain.is_empty() {
                    finding
                } else {
                    finding.help(format!("write `{plain}`, here and where it is used"))
                });
            }
        }
    }
}
