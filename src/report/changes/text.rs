//! Changes as text for a terminal.

use super::{Changes, Item, Listed, class, described, effect, help};
use crate::diff::Difference;
use crate::source::Finding;

/// The most resources that are listed of one root.
const MOST_ITEMS: usize = 60;

/// The most properties that are listed of one resource.
const MOST_PROPERTIES: usize = 12;

/// What differs as text: of each root what is risky, what happens to resources, and what it asks for and
/// shows.
#[must_use]
pub fn changes_text(changes: &Changes) -> String {
    let mut text = String::new();
    for difference in changes.differences.iter().filter(|one| !one.is_empty()) {
        root(difference, &mut text);
    }
    if text.is_empty() {
        text.push_str("no differences\n");
    }
    text
}

fn root(difference: &Difference, to: &mut String) {
    let listed = Listed::of(difference);
    to.push_str(&format!("{}: {}\n", difference.root, listed.summary()));
    if !difference.findings.is_empty() {
        to.push_str("\nRisks\n");
        let width = difference.findings.iter().map(|one| class(one).len());
        let width = width.max().unwrap_or(0);
        for finding in &difference.findings {
            risk(finding, width, to);
        }
    }
    if !listed.items.is_empty() || !listed.shared.is_empty() {
        to.push_str("\nResources\n");
    }
    for one in listed.items.iter().take(MOST_ITEMS) {
        item(one, to);
    }
    more(
        listed.items.len().saturating_sub(MOST_ITEMS),
        "resources",
        to,
    );
    for shared in &listed.shared {
        let count = shared.addresses.len();
        let (path, values) = (&shared.change.path, described(shared.change));
        to.push_str(&format!("  ~   {count} resources: {path}: {values}\n"));
    }
    if !difference.interface.is_empty() {
        to.push_str("\nParameters and outputs\n");
        for change in difference.interface.iter().take(MOST_ITEMS) {
            let (what, name) = (change.what, &change.name);
            let line = match (&change.old, &change.new) {
                (Some(old), Some(new)) => format!("~   {what} {name}: {old} → {new}"),
                (None, Some(new)) => format!("+   {what} {name}: {new}"),
                (Some(old), None) => format!("-   {what} {name}: {old}"),
                (None, None) => continue,
            };
            to.push_str(&format!("  {line}\n"));
        }
        more(
            difference.interface.len().saturating_sub(MOST_ITEMS),
            "",
            to,
        );
    }
    to.push('\n');
}

fn risk(finding: &Finding, width: usize, to: &mut String) {
    let (class, message, id) = (class(finding), &finding.message, finding.rule.id);
    to.push_str(&format!("  {class:width$}  {message} [{id}]\n"));
    if let Some(help) = help(finding) {
        to.push_str(&format!("  {:width$}  help: {help}\n", ""));
    }
}

fn item(item: &Item<'_>, to: &mut String) {
    let (address, kind) = (&item.change.address, &item.change.resource_type);
    let sign = item.sort.sign();
    to.push_str(&format!(
        "  {sign:3} {address}  {kind}  {}\n",
        item.described()
    ));
    for change in item.own.iter().take(MOST_PROPERTIES) {
        let values = described(change);
        let effect = effect(change).map_or_else(String::new, |effect| format!("  ({effect})"));
        to.push_str(&format!("        {}: {values}{effect}\n", change.path));
    }
    let rest = item.own.len().saturating_sub(MOST_PROPERTIES);
    if rest > 0 {
        to.push_str(&format!("        … and {rest} more\n"));
    }
}

fn more(rest: usize, what: &str, to: &mut String) {
    if rest > 0 {
        let what = format!("{rest} more {what}");
        to.push_str(&format!(
            "  …   and {} (--format json has all)\n",
            what.trim_end()
        ));
    }
}
