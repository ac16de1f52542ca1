//! # section-form
//!
//! ## What it finds
//! A section, or what a name in it stands for, that is no mapping where only one can be.
//!
//! ## Why it matters
//! CloudFormation refuses the template: "Every Resources object must contain …", "Template format error".
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Topic: AWS::SNS::Topic
//! ```
//! ```yaml
//! Parameters: [Name]
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

use crate::check::{Check, Context};
use crate::document::{Node, ScalarKind, Value};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "section-form",
        severity: Severity::Error,
        page: include_str!("section_form.rs"),
    },
    cfn_lint: &["E1001", "E2001", "E3001", "E6001", "E7001", "E8001"],
    run,
};

/// The sections that are mappings, and whether what is in them is mappings too.
const SECTIONS: [(&str, bool); 7] = [
    ("Conditions", false),
    ("Mappings", true),
    ("Metadata", false),
    ("Outputs", true),
    ("Parameters", true),
    ("Resources", true),
    ("Rules", true),
];

fn run(context: &Context<'_>) {
    for template in context.templates() {
        for (name, of_mappings) in SECTIONS {
            let Some(section) = template.tree.get(&[name]) else {
                continue;
            };
            if !is_taken(section) {
                let message = format!("`{name}` is {}", described(section));
                let finding = context.finding(&CHECK.rule, template.stack, section.id, message);
                context.report(finding.expected("expected a mapping of names"));
            }
            for (key, entry) in template.section(name).filter(|_| of_mappings) {
                if !is_taken(&entry.value) {
                    let message = format!("`{key}` is {}", described(&entry.value));
                    let finding =
                        context.finding(&CHECK.rule, template.stack, entry.value.id, message);
                    context.report(finding.expected("expected a mapping"));
                }
            }
        }
    }
}

/// Whether a node is a mapping, or is judged elsewhere: nothing at all, and functions.
fn is_taken(node: &Node) -> bool {
    match &node.value {
        Value::Mapping(_) | Value::Function(_) => true,
        Value::Scalar(scalar) => scalar.kind == ScalarKind::Null,
        Value::Sequence(_) => false,
    }
}

fn described(node: &Node) -> String {
    match node.as_text() {
        Some(text) => format!("the text `{text}`"),
        None => "a list".to_owned(),
    }
}
