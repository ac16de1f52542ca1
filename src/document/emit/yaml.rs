//! YAML text.
//!
//! Blocks with two blanks per level, list items indented below their key, short tags, brackets for
//! the arguments of functions that fit on the line. Not here: which quotes a text needs (`quote`).

use super::super::node::{Entry, Function, Mapping, Node, Scalar, ScalarKind, Style, Value};
use super::super::plain;
use super::super::quote::{Form, Place, form, write_double, write_single};
use super::super::spans::Spans;
use super::layout::{WIDTH, fits_brackets, is_short};
use super::text::Text;
use super::{Emitted, is_null};
use crate::source::Position;

/// A longer key is no key to a reader that looks for `:` at most 1,024 characters ahead.
const LONGEST_KEY: usize = 1000;

/// What a value is written behind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Behind {
    /// Nothing.
    Root,
    /// `key:`.
    Key,
    /// `-` or `?`, which a list or a mapping begins beside.
    Dash,
    /// `!Tag`.
    Tag,
}

/// Writes a numbered tree.
pub(super) fn write(node: &Node, spans: Spans) -> Emitted {
    let mut text = Text::new(spans);
    value(&mut text, node, 0, Behind::Root);
    text.finish()
}

/// Writes a value. Lines of its own, if it needs any, begin at column `indent`.
fn value(text: &mut Text, node: &Node, indent: usize, behind: Behind) {
    match &node.value {
        Value::Scalar(scalar) => {
            let place = if indent == 0 {
                Place::Root
            } else {
                Place::Block
            };
            gap(text, behind);
            write_scalar(text, node, scalar, place, indent);
        }
        Value::Sequence(items) => sequence(text, node, items, indent, behind),
        Value::Mapping(mapping) => entries(text, node, mapping, indent, behind),
        Value::Function(function) if is_short(function) => {
            gap(text, behind);
            short(text, node, function, indent);
        }
        Value::Function(function) => long(text, node, function, indent, behind),
    }
}

fn sequence(text: &mut Text, node: &Node, items: &[Node], indent: usize, behind: Behind) {
    let mut start = None;
    let mut end = text.position();
    for item in items.iter().filter(|item| !is_null(item)) {
        let place = next_line(text, indent, behind, start.is_none());
        start.get_or_insert(place);
        text.push("-");
        value(text, item, indent + 2, Behind::Dash);
        end = text.end_of(item.id);
    }
    match start {
        Some(start) => text.note_until(node.id, start, end),
        None => empty(text, node, "[]", behind),
    }
}

fn entries(text: &mut Text, node: &Node, mapping: &Mapping, indent: usize, behind: Behind) {
    let mut start = None;
    let mut end = text.position();
    let written = |entry: &&Entry| !is_null(&entry.key) && !is_null(&entry.value);
    for entry in mapping.entries.iter().filter(written) {
        let place = next_line(text, indent, behind, start.is_none());
        start.get_or_insert(place);
        key(text, &entry.key, indent);
        text.push(":");
        value(text, &entry.value, indent + 2, Behind::Key);
        end = text.end_of(entry.value.id);
    }
    match start {
        Some(start) => text.note_until(node.id, start, end),
        None => empty(text, node, "{}", behind),
    }
}

/// A key up to its colon; one that is no short scalar has `?` before it and the colon below.
fn key(text: &mut Text, node: &Node, indent: usize) {
    let mark = text.mark();
    if let Value::Scalar(scalar) = &node.value {
        let start = text.position();
        write_scalar(text, node, scalar, Place::Key, indent);
        if text.position().column - start.column <= LONGEST_KEY {
            return;
        }
        text.back_to(mark);
    }
    text.push("?");
    if let Value::Scalar(scalar) = &node.value {
        text.push(" ");
        write_scalar(text, node, scalar, Place::Key, indent);
    } else {
        value(text, node, indent + 2, Behind::Dash);
    }
    text.end_line();
    text.indent(indent);
}

fn short(text: &mut Text, node: &Node, function: &Function, indent: usize) {
    let start = text.position();
    text.push("!");
    text.push(function.name.tag());
    let mark = text.mark();
    let inline = function.argument.as_sequence().is_some_and(fits_brackets) && {
        text.push(" ");
        brackets(text, &function.argument)
    };
    if !inline {
        text.back_to(mark);
        argument(text, &function.argument, indent, Behind::Tag);
    }
    text.note_until(node.id, start, text.end_of(function.argument.id));
}

fn long(text: &mut Text, node: &Node, function: &Function, indent: usize, behind: Behind) {
    let start = first_line(text, indent, behind);
    text.push_with(|out| key_text(&function.name.key(), Style::Plain, out));
    text.push(":");
    argument(text, &function.argument, indent + 2, Behind::Key);
    text.note_until(node.id, start, text.end_of(function.argument.id));
}

