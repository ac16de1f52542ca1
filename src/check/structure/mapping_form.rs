//! # mapping-form
//!
//! ## What it finds
//! A mapping that is not two levels of keys with a value or a list of values below, or with a key of other
//! characters than CloudFormation takes: letters, digits, dots and hyphens for the first, letters and digits
//! for the second.
//!
//! ## Why it matters
//! CloudFormation refuses the template: "Every Mappings attribute must be a String or a List".
//!
//! ## Fails
//! ```yaml
//! Mappings:
//!   Sizes: { production: large }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ```yaml
//! Mappings:
//!   Sizes: { production: { instance: { class: large } } }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Passes
//! ```yaml
//! Mappings:
//!   Sizes: { production: { instance: large } }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !FindInMap [Sizes, production, instance] } }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Mappings".

use crate::check::template::entries;
use crate::check::{Check, Context};
use crate::document::{Entry, ScalarKind, Value};
use crate::resolve::StackId;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "mapping-form",
        severity: Severity::Error,
        page: include_str!("mapping_form.rs"),
    },
    cfn_lint: &["E7001", "E7002"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates().iter().filter(|one| !one.open) {
        // The language extensions look keys up themselves.
        let has_plain_keys = !template.extended;
        for (_, map) in template.section("Mappings") {
            for first in entries(&map.value) {
                if has_plain_keys {
                    key(context, template.stack, first, ".-");
                }
                let is_mapping = first.value.as_mapping().is_some();
                if !is_mapping && !is_judged(first) {
                    let message = "the first key of a mapping holds no second keys";
                    let finding =
                        context.finding(&CHECK.rule, template.stack, first.value.id, message);
                    context.report(finding.expected("expected a mapping of keys with values"));
                }
                for second in entries(&first.value) {
                    if has_plain_keys {
                        key(context, template.stack, second, "");
                    }
                    value(context, template.stack, second);
                }
            }
        }
    }
}

/// Whether others judge what stands there: nothing at all, and functions.
fn is_judged(entry: &Entry) -> bool {
    match &entry.value.value {
        Value::Function(_) => true,
        Value::Scalar(scalar) => scalar.kind == ScalarKind::Null,
        Value::Sequence(_) | Value::Mapping(_) => false,
    }
}

fn key(context: &Context<'_>, stack: StackId, entry: &Entry, others: &str) {
    let name = entry.key.as_text().unwrap_or_default();
    if name
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || others.contains(c))
    {
        return;
    }
    let message = format!("the key `{name}` has characters that CloudFormation does not take here");
    let finding = context.finding(&CHECK.rule, stack, entry.key.id, message);
    context.report(finding.expected(if others.is_empty() {
        "expected letters and digits"
    } else {
        "expected letters, digits, dots and hyphens"
    }));
}

fn value(context: &Context<'_>, stack: StackId, entry: &Entry) {
    let items = entry.value.as_sequence().unwrap_or_default();
    let nested = items
        .iter()
        .find(|item| item.as_sequence().is_some() || item.as_mapping().is_some());
    let wrong = nested.or(entry.value.as_mapping().map(|_| &entry.value));
    if let Some(wrong) = wrong {
        let message = "a mapping holds single values and lists of them";
        let finding = context.finding(&CHECK.rule, stack, wrong.id, message);
        context.report(finding.expected("expected a text, a number or a list of those"));
    }
}
