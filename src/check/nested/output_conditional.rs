//! # nested-output-conditional
//!
//! ## What it finds
//! A parent asks for an output of a nested stack that does not exist under some condition, although the
//! parent asks for it then too.
//!
//! ## Why it matters
//! When the condition does not hold, CloudFormation fails after the nested stack was made. A linter that
//! looks at one template alone does not see it.
//!
//! ## Fails
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//!   Group:
//!     Type: AWS::Logs::LogGroup
//!     Properties: { LogGroupName: !GetAtt Child.Outputs.TopicName, RetentionInDays: 7 }
//!     DeletionPolicy: Delete
//!     UpdateReplacePolicy: Delete
//! # file: child.yaml
//! Parameters:
//!   Named: { Type: String, Default: "no", AllowedValues: ["yes", "no"] }
//! Conditions:
//!   Named: !Equals [!Ref Named, "yes"]
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! Outputs:
//!   TopicName: { Condition: Named, Value: !GetAtt Topic.TopicName }
//! ```
//! ## Passes
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//!   Group:
//!     Type: AWS::Logs::LogGroup
//!     Properties: { LogGroupName: !GetAtt Child.Outputs.TopicName, RetentionInDays: 7 }
//!     DeletionPolicy: Delete
//!     UpdateReplacePolicy: Delete
//! # file: child.yaml
//! Parameters:
//!   Named: { Type: String, Default: "yes", AllowedValues: ["yes", "no"] }
//! Conditions:
//!   Named: !Equals [!Ref Named, "yes"]
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! Outputs:
//!   TopicName: { Condition: Named, Value: !GetAtt Topic.TopicName }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Outputs", and "Conditions".

use super::passing::{Passing, passings};
use crate::check::{Check, Context};
use crate::document::{Intrinsic, Node, Value};
use crate::resolve::{Guard, Place, StackId, Use, uses};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "nested-output-conditional",
        severity: Severity::Error,
        page: include_str!("output_conditional.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    for passing in passings(context) {
        let Some(outputs) = passing.tree.get(&["Outputs"]).and_then(Node::as_mapping) else {
            continue;
        };
        let stack = passing.resource.stack;
        let resolved = context.resolved;
        let mut found = Vec::new();
        for resource in resolved.resources(stack) {
            if let Some(guard) = resolved.guard_of(&resource) {
                asked(context, &passing, resource.node, &guard, &mut found);
            }
        }
        let own = resolved
            .tree(stack)
            .get(&["Outputs"])
            .and_then(Node::as_mapping);
        for (_, output) in own.into_iter().flat_map(|outputs| outputs.iter()) {
            let condition = output.get(&["Condition"]).and_then(Node::as_text);
            let guard = resolved.guard_of_condition(stack, condition, true);
            if let Some(guard) = around(context, stack, &guard) {
                asked(context, &passing, output, &guard, &mut found);
            }
        }
        for (used, guard) in found {
            let output = used
                .attribute
                .and_then(|name| name.strip_prefix("Outputs."));
            let Some(output) = output else { continue };
            let node = outputs.get(output);
            let condition = node.and_then(|node| node.get(&["Condition"])?.as_text());
            let Some(condition) = condition else { continue };
            let gone = resolved.guard_of_condition(passing.child, Some(condition), false);
            let Some(guard) = resolved.both(&guard, &gone) else {
                continue;
            };
            let message = format!(
                "nested stack `{}` has no output `{output}` {}",
                used.name,
                guard.described()
            );
            let finding = context.finding(&CHECK.rule, stack, used.node.id, message);
            let place = resolved.place(Place {
                stack: passing.child,
                node: node.map_or(used.node.id, |node| node.id),
            });
            let finding = finding.related("the output", &place.file, place.span);
            context.report(finding.expected("expected the same condition around this"));
        }
    }
}

/// What has to hold for a stack besides.
fn around(context: &Context<'_>, stack: StackId, guard: &Guard) -> Option<Guard> {
    let Some((parent, name)) = &context.resolved.stack(stack).parent else {
        return context.resolved.is_feasible(guard).then(|| guard.clone());
    };
    let resource = context.resolved.resource(*parent, name)?;
    let outer = context.resolved.guard_of(&resource)?;
    context.resolved.both(guard, &outer)
}

/// What asks the nested stack for something, with what has to hold for it to be asked.
fn asked<'c>(
    context: &Context<'c>,
    passing: &Passing<'_>,
    node: &'c Node,
    guard: &Guard,
    found: &mut Vec<(Use<'c>, Guard)>,
) {
    let resolved = context.resolved;
    let stack = passing.resource.stack;
    match &node.value {
        Value::Scalar(_) => {}
        Value::Sequence(items) => {
            for item in items {
                asked(context, passing, item, guard, found);
            }
        }
        Value::Mapping(mapping) => {
            for entry in &mapping.entries {
                asked(context, passing, &entry.value, guard, found);
            }
        }
        Value::Function(function) => match (&function.name, function.argument.as_sequence()) {
            (Intrinsic::If, Some([condition, then, otherwise])) => {
                for (holds, branch) in [(true, then), (false, otherwise)] {
                    let inner = resolved.guard_of_condition(stack, condition.as_text(), holds);
                    if let Some(guard) = resolved.both(guard, &inner) {
                        asked(context, passing, branch, &guard, found);
                    }
                }
            }
            (Intrinsic::GetAtt | Intrinsic::Sub | Intrinsic::Ref, _) => {
                let used = uses(node).into_iter();
                let used = used.filter(|used| used.name == passing.resource.logical_id);
                found.extend(used.map(|used| (used, guard.clone())));
            }
            (_, _) => asked(context, passing, &function.argument, guard, found),
        },
    }
}
