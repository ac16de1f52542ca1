//! The suppressions that stand in a template.
//!
//! Not here: what is suppressed.

use super::stands;
use crate::document::{Mapping, Node};
use crate::resolve::Source;
use crate::source::Finding;

/// One suppression.
pub(super) struct Entry<'s> {
    /// The template.
    pub(super) source: &'s Source,
    /// The resource whose it is; of none, it is the whole template's.
    pub(super) logical_id: Option<&'s str>,
    /// Where that resource stands.
    stands: Option<(usize, usize)>,
    /// The beginnings of the ids of cfn-lint's checks.
    lint: Vec<&'s str>,
    /// Our own form.
    pub(super) own: Option<Own<'s>>,
    /// Whether it suppressed something.
    pub(super) used: bool,
}

/// A suppression of our own form.
pub(super) struct Own<'s> {
    pub(super) node: &'s Node,
    pub(super) rule: Option<&'s Node>,
    pub(super) has_reason: bool,
}

impl Entry<'_> {
    /// Whether a finding is about what this stands at.
    pub(super) fn is_around(&self, finding: &Finding) -> bool {
        let Some(place) = &finding.place else {
            return false;
        };
        if *place.file != *self.source.file {
            return false;
        }
        match (self.logical_id, self.stands) {
            (None, _) => true,
            (Some(_), Some((start, end))) => (start..=end).contains(&place.span.start.offset),
            (Some(name), None) => finding.logical_id.as_deref() == Some(name),
        }
    }

    /// Whether it speaks of a rule, or of a check of cfn-lint that finds the same.
    pub(super) fn speaks_of(&self, rule: &str, checks: &[&str]) -> bool {
        let mut lint = self.lint.iter();
        if lint.any(|beginning| checks.iter().any(|check| check.starts_with(beginning))) {
            return true;
        }
        self.own.as_ref().is_some_and(|own| {
            let named = own.rule.and_then(Node::as_text);
            own.has_reason && named == Some(rule)
        })
    }
}

/// Every suppression of a template.
pub(super) fn entries(source: &Source) -> Vec<Entry<'_>> {
    let tree = source.tree();
    let mut found = Vec::new();
    if let Some(metadata) = tree.get(&["Metadata"]) {
        collect(source, None, None, metadata, &mut found);
    }
    let resources = tree.get(&["Resources"]).and_then(Node::as_mapping);
    let entries = resources
        .into_iter()
        .flat_map(|section: &Mapping| &section.entries);
    for entry in entries {
        if let (Some(name), Some(metadata)) = (entry.key.as_text(), entry.value.get(&["Metadata"]))
        {
            let stands = stands(source, &entry.key, &entry.value);
            collect(source, Some(name), stands, metadata, &mut found);
        }
    }
    found
}

fn collect<'s>(
    source: &'s Source,
    logical_id: Option<&'s str>,
    stands: Option<(usize, usize)>,
    metadata: &'s Node,
    found: &mut Vec<Entry<'s>>,
) {
    let entry = |lint, own| Entry {
        source,
        logical_id,
        stands,
        lint,
        own,
        used: false,
    };
    if let Some(checks) = metadata.get(&["cfn-lint", "config", "ignore_checks"]) {
        let checks = several(checks).iter().filter_map(Node::as_text);
        let checks = checks.filter(|check| !check.is_empty());
        found.push(entry(checks.collect(), None));
    }
    let own = metadata.get(&["ess-cfn", "ignore"]);
    for node in own.map(several).unwrap_or_default() {
        let reason = node.get(&["reason"]).and_then(Node::as_text);
        let own = Own {
            node,
            rule: node.get(&["rule"]).filter(|rule| rule.as_text().is_some()),
            has_reason: reason.is_some_and(|reason| !reason.trim().is_empty()),
        };
        found.push(entry(Vec::new(), Some(own)));
    }
}

/// The items of a list; what is none is one.
fn several(node: &Node) -> &[Node] {
    node.as_sequence().unwrap_or(std::slice::from_ref(node))
}
