//! # rule-form
//!
//! ## What it finds
//! A rule (section `Rules`) without assertions, with a key that no rule has, or with an assertion that
//! asserts nothing.
//!
//! ## Why it matters
//! CloudFormation refuses the template.
//!
//! ## Fails
//! ```yaml
//! Parameters:
//!   Stage: { Type: String }
//! Rules:
//!   Stages: { Assertion: [] }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Stage } }
//! ```
//! ## Passes
//! ```yaml
//! Parameters:
//!   Stage: { Type: String }
//! Rules:
//!   Stages:
//!     Assertions:
//!       - Assert: !Contains [[a, b], !Ref Stage]
//!         AssertDescription: a or b
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Stage } }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Rules".

use crate::check::template::entries;
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "rule-form",
        severity: Severity::Error,
        page: include_str!("rule_form.rs"),
    },
    cfn_lint: &["E1700", "E1701", "E1702"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates().iter().filter(|one| !one.open) {
        for (name, rule) in template.section("Rules") {
            if rule.value.as_mapping().is_none() {
                continue;
            }
            let assertions = rule.value.get(&["Assertions"]);
            let items = assertions.and_then(|node| node.as_sequence());
            if items.is_none_or(<[_]>::is_empty) {
                let message = format!("the rule `{name}` asserts nothing");
                let place = assertions.unwrap_or(&rule.key);
                let finding = context.finding(&CHECK.rule, template.stack, place.id, message);
                context.report(finding.expected("expected a list of assertions in `Assertions`"));
            }
            for item in items
                .unwrap_or_default()
                .iter()
                .filter(|item| item.get(&["Assert"]).is_none())
            {
                let message = "this assertion asserts nothing";
                let finding = context.finding(&CHECK.rule, template.stack, item.id, message);
                context.report(finding.expected("expected `Assert` with a condition"));
            }
            for entry in entries(&rule.value) {
                let key = entry.key.as_text().unwrap_or_default();
                if !matches!(key, "Assertions" | "RuleCondition") {
                    let message = format!("a rule has no key `{key}`");
                    let finding =
                        context.finding(&CHECK.rule, template.stack, entry.key.id, message);
                    context.report(finding.expected("expected `Assertions` or `RuleCondition`"));
                }
            }
        }
    }
}
