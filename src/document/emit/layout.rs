//! What goes on one line, and which functions have a short tag.
//!
//! Not here: writing it.

use super::super::intrinsic::Intrinsic;
use super::super::node::{Function, Node, ScalarKind, Style, Value};
use super::is_null;

/// Behind this column no list in brackets goes on; block lists are used instead.
pub(super) const WIDTH: usize = 100;

/// Lists in lists beyond this depth are read more easily on lines of their own.
const DEPTH: usize = 2;

/// Whether the function is written with its short tag. It has none when its argument has one too,
/// since no node carries two tags, nor before a number, which a reader would take for a text there.
///
/// `!Condition` has it before a function too, in whose long form that is then written: the long form
/// of `Condition` is a function in a few places only.
pub(super) fn is_short(function: &Function) -> bool {
    let may_follow_tag = match &function.argument.value {
        Value::Function(_) => function.name == Intrinsic::Condition,
        Value::Scalar(scalar) => matches!(scalar.kind, ScalarKind::String | ScalarKind::Null),
        Value::Sequence(_) | Value::Mapping(_) => true,
    };
    function.short
        && may_follow_tag
        && function.name.has_short_form()
        && is_tag(function.name.tag())
}

/// Whether a name is a tag to every reader.
fn is_tag(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == ':')
}

/// Whether a list can stand in brackets: short functions and texts of one line.
pub(super) fn fits_brackets(items: &[Node]) -> bool {
    items.iter().all(|item| fits_inside(item, 1))
}

fn fits_inside(node: &Node, depth: usize) -> bool {
    match &node.value {
        Value::Scalar(scalar) => {
            !is_null(node) && scalar.style != Style::Block && !scalar.text.contains('\n')
        }
        Value::Sequence(items) => {
            depth < DEPTH && items.iter().all(|item| fits_inside(item, depth + 1))
        }
        Value::Mapping(mapping) => mapping.is_empty(),
        Value::Function(function) => {
            is_short(function)
                && function.argument.as_function().is_none()
                && fits_inside(&function.argument, depth)
        }
    }
}
