//! # section-unknown
//!
//! ## What it finds
//! A key at the top of the template that is no section.
//!
//! ## Why it matters
//! CloudFormation refuses the template: "Invalid template property or properties".
//!
//! ## Fails
//! ```yaml
//! Resource:
//!   Topic: { Type: AWS::SNS::Topic }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Template sections".

use super::keys::{UnknownKey, unknown_keys};
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "section-unknown",
        severity: Severity::Error,
        page: include_str!("section_unknown.rs"),
    },
    cfn_lint: &["E1001"],
    run,
};

/// The sections of a template.
const SECTIONS: [&str; 11] = [
    "AWSTemplateFormatVersion",
    "Conditions",
    "Description",
    "Hooks",
    "Mappings",
    "Metadata",
    "Outputs",
    "Parameters",
    "Resources",
    "Rules",
    "Transform",
];

fn run(context: &Context<'_>) {
    // What a macro reads is its own matter, such as `Globals`.
    for template in context.templates().iter().filter(|one| !one.open) {
        for unknown in unknown_keys(template.tree, &SECTIONS).filter(UnknownKey::is_text) {
            let (name, key) = (unknown.name, unknown.entry.key.id);
            let message = format!("a template has no section `{name}`");
            let finding = context.finding(&CHECK.rule, template.stack, key, message);
            context
                .report(finding.did_you_mean_or(unknown.near, "expected a section of a template"));
        }
    }
}
