//! Creation and update policies against the keys that the type of a resource has.
//!
//! Not here: which keys those are; each rule has its own.

use super::keys::unknown_keys;
use crate::check::Context;
use crate::check::template::entries;
use crate::document::Node;
use crate::resolve::Resource;
use crate::source::Rule;

/// Keys, each with those below it; none where it holds a value.
pub(super) type Keys = &'static [(&'static str, &'static [&'static str])];

/// The processes of Auto Scaling that an update can suspend.
const PROCESSES: [&str; 9] = [
    "AZRebalance",
    "AddToLoadBalancer",
    "AlarmNotification",
    "HealthCheck",
    "InstanceRefresh",
    "Launch",
    "ReplaceUnhealthy",
    "ScheduledActions",
    "Terminate",
];

/// Reports the policy `key` of a resource where its type has none, none of such keys, or
/// where a key holds something else than it has to.
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
        let expected = keys.contains(&name).then(|| wrong(name, &entry.value));
        if let Some(expected) = expected.flatten() {
            let message = format!("`{name}` is something else than it has to be");
            let finding = context.finding_in(rule, resource, &entry.value, message);
            context.report(finding.expected(expected));
        }
    }
    for unknown in unknown_keys(node, keys) {
        let message = format!("there is no key `{}` here", unknown.name);
        let finding = context.finding_in(rule, resource, &unknown.entry.key, message);
        let expected = format!("expected `{}`", keys.join("`, `"));
        context.report(finding.did_you_mean_or(unknown.near, expected));
    }
}

/// What the value of a key has to be, where it is something else for sure.
fn wrong(name: &str, node: &Node) -> Option<&'static str> {
    if name == "SuspendProcesses" {
        let items = node.as_sequence().unwrap_or_default().iter();
        let mut names = items.filter_map(Node::as_text);
        let is_wrong = node.as_scalar().is_some() || names.any(|name| !PROCESSES.contains(&name));
        return is_wrong.then_some("expected a list of processes of Auto Scaling");
    }
    let text = node.as_text()?.trim();
    let (is_right, expected) = match name {
        "Count"
        | "MaxBatchSize"
        | "MinActiveInstancesPercent"
        | "MinInstancesInService"
        | "MinSuccessfulInstancesPercent" => {
            (text.parse::<u32>().is_ok(), "expected a whole number")
        }
        "PauseTime" | "Timeout" => (is_duration(text), "expected a duration such as `PT15M`"),
        "EnableVersionUpgrade"
        | "IgnoreUnmodifiedGroupSizeProperties"
        | "UseOnlineResharding"
        | "WaitOnResourceSignals"
        | "WillReplace" => (is_truth(text), "expected `true` or `false`"),
        _ => return None,
    };
    (!is_right && !text.is_empty()).then_some(expected)
}

/// Whether a text is a duration as ISO 8601 writes it: `PT1H30M`.
fn is_duration(text: &str) -> bool {
    let rest = text.strip_prefix('P').unwrap_or_default();
    rest.ends_with(|c: char| "YMWDHS".contains(c))
        && rest.chars().any(|c| c.is_ascii_digit())
        && rest
            .chars()
            .all(|c| c.is_ascii_digit() || "YMWDTHS.".contains(c))
}

fn is_truth(text: &str) -> bool {
    let words = ["true", "false", "yes", "no", "on", "off"];
    words.iter().any(|word| text.eq_ignore_ascii_case(word))
}
