//! How a text is written so that every reader reads that text: plain, quoted or as a block.
//!
//! Sources: YAML 1.1 and 1.2.2, "Flow Scalar Styles", "Block Scalar Styles" and "Character Set";
//! ECMA-404, "Strings". Not here: what a plain text means (`plain`), indentation.

use std::fmt::Write as _;

use super::node::Style;
use super::plain;

/// Where a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A value that may go over several lines.
    Block,
    /// The same, with nothing around it.
    Root,
    /// A key, on one line.
    Key,
    /// Between the brackets of a list on one line.
    Flow,
}

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As it is.
    Plain,
    /// `'…'`.
    Single,
    /// `"…"` with escapes.
    Double,
    /// Behind `|` on lines of its own.
    Literal {
        /// What stands behind `|` because the text begins with a blank: `2`.
        indicator: &'static str,
        /// What stands behind `|` because of the text's last line breaks: `-`, `+` or nothing.
        chomping: &'static str,
    },
}

/// The form that suits a text best at its place.
pub(super) fn form(text: &str, style: Style, place: Place) -> Form {
    if style == Style::Plain && is_long_word(text) {
        return Form::Plain;
    }
    let several_lines = text.contains('\n');
    let suits_block = (several_lines && style != Style::Quoted) || style == Style::Block;
    if suits_block && let Some(literal) = literal(text, place) {
        return literal;
    }
    if text
        .chars()
        .any(|c| c == '\n' || c == '\t' || needs_escape(c))
    {
        Form::Double
    } else if style == Style::Quoted || !is_plain(text, place) {
        Form::Single
    } else {
        Form::Plain
    }
}

/// Whether a text is one word of letters and digits, longer than every word that means something to
/// a reader: what most names of resources and of properties are. This is known at a glance.
fn is_long_word(text: &str) -> bool {
    const LONGEST_MEANING: usize = "infinity".len();
    text.len() > LONGEST_MEANING
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// A block with lines of the text as they are; `None` where a reader could take it for another one.
fn literal(text: &str, place: Place) -> Option<Form> {
    if matches!(place, Place::Key | Place::Flow) || text.chars().any(needs_escape) {
        return None;
    }
    let first = text.lines().find(|line| !line.is_empty())?;
    if first.trim_matches([' ', '\t']).is_empty() {
        return None;
    }
    // libyaml takes a tab at the beginning for indentation, too, unless it is told how far that goes.
    let indented = first.starts_with([' ', '\t']);
    if indented && place == Place::Root {
        return None;
    }
    let chomping = match text.strip_suffix('\n') {
        None => "-",
        Some(rest) if rest.ends_with('\n') => "+",
        Some(_) => "",
    };
    let indicator = if indented { "2" } else { "" };
    Some(Form::Literal {
        indicator,
        chomping,
    })
}

/// Whether every reader takes the text as it is for that text. One with a variable has quotes too,
/// although it needs none: the eye finds its end.
fn is_plain(text: &str, place: Place) -> bool {
    let mut chars = text.chars();
    let (Some(first), second) = (chars.next(), chars.next()) else {
        return false;
    };
    let begins_well = match first {
        '-' => second.is_some_and(|c| c == '-' || c.is_ascii_alphanumeric()),
        '?' | ':' | ',' | '[' | ']' | '{' | '}' | '#' | '&' | '*' | '!' | '|' | '>' | '\''
        | '"' | '%' | '@' | '`' => false,
        _ => !first.is_whitespace(),
    };
    let cuts_a_list = |c| matches!(c, ',' | '?' | '[' | ']' | '{' | '}');
    begins_well
        && !text.ends_with(|c: char| c == ':' || c.is_whitespace())
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains("${")
        && !text.starts_with("---")
        && !text.starts_with("...")
        && !(place == Place::Flow && text.contains(cuts_a_list))
        && plain::is_text_to_everybody(text)
}

/// Characters that YAML or JSON do not allow as they are, that some reader takes for a line break,
/// or that nobody sees.
fn needs_escape(c: char) -> bool {
    match c {
        '\n' | '\t' | ' '..='~' => false,
        '\u{a0}'
        | '\u{ad}'
        | '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff0}'..='\u{ffff}' => true,
        _ => c.is_control(),
    }
}

/// Writes `'…'`.
pub(super) fn write_single(text: &str, out: &mut String) {
    out.push('\'');
    for (index, piece) in text.split('\'').enumerate() {
        if index > 0 {
            out.push_str("''");
        }
        out.push_str(piece);
    }
    out.push('\'');
}

/// Writes `"…"` with escapes that YAML and JSON share.
pub(super) fn write_double(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if needs_escape(c) => {
                write!(out, "\\u{:04x}", u32::from(c)).expect("invariant: a String takes all text");
            }
            c => out.push(c),
        }
    }
    out.push('"');
}
