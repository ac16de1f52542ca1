//! # output-form
//!
//! ## What it finds
//! An output without `Value`, with a key that no output has, or with an export that is no mapping of `Name`.
//!
//! ## Why it matters
//! CloudFormation refuses the template: "Every Outputs member must contain a Value object".
//!
//! ## Fails
//! ```yaml
//! Outputs:
//!   Arn: { Description: The topic }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ```yaml
//! Outputs:
//!   Arn: { Value: !Ref Topic, Export: topic }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Passes
//! ```yaml
//! Outputs:
//!   Arn: { Value: !Ref Topic, Export: { Name: topic } }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Outputs".

use super::keys::unknown_keys;
use crate::check::template::entries;
use crate::check::{Check, Context};
use crate::document::{Entry, ScalarKind};
use crate::resolve::StackId;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "output-form",
        severity: Severity::Error,
        page: include_str!("output_form.rs"),
    },
    cfn_lint: &["E6001", "E6002", "E6005"],
    run,
};

/// The keys of an output.
const KEYS: [&str; 4] = ["Condition", "Description", "Export", "Value"];

fn run(context: &Context<'_>) {
    for template in context.templates().iter().filter(|one| !one.open) {
        for (name, entry) in template.section("Outputs") {
            if entry.value.as_mapping().is_none() {
                continue;
            }
            if entry.value.get(&["Value"]).is_none() {
                let message = format!("the output `{name}` has no value");
                let finding = context.finding(&CHECK.rule, template.stack, entry.key.id, message);
                context.report(finding.expected("expected `Value`"));
            }
            for unknown in unknown_keys(&entry.value, &KEYS) {
                let (name, key) = (unknown.name, unknown.entry.key.id);
                let message = format!("an output has no key `{name}`");
                let finding = context.finding(&CHECK.rule, template.stack, key, message);
                let expected = "expected `Value`, `Description`, `Export` or `Condition`";
                context.report(finding.did_you_mean_or(unknown.near, expected));
            }
            export(context, template.stack, entry);
        }
    }
}

fn export(context: &Context<'_>, stack: StackId, output: &Entry) {
    let Some(node) = output.value.get(&["Export"]) else {
        return;
    };
    // Nothing at all is judged as such, and functions by where they may stand.
    if node.as_function().is_some()
        || node
            .as_scalar()
            .is_some_and(|one| one.kind == ScalarKind::Null)
    {
        return;
    }
    let names: Vec<&str> = entries(node)
        .filter_map(|entry| entry.key.as_text())
        .collect();
    if names != ["Name"] {
        let finding = context.finding(
            &CHECK.rule,
            stack,
            node.id,
            "this export is no mapping of `Name`",
        );
        context.report(finding.help("write `Export: { Name: … }`"));
    }
}
