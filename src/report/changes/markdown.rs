//! Changes as Markdown for a comment of a pull request: the biggest risk first, details folded, and never
//! longer than GitHub takes.

use super::{Changes, Item, Listed, class, described, effect, help, subject};
use crate::diff::Difference;
use crate::source::Finding;

/// The most characters of a comment that GitHub takes are 65,536; a workflow adds a few of its own.
const MOST_CHARACTERS: usize = 60_000;

/// The most resources that are listed of one root.
const MOST_ITEMS: usize = 200;

/// What differs as Markdown.
#[must_use]
pub fn changes_markdown(changes: &Changes) -> String {
    let mut text = String::from("## What this change does\n");
    let different: Vec<&Difference> = changes
        .differences
        .iter()
        .filter(|one| !one.is_empty())
        .collect();
    if different.is_empty() {
        text.push_str("\nNothing differs in the deployed stacks.\n");
        return text;
    }
    for difference in different {
        root(difference, &mut text);
    }
    limited(text)
}

fn root(difference: &Difference, to: &mut String) {
    let listed = Listed::of(difference);
    to.push_str(&format!(
        "\n**{}**: {}\n",
        difference.root,
        listed.summary()
    ));
    if !difference.findings.is_empty() {
        to.push('\n');
        for finding in &difference.findings {
            risk(finding, to);
        }
    }
    if !listed.items.is_empty() || !listed.shared.is_empty() {
        let (mut body, mut last) = (String::new(), None);
        for one in listed.items.iter().take(MOST_ITEMS) {
            if last != Some(one.sort) {
                body.push_str(&format!("\n**{}**\n\n", one.sort.title()));
                last = Some(one.sort);
            }
            item(one, &mut body);
        }
        let rest = listed.items.len().saturating_sub(MOST_ITEMS);
        if rest > 0 {
            body.push_str(&format!("- … and {rest} more\n"));
        }
        if !listed.shared.is_empty() {
            body.push_str("\n**Alike**\n\n");
        }
        for shared in &listed.shared {
            let (count, path) = (
                shared.addresses.len(),
                code(&shared.change.path.to_string()),
            );
            let values = code(&described(shared.change));
            body.push_str(&format!("- {count} resources: {path}: {values}\n"));
        }
        folded("Resources", &body, to);
    }
    if !difference.interface.is_empty() {
        let mut body = String::from("\n");
        for change in &difference.interface {
            let name = code(&change.name);
            let value = |value: &Option<String>| {
                value.as_deref().map_or_else(|| "nothing".to_owned(), code)
            };
            let (old, new) = (value(&change.old), value(&change.new));
            body.push_str(&format!("- {} {name}: {old} → {new}\n", change.what));
        }
        let title = format!("Parameters and outputs ({})", difference.interface.len());
        folded(&title, &body, to);
    }
}

fn folded(title: &str, body: &str, to: &mut String) {
    to.push_str(&format!(
        "\n<details>\n<summary>{title}</summary>\n{body}\n</details>\n"
    ));
}

fn risk(finding: &Finding, to: &mut String) {
    let sign = match class(finding) {
        "refused" | "data-loss" => "🛑",
        "availability" | "security" => "⚠️",
        _ => "ℹ️",
    };
    let (class, id) = (class(finding), finding.rule.id);
    let message = plain(&finding.message);
    to.push_str(&format!("- {sign} **{class}** {message} (`{id}`)"));
    if let Some(subject) = subject(finding).filter(|subject| !finding.message.contains(subject)) {
        to.push_str(&format!(" at {}", code(&subject)));
    }
    if let Some(help) = help(finding) {
        to.push_str(&format!("\n  <br>{}", plain(&help)));
    }
    to.push('\n');
}

fn item(item: &Item<'_>, to: &mut String) {
    let (address, kind) = (
        code(&item.change.address.to_string()),
        &item.change.resource_type,
    );
    to.push_str(&format!(
        "- {address} {kind} {}\n",
        plain(&item.described())
    ));
    for change in &item.own {
        let effect =
            effect(change).map_or_else(String::new, |effect| format!(" ({})", plain(&effect)));
        let (path, values) = (code(&change.path.to_string()), code(&described(change)));
        to.push_str(&format!("  - {path}: {values}{effect}\n"));
    }
}

/// Text in which nothing is markup but code.
fn plain(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    // Nobody is called by a name with `@`.
    let escaped = escaped.replace('@', "&#64;");
    escaped.replace('*', "\\*").replace('\n', " ")
}

/// A text as code, whatever is in it.
fn code(text: &str) -> String {
    let text = text.replace('\n', " ");
    let longest = text.split(|character| character != '`').map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or(0) + 1);
    let blank = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{blank}{text}{blank}{fence}")
}

/// What fits into a comment: whole lines, with all that is open closed.
fn limited(text: String) -> String {
    if text.chars().count() <= MOST_CHARACTERS {
        return text;
    }
    let mut short = String::new();
    let mut left = MOST_CHARACTERS - 200;
    for line in text.split_inclusive('\n') {
        let length = line.chars().count();
        if length > left {
            break;
        }
        left -= length;
        short.push_str(line);
    }
    let open = short.matches("<details>").count() > short.matches("</details>").count();
    if open {
        short.push_str("\n</details>\n");
    }
    short.push_str("\nThe rest is too long for a comment: `ess-cfn diff` prints all of it.\n");
    short
}
