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

use crate::check::names::nearest;
use crate::check::template::entries;
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
        for entry in entries(template.tree) {
            let Some(name) = entry.key.as_text() else {
                continue;
            };
            if SECTIONS.contains(&name) {
                continue;
            }
            let message = format!("a template has no section `{name}`");
            let finding = context.finding(&CHECK.rule, template.stack, entry.key.id, message);
            let absent = SECTIONS
                .into_iter()
                .filter(|section| template.tree.get(&[section]).is_none());
            context.report(match nearest(name, absent) {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => finding.expected("expected a section of a template"),
            });
        }
    }
}
