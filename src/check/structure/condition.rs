//! # condition-form
//!
//! ## What it finds
//! A condition that is no `Fn::Equals`, `Fn::And`, `Fn::Or`, `Fn::Not` or `Condition`, or one with too few
//! or too many arguments: `Fn::Equals` has two, `Fn::Not` one, `Fn::And` and `Fn::Or` two to ten.
//!
//! ## Why it matters
//! CloudFormation refuses the template: "Template error: every Fn::Not object requires one argument".
//!
//! ## Fails
//! ```yaml
//! Parameters:
//!   Stage: { Type: String }
//! Conditions:
//!   IsProduction: !Ref Stage
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Condition: IsProduction }
//! ```
//! ```yaml
//! Parameters:
//!   Stage: { Type: String }
//! Conditions:
//!   IsProduction: !Not [!Equals [!Ref Stage, a], !Equals [!Ref Stage, b]]
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Condition: IsProduction }
//! ```
//! ## Passes
//! ```yaml
//! Parameters:
//!   Stage: { Type: String }
//! Conditions:
//!   IsProduction: !Not [!Equals [!Ref Stage, a]]
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Condition: IsProduction }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Condition functions".

use crate::check::template::is_null;
use crate::check::{Check, Context};
use crate::document::{Intrinsic, Node, Value};
use crate::resolve::{Declared, ParameterType, StackId};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "condition-form",
        severity: Severity::Error,
        page: include_str!("condition.rs"),
    },
    cfn_lint: &["E8001", "E8003", "E8004", "E8005", "E8006", "E8007"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates().iter().filter(|one| !one.open) {
        for (_, entry) in template.section("Conditions") {
            judge(context, template.stack, &entry.value);
        }
    }
}

/// Judges what is compared: one value on either side.
fn compared(context: &Context<'_>, stack: StackId, node: &Node) {
    let found = match &node.value {
        Value::Scalar(_) => return,
        Value::Sequence(_) => "a list",
        Value::Mapping(_) => "a mapping",
        Value::Function(function) => {
            let name = function
                .argument
                .as_text()
                .filter(|_| function.name == Intrinsic::Ref);
            let declared =
                name.and_then(|name| Declared::named(context.resolved.tree(stack), name));
            let is_list = declared.is_some_and(|one| one.parameter_type() == ParameterType::List);
            if !is_list && name != Some("AWS::NotificationARNs") {
                return;
            }
            "a list"
        }
    };
    let message = format!("`Fn::Equals` compares texts, and this is {found}");
    let finding = context.finding(&CHECK.rule, stack, node.id, message);
    let is_list = found == "a list" && node.as_function().is_some();
    context.report(if is_list {
        finding.help("join the items to one text: `!Join [',', …]`")
    } else {
        finding.expected("expected a text")
    });
}

fn judge(context: &Context<'_>, stack: StackId, node: &Node) {
    let report = |message: &str, expected: &str| {
        let finding = context.finding(&CHECK.rule, stack, node.id, message);
        context.report(finding.expected(expected));
    };
    let function = match &node.value {
        Value::Function(function) if is_null(&function.argument) => return,
        Value::Function(function) => function,
        Value::Scalar(_) if is_null(node) => return,
        Value::Scalar(_) | Value::Sequence(_) | Value::Mapping(_) => {
            return report(
                "this is no condition",
                "expected a function such as `!Equals`",
            );
        }
    };
    let items = function.argument.as_sequence();
    match (&function.name, items) {
        (Intrinsic::Equals, Some([one, other])) => {
            for operand in [one, other] {
                compared(context, stack, operand);
            }
        }
        (Intrinsic::Equals, _) => {
            report("`Fn::Equals` compares two values", "expected a list of two")
        }
        (Intrinsic::Not, Some([one])) => judge(context, stack, one),
        (Intrinsic::Not, _) => report("`Fn::Not` takes one condition", "expected a list of one"),
        (Intrinsic::And | Intrinsic::Or, Some(several)) if (2..=10).contains(&several.len()) => {
            several.iter().for_each(|one| judge(context, stack, one));
        }
        (Intrinsic::And | Intrinsic::Or, _) => {
            let message = format!("`{}` takes two to ten conditions", function.name.key());
            report(&message, "expected a list of two to ten");
        }
        (Intrinsic::Condition, _) if function.argument.as_text().is_some() => {}
        (Intrinsic::Condition, _) => report("a condition is named by a text", "expected a name"),
        // Said by those who know functions.
        (Intrinsic::Unknown(_), _) => {}
        (name, _) => {
            let message = format!("`{}` is no condition", name.key());
            report(
                &message,
                "expected `Fn::Equals`, `Fn::And`, `Fn::Or`, `Fn::Not` or `Condition`",
            );
        }
    }
}
