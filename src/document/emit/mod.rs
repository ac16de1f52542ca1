//! The one emitter: a tree becomes YAML or JSON text, and every node gets its place in it.
//!
//! What is written is always read back as the same tree. Not here: files, and comments (a tree has
//! none).

mod json;
mod layout;
mod text;
mod yaml;

use super::getatt;
use super::node::{Node, Value};
use super::spans::Spans;

/// A written document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Emitted {
    /// The text, with a line break at its end.
    pub text: String,
    /// Where each node stands in it.
    pub spans: Spans,
}

/// Writes a tree as YAML, as a person would: blocks, short tags, quotes where a reader of YAML 1.1
/// or 1.2 would take a text for something else; no anchors, no aliases, no nulls.
///
/// Numbers the tree ([`Node::number`]), and turns a list of two texts in `Fn::GetAtt` into one text
/// (`Vpc.CidrBlock`), which is how the reader returns it. A null, which CloudFormation refuses
/// everywhere, is a mistake of whoever made the tree: its key or its item is left out, and where
/// nothing can be left out (the root, a function's argument) an empty text is written.
#[must_use]
pub fn emit_yaml(node: &mut Node) -> Emitted {
    prepare(node, yaml::write)
}

/// Writes a tree as JSON, functions in their long form; otherwise as [`emit_yaml`].
///
/// A key is a text in JSON, whatever it is in the tree; a key that is no scalar is left out.
#[must_use]
pub fn emit_json(node: &mut Node) -> Emitted {
    prepare(node, json::write)
}

fn prepare(node: &mut Node, write: fn(&Node, Spans) -> Emitted) -> Emitted {
    getatt::join_all(node);
    let count = node.number();
    write(node, Spans::with_count(count))
}

/// Whether a node is a null, which is not written.
fn is_null(node: &Node) -> bool {
    matches!(&node.value, Value::Scalar(scalar) if scalar.kind == super::node::ScalarKind::Null)
}
