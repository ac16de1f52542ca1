//! JSON text: two blanks per level, functions in their long form.
//!
//! Source: ECMA-404. Not here: YAML.

use super::super::getatt;
use super::super::intrinsic::Intrinsic;
use super::super::node::{Mapping, Node, Scalar, ScalarKind, Value};
use super::super::plain;
use super::super::quote::write_double;
use super::super::spans::Spans;
use super::text::Text;
use super::{Emitted, is_null};

/// Writes a numbered tree.
pub(super) fn write(node: &Node, spans: Spans) -> Emitted {
    let mut text = Text::new(spans);
    value(&mut text, node, 0);
    text.finish()
}

fn value(text: &mut Text, node: &Node, indent: usize) {
    let start = text.position();
    match &node.value {
        Value::Scalar(scalar) => write_scalar(text, scalar),
        Value::Sequence(items) => {
            text.push("[");
            let mut separator = "";
            for item in items.iter().filter(|item| !is_null(item)) {
                begin(text, &mut separator, indent);
                value(text, item, indent + 2);
            }
            end(text, separator, indent, "]");
        }
        Value::Mapping(mapping) => entries(text, mapping, indent),
        Value::Function(function) => {
            text.push("{");
            let mut separator = "";
            begin(text, &mut separator, indent);
            text.push_with(|out| write_double(&function.name.key(), out));
            text.push(": ");
            match getatt::split(&function.argument) {
                Some(parts) if function.name == Intrinsic::GetAtt => {
                    pair(text, parts, &function.argument, indent + 2);
                }
                Some(_) | None => value(text, &function.argument, indent + 2),
            }
            end(text, separator, indent, "}");
        }
    }
    text.note(node.id, start);
}

fn entries(text: &mut Text, mapping: &Mapping, indent: usize) {
    text.push("{");
    let mut separator = "";
    for entry in &mapping.entries {
        let Some(key) = entry.key.as_text() else {
            continue;
        };
        if is_null(&entry.key) || is_null(&entry.value) {
            continue;
        }
        begin(text, &mut separator, indent);
        let start = text.position();
        text.push_with(|out| write_double(key, out));
        text.note(entry.key.id, start);
        text.push(": ");
        value(text, &entry.value, indent + 2);
    }
    end(text, separator, indent, "}");
}

/// The list that JSON has for the one text of `Fn::GetAtt`.
fn pair(text: &mut Text, (resource, attribute): (&str, &str), node: &Node, indent: usize) {
    let start = text.position();
    text.push("[");
    let mut separator = "";
    for part in [resource, attribute] {
        begin(text, &mut separator, indent);
        text.push_with(|out| write_double(part, out));
    }
    end(text, separator, indent, "]");
    text.note(node.id, start);
}

fn write_scalar(text: &mut Text, scalar: &Scalar) {
    let word = scalar.canonical();
    match scalar.kind {
        ScalarKind::Boolean | ScalarKind::Integer | ScalarKind::Float
            if plain::json(&word) == Some(scalar.kind) =>
        {
            text.push(&word);
        }
        ScalarKind::Null => text.push("\"\""),
        ScalarKind::Boolean | ScalarKind::Integer | ScalarKind::Float | ScalarKind::String => {
            text.push_with(|out| write_double(&scalar.text, out));
        }
    }
}

/// Begins the line of an item or an entry.
fn begin(text: &mut Text, separator: &mut &str, indent: usize) {
    text.push(separator);
    *separator = ",";
    text.end_line();
    text.indent(indent + 2);
}

/// Closes a list or a mapping, on its own line unless it is empty.
fn end(text: &mut Text, separator: &str, indent: usize, bracket: &str) {
    if !separator.is_empty() {
        text.end_line();
        text.indent(indent);
    }
    text.push(bracket);
}
