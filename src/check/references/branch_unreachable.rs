//! # branch-unreachable
//!
//! ## What it finds
//! A branch of `Fn::If` that never comes true where it stands: the condition of its resource, or an `Fn::If`
//! around it, decides the same already. Judged in roots alone: what a parent passes to a nested stack may
//! decide anything.
//!
//! ## Why it matters
//! The value in the branch is never used, although it looks as if it were.
//!
//! ## Fails
//! ```yaml
//! Parameters:
//!   Stage: { Type: String }
//! Conditions:
//!   IsProduction: !Equals [!Ref Stage, production]
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Condition: IsProduction, Properties: { TopicName: !If [IsProduction, a, b] } }
//! ```
//! ## Passes
//! ```yaml
//! Parameters:
//!   Stage: { Type: String }
//! Conditions:
//!   IsProduction: !Equals [!Ref Stage, production]
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !If [IsProduction, a, b] } }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Conditions".

use crate::check::Template;
use crate::check::{Check, Context};
use crate::document::{Intrinsic, Node, Value};
use crate::resolve::Guard;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "branch-unreachable",
        severity: Severity::Warning,
        page: include_str!("branch_unreachable.rs"),
    },
    cfn_lint: &["W1028"],
    run,
};

fn run(context: &Context<'_>) {
    let templates = context.templates().iter();
    for template in templates.filter(|one| !one.open && one.of.parent.is_none()) {
        for section in ["Resources", "Outputs"] {
            for (_, entry) in template.section(section) {
                let condition = entry.value.get(&["Condition"]).and_then(Node::as_text);
                let guard = context
                    .resolved
                    .guard_of_condition(template.stack, condition, true);
                if context.resolved.is_feasible(&guard) {
                    look(context, template, &entry.value, &guard);
                }
            }
        }
    }
}

fn look(context: &Context<'_>, template: &Template<'_>, node: &Node, guard: &Guard) {
    let function = match &node.value {
        Value::Scalar(_) => return,
        Value::Sequence(items) => {
            return items
                .iter()
                .for_each(|item| look(context, template, item, guard));
        }
        Value::Mapping(mapping) => {
            return mapping
                .entries
                .iter()
                .for_each(|entry| look(context, template, &entry.value, guard));
        }
        Value::Function(function) => function,
    };
    let (Intrinsic::If, Some([condition, then, otherwise])) =
        (&function.name, function.argument.as_sequence())
    else {
        return look(context, template, &function.argument, guard);
    };
    let Some(name) = condition.as_text() else {
        return;
    };
    for (holds, branch) in [(true, then), (false, otherwise)] {
        let case = context
            .resolved
            .guard_of_condition(template.stack, Some(name), holds);
        if let Some(both) = context.resolved.both(guard, &case) {
            look(context, template, branch, &both);
            continue;
        }
        // What is given, or compares literals, is decided anywhere and said of the condition.
        if context.resolved.decided(template.stack, name).is_some() {
            continue;
        }
        let message = format!("`{name}` is never {holds} {}", guard.described());
        let finding = context.finding(&CHECK.rule, template.stack, branch.id, message);
        context.report(finding.help("write the value of the other branch alone"));
    }
}
