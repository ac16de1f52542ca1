//! # map-key-undefined
//!
//! ## What it finds
//! `Fn::FindInMap` with a key that the map has not, as far as the key is known: it is written, allowed,
//! given or passed by the parent. A default that somebody may replace is not judged.
//!
//! ## Why it matters
//! CloudFormation refuses the template: "Unable to get mapping for …".
//!
//! ## Fails
//! ```yaml
//! Mappings:
//!   Names: { a: { topic: one }, b: { topic: two } }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !FindInMap [Names, a, tpoic] } }
//! ```
//! ```yaml
//! Parameters:
//!   Stage: { Type: String, AllowedValues: [a, b, c] }
//! Mappings:
//!   Names: { a: { topic: one }, b: { topic: two } }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !FindInMap [Names, !Ref Stage, topic] } }
//! ```
//! ## Passes
//! ```yaml
//! Mappings:
//!   Names: { a: { topic: one }, b: { topic: two } }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !FindInMap [Names, a, topic] } }
//! ```
//! ```yaml
//! Parameters:
//!   Stage: { Type: String, AllowedValues: [a, b] }
//! Mappings:
//!   Names: { a: { topic: one }, b: { topic: two } }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !FindInMap [Names, !Ref Stage, topic] } }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "Fn::FindInMap".

use crate::check::settled::is_settled;
use crate::check::template::entries;
use crate::check::{Check, Context};
use crate::document::{Intrinsic, Node, Value};
use crate::resolve::{Guard, StackId};
use crate::source::{Rule, Severity, nearest};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "map-key-undefined",
        severity: Severity::Error,
        page: include_str!("map_key.rs"),
    },
    cfn_lint: &["E1011", "W1034"],
    run,
};

fn run(context: &Context<'_>) {
    // Every stack for itself: what a parent passes may differ.
    for stack in context.resolved.stacks() {
        let templates = context.templates().iter();
        let mut templates = templates.filter(|one| std::ptr::eq(one.tree, stack.source.tree()));
        let Some(template) = templates.next().filter(|one| !one.open) else {
            continue;
        };
        for resource in context.resolved.resources(stack.id) {
            if let Some(guard) = context.resolved.guard_of(&resource) {
                look(context, stack.id, resource.node, &guard);
            }
        }
        for (_, entry) in template.section("Outputs") {
            let condition = entry.value.get(&["Condition"]).and_then(Node::as_text);
            let guard = context
                .resolved
                .guard_of_condition(stack.id, condition, true);
            if context.resolved.is_feasible(&guard) {
                look(context, stack.id, &entry.value, &guard);
            }
        }
        for (_, entry) in template.section("Conditions") {
            look(context, stack.id, &entry.value, &Guard::always());
        }
    }
}

/// Judges a node and all below it, as far as `guard` and the branches around can hold at once.
fn look(context: &Context<'_>, stack: StackId, node: &Node, guard: &Guard) {
    let function = match &node.value {
        Value::Scalar(_) => return,
        Value::Sequence(items) => {
            return items
                .iter()
                .for_each(|item| look(context, stack, item, guard));
        }
        Value::Mapping(_) => {
            return entries(node).for_each(|entry| look(context, stack, &entry.value, guard));
        }
        Value::Function(function) => function,
    };
    match (&function.name, function.argument.as_sequence()) {
        (Intrinsic::If, Some([condition, then, otherwise])) => {
            for (holds, branch) in [(true, then), (false, otherwise)] {
                let resolved = context.resolved;
                let case = resolved.guard_of_condition(stack, condition.as_text(), holds);
                if let Some(both) = resolved.both(guard, &case) {
                    look(context, stack, branch, &both);
                }
            }
        }
        // A fourth argument says what to take where there is no such key.
        (Intrinsic::FindInMap, Some([map, top, second])) => {
            judge(context, stack, [map, top, second], guard);
            look(context, stack, top, guard);
            look(context, stack, second, guard);
        }
        (_, _) => look(context, stack, &function.argument, guard),
    }
}

fn judge(context: &Context<'_>, stack: StackId, [map, top, second]: [&Node; 3], guard: &Guard) {
    let Some(name) = map.as_text() else { return };
    let Some(map) = context.resolved.tree(stack).get(&["Mappings", name]) else {
        return;
    };
    if map
        .as_mapping()
        .is_none_or(|map| map.iter().any(|(key, _)| key.starts_with("Fn::")))
    {
        return;
    }
    let mut found = vec![(guard.clone(), map)];
    for (node, is_last) in [(top, false), (second, true)] {
        if !is_settled(context.resolved, stack, node) {
            return;
        }
        let mut next = Vec::new();
        for (guard, level) in &found {
            for (inner, value) in context.resolved.evaluate(stack, node).iter() {
                let both = context.resolved.both(guard, inner);
                let (Some(guard), Some(text)) = (both, value.text()) else {
                    continue;
                };
                match level.get(&[text]) {
                    Some(level) => next.push((guard, level)),
                    None => return report(context, stack, node, (name, text), level, &guard),
                }
            }
        }
        if is_last {
            return;
        }
        found = next;
    }
}

fn report(
    context: &Context<'_>,
    stack: StackId,
    node: &Node,
    (map, key): (&str, &str),
    level: &Node,
    guard: &Guard,
) {
    let message = format!(
        "the map `{map}` has no key `{key}` here {}",
        guard.described()
    );
    let finding = context.finding(&CHECK.rule, stack, node.id, message.trim_end());
    let keys: Vec<&str> = level
        .as_mapping()
        .into_iter()
        .flat_map(|keys| keys.iter())
        .map(|(key, _)| key)
        .collect();
    let finding = finding.did_you_mean_or(
        nearest(key, keys.iter().copied()),
        "expected a key of the map",
    );
    let place = context.resolved.stack(stack).source.place(level.id);
    context.report(finding.related("the keys that there are", &place.file, place.span));
}
