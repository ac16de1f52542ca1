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

use crate::check::Site;
use crate::check::names::nearest;
use crate::check::settled::is_settled;
use crate::check::{Check, Context};
use crate::document::{Intrinsic, Node};
use crate::resolve::{Guard, StackId};
use crate::source::{Rule, Severity};

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
        for site in template
            .functions
            .iter()
            .filter(|site| site.section != "Metadata")
        {
            judge(context, stack.id, site);
        }
    }
}

fn judge(context: &Context<'_>, stack: StackId, site: &Site<'_>) {
    // A fourth argument says what to take where there is no such key.
    let items = site.function.argument.as_sequence();
    let (Intrinsic::FindInMap, Some([map, top, second])) = (&site.function.name, items) else {
        return;
    };
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
    let exists = existence(context, stack, site);
    let Some(exists) = exists else { return };
    let mut found = vec![(exists, map)];
    for (node, is_last) in [(top, false), (second, true)] {
        if !is_settled(context.resolved, stack, node) {
            return;
        }
        let mut next = Vec::new();
        for (guard, level) in &found {
            for (inner, value) in context.resolved.evaluate(stack, node).iter() {
                let (Some(guard), Some(text)) = (context.resolved.both(guard, inner), value.text())
                else {
                    continue;
                };
                match level.get(&[text]) {
                    Some(level) => next.push((guard, level)),
                    None => {
                        report(context, stack, node, (name, text), level, &guard);
                        return;
                    }
                }
            }
        }
        if is_last {
            return;
        }
        found = next;
    }
}

/// What has to hold for the resource or output around a function to exist.
fn existence(context: &Context<'_>, stack: StackId, site: &Site<'_>) -> Option<Guard> {
    match site.section {
        "Resources" => {
            let resource = context.resolved.resource(stack, site.name)?;
            context.resolved.guard_of(&resource)
        }
        _ => Some(Guard::always()),
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
    let finding = match nearest(key, keys.iter().copied()) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.expected("expected a key of the map"),
    };
    let place = context.resolved.stack(stack).source.place(level.id);
    context.report(finding.related("the keys that there are", &place.file, place.span));
}
