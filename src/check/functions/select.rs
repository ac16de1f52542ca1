//! # select-out-of-range
//!
//! ## What it finds
//! `Fn::Select` with an index that its list has not. Judged are lists that are written out, and `Fn::Cidr`
//! with a literal count.
//!
//! ## Why it matters
//! CloudFormation refuses the template: "Fn::Select cannot select nonexistent value at index".
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Select [2, [a, b]] } }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Select [1, [a, b]] } }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "Fn::Select".

use crate::check::{Check, Context};
use crate::document::{Intrinsic, Node};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "select-out-of-range",
        severity: Severity::Error,
        page: include_str!("select.rs"),
    },
    cfn_lint: &["E1017", "W1035"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates() {
        for site in template
            .functions
            .iter()
            .filter(|site| site.section != "Metadata")
        {
            let items = site.function.argument.as_sequence();
            let (Intrinsic::Select, Some([index, list])) = (&site.function.name, items) else {
                continue;
            };
            let number = index
                .as_text()
                .and_then(|text| text.trim().parse::<usize>().ok());
            let (Some(number), Some(count)) = (number, count(list)) else {
                continue;
            };
            if number < count {
                continue;
            }
            let message =
                format!("the list has {count} items, so none at {number}: the first is 0");
            let finding = context.finding(&CHECK.rule, template.stack, index.id, message);
            context.report(match count.checked_sub(1) {
                Some(last) => finding.expected(format!("expected a number from 0 to {last}")),
                None => finding,
            });
        }
    }
}

/// How many items a list has at most, where that is written.
fn count(list: &Node) -> Option<usize> {
    if let Some(items) = list.as_sequence() {
        return Some(items.len());
    }
    let function = list
        .as_function()
        .filter(|function| function.name == Intrinsic::Cidr)?;
    let count = function.argument.as_sequence()?.get(1)?;
    count.as_text()?.trim().parse().ok()
}
