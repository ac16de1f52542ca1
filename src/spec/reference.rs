//! The reference of the spec in Markdown: a table per section.

use std::fmt::Write as _;

use super::sections::Spec;
use super::shape::{Key, Presence, Section, Shape, joined};

/// The reference, with headings of the third level.
#[must_use]
pub fn reference() -> String {
    let mut text = String::new();
    table("Top level", &Spec::SECTION, &mut text);
    text
}

/// A text with the reference between its two marks; `None` where it does not have them.
#[must_use]
pub fn with_reference(text: &str) -> Option<String> {
    let (begin, end) = ("<!-- spec reference: begin", "<!-- spec reference: end -->");
    let from = text.find(begin)?;
    let from = from + text.get(from..)?.find('\n')? + 1;
    let until = from + text.get(from..)?.find(end)?;
    let (before, after) = (text.get(..from)?, text.get(until..)?);
    Some(format!("{before}\n{}{after}", reference()))
}

fn table(title: &str, section: &Section, text: &mut String) {
    let mut add = |line: &str| {
        text.push_str(line);
        text.push('\n');
    };
    add(&format!("### {title}\n"));
    add(&format!("{}\n", joined(section.about)));
    add("| key | takes | left out | meaning |");
    add("|---|---|---|---|");
    for key in section.keys {
        add(&row(key));
    }
    text.push('\n');
    for key in section.keys {
        if let Some((title, section)) = below(title, key) {
            table(&title, section, text);
        }
    }
}

/// The section behind a key, with its title.
fn below(owner: &str, key: &Key) -> Option<(String, &'static Section)> {
    let titled = |ending: &str| {
        if owner == "Top level" {
            return format!("`{}{ending}`", key.name);
        }
        // Both pools stand in one title.
        let owners = owner.split(" and ").map(|owner| owner.trim_matches('`'));
        let titles = owners.map(|owner| format!("`{owner}.{}{ending}`", key.name));
        titles.collect::<Vec<_>>().join(" and ")
    };
    // Both pools are alike.
    if key.name == "backend" {
        return None;
    }
    let shape = (key.shape)();
    if let Some(section) = shape.detailed() {
        let title = if section.name == "pool" {
            "`pools.ess` and `pools.backend`".to_owned()
        } else {
            titled("")
        };
        return Some((title, section));
    }
    match shape {
        Shape::Named { value, .. } => match *value {
            Shape::Section(section) => Some((titled(".<name>"), section)),
            Shape::Either(_)
            | Shape::Text { .. }
            | Shape::Listed { .. }
            | Shape::Choice(_)
            | Shape::Whole { .. }
            | Shape::Numbers(_)
            | Shape::Flag
            | Shape::Scalar { .. }
            | Shape::Named { .. }
            | Shape::List { .. } => None,
        },
        Shape::Either(_)
        | Shape::Section(_)
        | Shape::Text { .. }
        | Shape::Listed { .. }
        | Shape::Choice(_)
        | Shape::Whole { .. }
        | Shape::Numbers(_)
        | Shape::Flag
        | Shape::Scalar { .. }
        | Shape::List { .. } => None,
    }
}

fn row(key: &Key) -> String {
    let shape = (key.shape)();
    let takes = match &shape {
        Shape::Section(_) => "a section".to_owned(),
        Shape::Text { .. }
        | Shape::Listed { .. }
        | Shape::Choice(_)
        | Shape::Whole { .. }
        | Shape::Numbers(_)
        | Shape::Flag
        | Shape::Scalar { .. }
        | Shape::Named { .. }
        | Shape::List { .. }
        | Shape::Either(_) => shape.words(),
    };
    let left_out = match key.presence {
        Presence::Required { .. } => "**required**".to_owned(),
        Presence::Default("[]") | Presence::Map { .. } => "none".to_owned(),
        Presence::Default(text) => format!("`{text}`"),
        Presence::Optional { without, .. } => without.to_owned(),
        Presence::Section => "its defaults".to_owned(),
    };
    let mut meaning = key.text();
    for (word, says) in shape.choices() {
        let _ = write!(meaning, " `{word}`: {says}");
    }
    let cell = |text: &str| text.replace('|', "\\|");
    format!(
        "| `{}` | {} | {} | {} |",
        key.name,
        cell(&takes),
        cell(&left_out),
        cell(&meaning)
    )
}
