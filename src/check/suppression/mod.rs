//! What templates say is not to be found in them.
//!
//! Source: cfn-lint's documentation, "Metadata": a resource or a template names checks of cfn-lint under
//! `Metadata: cfn-lint: config: ignore_checks`, by ids or by their beginnings; those of ours that find the
//! same are silent too. Our own form names a rule and the reason: `Metadata: ess-cfn: ignore`.
//! Not here: what is found.

mod entry;
mod reason_missing;
mod rule_unknown;
mod unused;

use std::collections::BTreeMap;

use super::judge::Check;
use super::tables::checks;
use crate::document::Node;
use crate::resolve::{Library, Source};
use crate::source::{Finding, nearest};
use entry::{Entry, entries};

/// The checks of this family.
pub(super) static CHECKS: &[&Check] =
    &[&reason_missing::CHECK, &rule_unknown::CHECK, &unused::CHECK];

/// The findings that nobody suppressed, and what is to be said of the suppressions.
pub(super) fn applied(library: &Library, found: Vec<Finding>) -> Vec<Finding> {
    let lint: BTreeMap<&str, &[&str]> = checks()
        .map(|check| (check.rule.id, check.cfn_lint))
        .collect();
    let mut all: Vec<Entry<'_>> = library
        .iter()
        .flat_map(|(_, source)| entries(source))
        .collect();
    let mut left: Vec<Finding> = Vec::new();
    for finding in found {
        let mut suppressed = false;
        for entry in &mut all {
            let ids = lint.get(finding.rule.id).copied().unwrap_or_default();
            if entry.is_around(&finding) && entry.speaks_of(finding.rule.id, ids) {
                entry.used = true;
                suppressed = true;
            }
        }
        if !suppressed {
            left.push(finding);
        }
    }
    left.extend(all.iter().filter_map(|entry| judged(entry, &lint)));
    left
}

/// What is to be said of one suppression.
fn judged(entry: &Entry<'_>, lint: &BTreeMap<&str, &[&str]>) -> Option<Finding> {
    let own = entry.own.as_ref()?;
    let at = |rule, message: String, node: &Node| {
        let place = entry.source.place(node.id);
        let finding = Finding::new(rule, message).at(&place.file, place.span);
        match entry.logical_id {
            Some(logical_id) => finding.of(logical_id),
            None => finding,
        }
    };
    let Some(rule) = own.rule else {
        let message = "the suppression names no rule".to_owned();
        let finding = at(&reason_missing::CHECK.rule, message, own.node);
        return Some(finding.expected("expected `{ rule: ID, reason: TEXT }`"));
    };
    let name = rule.as_text().unwrap_or_default();
    if !lint.contains_key(name) {
        let message = format!("there is no rule `{name}`");
        let finding = at(&rule_unknown::CHECK.rule, message, rule);
        return Some(finding.did_you_mean(nearest(name, lint.keys().copied())));
    }
    if !own.has_reason {
        let message = format!("the suppression of `{name}` gives no reason");
        let finding = at(&reason_missing::CHECK.rule, message, own.node);
        return Some(finding.expected("expected `reason: TEXT` beside the rule"));
    }
    (!entry.used).then(|| {
        let message = format!("`{name}` finds nothing here");
        at(&unused::CHECK.rule, message, rule).help("remove the suppression")
    })
}

/// Where a resource stands in its file, by its logical id.
fn stands(source: &Source, key: &Node, node: &Node) -> Option<(usize, usize)> {
    let key = source.spans.get(key.id)?;
    let node = source.spans.get(node.id)?;
    Some((key.start.offset, node.end.offset.max(key.end.offset)))
}
