//! # condition-constant
//!
//! ## What it finds
//! A condition that compares two literal texts, one of which is the name of a parameter. Other literals are
//! taken for a switch that somebody built on purpose.
//!
//! ## Why it matters
//! It is the name that is compared, and not the value: the condition is always false.
//!
//! ## Fails
//! ```yaml
//! Parameters:
//!   Stage: { Type: String }
//! Conditions:
//!   IsProduction: !Equals [Stage, production]
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Condition: IsProduction, Properties: { TopicName: !Ref Stage } }
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
use crate::document::Intrinsic;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "condition-constant",
        severity: Severity::Warning,
        page: include_str!("constant.rs"),
    },
    cfn_lint: &["W8003"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates().iter().filter(|one| !one.open) {
        for site in template
            .functions
            .iter()
            .filter(|site| site.section == "Conditions")
        {
            let items = site.function.argument.as_sequence();
            let (Intrinsic::Equals, Some([one, other])) = (&site.function.name, items) else {
                continue;
            };
            let (Some(one_text), Some(other_text)) = (one.as_text(), other.as_text()) else {
                continue;
            };
            let names = [(one, one_text), (other, other_text)].into_iter();
            let mut names = names.filter(|(_, name)| template.parameters.contains_key(name));
            let Some((node, name)) = names.next() else {
                continue;
            };
            let is_same = one_text == other_text;
            let message = format!(
                "the text `{name}` is compared, and not the parameter: this is always {is_same}"
            );
            let finding = context.finding(&CHECK.rule, template.stack, node.id, message);
            context.report(finding.help(format!("write `!Ref {name}`")));
        }
    }
}
