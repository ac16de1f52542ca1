//! The spec that `init` writes: what has no default stands there, everything else in comments.
//!
//! A comment that begins with a key is a line of the spec with its default; another `#` before it
//! marks an example of what has none. Not here: where the file goes.

use crate::architecture::Profile;

use super::sections::Spec;
use super::shape::{Key, Presence, Section, joined};

/// The widest line of a comment.
const WIDTH: usize = 98;

/// A commented spec. `schema` is where the JSON Schema lies, for editors.
#[must_use]
pub fn starter(profile: Profile, schema: &str) -> String {
    let mut lines = vec![
        format!("# yaml-language-server: $schema={schema}"),
        "#".to_owned(),
    ];
    comment(&joined(Spec::SECTION.about), "", &mut lines);
    comment(
        "What is commented out shows the default; with two `#` it is an example of what has none.",
        "",
        &mut lines,
    );
    for key in Spec::SECTION.keys {
        lines.push(String::new());
        comment(&text(key), "", &mut lines);
        match key.presence {
            Presence::Required { example } => lines.push(format!("{}: {example}", key.name)),
            Presence::Default(_) if key.name == "profile" => {
                lines.push(format!("profile: {}", profile.word()));
            }
            Presence::Default(_)
            | Presence::Optional { .. }
            | Presence::Section
            | Presence::Map { .. } => {
                let mut below = Vec::new();
                entry(key, "", &mut below);
                lines.extend(below.into_iter().map(|line| format!("# {line}")));
            }
        }
    }
    lines.join("\n") + "\n"
}

/// A key and what stands behind it; `#` before what has no default.
fn entry(key: &Key, indent: &str, lines: &mut Vec<String>) {
    let name = key.name;
    match key.presence {
        Presence::Required { example } | Presence::Default(example) => {
            lines.push(format!("{indent}{name}: {example}"));
            // A section in place of a word is an example.
            if let Some(section) = (key.shape)().detailed() {
                example_below(name, section, indent, lines);
            }
        }
        Presence::Section => {
            if let Some(section) = key.section() {
                section_below(name, section, indent, lines);
            }
        }
        // Kafka's section means that there is one: it is an example as well.
        Presence::Optional { example, .. } => match key.section() {
            Some(section) => example_below(name, section, indent, lines),
            None => lines.push(format!("{indent}# {name}: {example}")),
        },
        Presence::Map { example } => {
            lines.push(format!("{indent}{name}:"));
            lines.extend(example.lines().map(|line| format!("{indent}  # {line}")));
        }
    }
}

fn example_below(name: &str, section: &Section, indent: &str, lines: &mut Vec<String>) {
    let mut below = Vec::new();
    section_below(name, section, "", &mut below);
    lines.extend(below.into_iter().map(|line| format!("{indent}# {line}")));
}

fn section_below(name: &str, section: &Section, indent: &str, lines: &mut Vec<String>) {
    lines.push(format!("{indent}{name}:"));
    let inner = format!("{indent}  ");
    for key in section.keys {
        comment(&text(key), &inner, lines);
        entry(key, &inner, lines);
    }
}

/// What a key is for, its words, and what happens without it.
fn text(key: &Key) -> String {
    let mut text = key.text();
    let choices = (key.shape)().choices();
    if choices.len() > 1 {
        let words = choices
            .iter()
            .map(|(word, meaning)| format!("`{word}`: {meaning}"));
        text = format!("{text} {}", words.collect::<Vec<_>>().join(" "));
    }
    if let Presence::Optional { without, .. } = key.presence {
        text = format!("{text} Without it: {without}.");
    }
    text
}

/// Adds a comment, wrapped.
fn comment(text: &str, indent: &str, lines: &mut Vec<String>) {
    let mut line = format!("{indent}#");
    for word in text.split_whitespace() {
        if line.len() + 1 + word.len() > WIDTH && line.len() > indent.len() + 1 {
            lines.push(std::mem::replace(&mut line, format!("{indent}#")));
        }
        line.push(' ');
        line.push_str(word);
    }
    lines.push(line);
}