/// The argument of a function, which can't be left out.
fn argument(text: &mut Text, node: &Node, indent: usize, behind: Behind) {
    match &node.value {
        Value::Function(inner) if behind == Behind::Tag => long(text, node, inner, indent, behind),
        Value::Scalar(_) if is_null(node) => empty(text, node, "''", behind),
        Value::Scalar(_) | Value::Sequence(_) | Value::Mapping(_) | Value::Function(_) => {
            value(text, node, indent, behind);
        }
    }
}

/// Writes a value inside brackets; `false` as soon as the line is full.
fn brackets(text: &mut Text, node: &Node) -> bool {
    let start = text.position();
    match &node.value {
        Value::Scalar(scalar) => write_scalar(text, node, scalar, Place::Flow, 0),
        Value::Sequence(items) => {
            text.push("[");
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(", ");
                }
                if !brackets(text, item) {
                    return false;
                }
            }
            text.push("]");
            text.note(node.id, start);
        }
        Value::Mapping(_) => {
            text.push("{}");
            text.note(node.id, start);
        }
        Value::Function(function) => {
            text.push("!");
            text.push(function.name.tag());
            text.push(" ");
            if !brackets(text, &function.argument) {
                return false;
            }
            text.note(node.id, start);
        }
    }
    text.position().column <= WIDTH + 1
}

fn write_scalar(text: &mut Text, node: &Node, scalar: &Scalar, place: Place, indent: usize) {
    let start = text.position();
    if let Some(word) = word(scalar) {
        text.push(&word);
        return text.note(node.id, start);
    }
    let style = if scalar.kind == ScalarKind::String {
        scalar.style
    } else {
        Style::Quoted
    };
    match form(&scalar.text, style, place) {
        Form::Plain => text.push(&scalar.text),
        Form::Single => text.push_with(|out| write_single(&scalar.text, out)),
        Form::Double => text.push_with(|out| write_double(&scalar.text, out)),
        Form::Literal {
            indicator,
            chomping,
        } => {
            text.push("|");
            text.push(indicator);
            text.push(chomping);
            let end = lines(text, &scalar.text, indent);
            return text.note_until(node.id, start, end);
        }
    }
    text.note(node.id, start);
}

/// The word that a number or a truth value is to every reader.
fn word(scalar: &Scalar) -> Option<String> {
    if matches!(scalar.kind, ScalarKind::String | ScalarKind::Null) {
        return None;
    }
    let word = scalar.canonical();
    let is_kind = |kind| kind == scalar.kind;
    (is_kind(plain::yaml11(&word)) && is_kind(plain::yaml12(&word))).then(|| word.into_owned())
}

/// The lines of a block; returns where its last line with something on it ends.
fn lines(text: &mut Text, content: &str, indent: usize) -> Position {
    let indent = indent.max(2);
    let mut end = text.position();
    for line in content.strip_suffix('\n').unwrap_or(content).split('\n') {
        text.end_line();
        if line.is_empty() {
            continue;
        }
        text.indent(indent);
        let visible = line.trim_end_matches([' ', '\t']);
        text.push(visible);
        if !visible.is_empty() {
            end = text.position();
        }
        text.push(line.get(visible.len()..).unwrap_or_default());
    }
    end
}

fn key_text(key: &str, style: Style, out: &mut String) {
    match form(key, style, Place::Key) {
        Form::Plain => out.push_str(key),
        Form::Single => write_single(key, out),
        Form::Double | Form::Literal { .. } => write_double(key, out),
    }
}

fn empty(text: &mut Text, node: &Node, written: &str, behind: Behind) {
    gap(text, behind);
    let start = text.position();
    text.push(written);
    text.note(node.id, start);
}

/// The blank before what stands on the same line.
fn gap(text: &mut Text, behind: Behind) {
    if behind != Behind::Root {
        text.push(" ");
    }
}

/// Goes to where an entry or item begins; `first` of its mapping or list.
fn next_line(text: &mut Text, indent: usize, behind: Behind, first: bool) -> Position {
    if first {
        return first_line(text, indent, behind);
    }
    text.end_line();
    text.indent(indent);
    text.position()
}

/// Goes to where a list or mapping begins.
fn first_line(text: &mut Text, indent: usize, behind: Behind) -> Position {
    match behind {
        Behind::Root => {}
        Behind::Dash => text.push(" "),
        Behind::Key | Behind::Tag => {
            text.end_line();
            text.indent(indent);
        }
    }
    text.position()
}
