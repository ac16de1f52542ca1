//! Creation and update policies against the keys that the type of a resource has.
//!
//! Not here: which keys those are; each rule has its own.

use crate::check::Context;
use crate::check::names::nearest;
use crate::check::template::entries;
use crate::document::Node;
use crate::resolve::Resource;
use crate::source::Rule;

/// Keys, each with those below it; none where it holds a value.
pub(super) type Keys = &'static [(&'static str, &'static [&'static str])];

/// Reports the policy `key` of a resource where its type has none, or none of such keys.
pub(super) fn report(
    context: &Context<'_>,
    rule: &'static Rule,
    key: &str,
    types: &[(&str, Keys)],
) {
    for template in context.templates().iter().filter(|one| !one.open) {
        for resource in template.resources.values() {
            let Some(node) = resource.node.get(&[key]) else {
                continue;
            };
            let name = resource.resource_type();
            let known = types.iter().find(|(known, _)| *known == name);
            let Some((_, keys)) = known else {
                let message = format!("`{name}` has no `{key}`");
                let finding = context.finding_in(rule, resource, node, message);
                context.report(finding.help(format!("leave `{key}` out")));
                continue;
            };
            let names: Vec<&str> = keys.iter().map(|(name, _)| *name).collect();
            judge(context, rule, resource, node, &names);
            for (name, below) in keys.iter().filter(|(_, below)| !below.is_empty()) {
                if let Some(node) = node.get(&[name]) {
                    judge(context, rule, resource, node, below);
                }
            }
        }
    }
}

fn judge(
    context: &Context<'_>,
    rule: &'static Rule,
    resource: &Resource<'_>,
    node: &Node,
    keys: &[&str],
) {
    for entry in entries(node) {
        let name = entry.key.as_text().unwrap_or_default();
        if keys.contains(&name) {
            continue;
        }
        let message = format!("there is no key `{name}` here");
        let finding = context.finding_in(rule, resource, &entry.key, message);
        let absent = keys
            .iter()
            .copied()
            .filter(|key| node.get(&[key]).is_none());
        context.report(match nearest(name, absent) {
            Some(near) => finding.help(format!("did you mean `{near}`?")),
            None => finding.expected(format!("expected `{}`", keys.join("`, `"))),
        });
    }
}
