//! `Fn::Sub`: texts with values in them.
//!
//! While stacks are built the values stand beside the text as numbered variables (`${1}`), since a
//! reference may belong to another stack; wiring then writes them as a person would (`${Vpc}`).

use super::{Expr, Integer, Kind, Text};
use crate::document::{Intrinsic, Mapping, Node};

/// A piece of a text: fixed characters, or a value.
#[derive(Clone, Debug)]
pub enum Part {
    /// Characters that stay as they are, `${` included.
    Fixed(String),
    /// A value.
    Value(Node),
}

impl From<&str> for Part {
    fn from(text: &str) -> Self {
        Self::Fixed(text.to_owned())
    }
}

impl From<String> for Part {
    fn from(text: String) -> Self {
        Self::Fixed(text)
    }
}

impl From<&String> for Part {
    fn from(text: &String) -> Self {
        Self::Fixed(text.clone())
    }
}

impl From<u32> for Part {
    fn from(number: u32) -> Self {
        Self::Fixed(number.to_string())
    }
}

impl From<Integer> for Part {
    fn from(number: Integer) -> Self {
        Self::Fixed(number.0.to_string())
    }
}

impl<K: Kind> From<Expr<K>> for Part {
    fn from(value: Expr<K>) -> Self {
        const { assert!(!K::IS_LIST, "a list is no part of a text: `join` it first") };
        match value.node().as_text() {
            Some(literal) => Self::Fixed(literal.to_owned()),
            None => Self::Value(value.into_node()),
        }
    }
}

impl<K: Kind> From<&Expr<K>> for Part {
    fn from(value: &Expr<K>) -> Self {
        Self::from(value.clone())
    }
}

/// A text of parts; without values it is a plain text, and one that is made of parts itself gives
/// those.
#[must_use]
pub fn sub(parts: impl IntoIterator<Item = Part>) -> Expr<Text> {
    let mut plain = String::new();
    let mut template = String::new();
    let mut variables = Mapping::new();
    for part in parts.into_iter().flat_map(flat) {
        match part {
            Part::Fixed(text) => {
                template.push_str(&text.replace("${", "${!"));
                plain.push_str(&text);
            }
            Part::Value(node) => {
                let name = (variables.entries.len() + 1).to_string();
                template.push_str(&format!("${{{name}}}"));
                variables.set(&name, node);
            }
        }
    }
    if variables.is_empty() {
        return Expr::from_node(Node::text(plain));
    }
    let argument = vec![Node::text(template), Node::mapping(variables)];
    Expr::from_node(Node::function(Intrinsic::Sub, Node::sequence(argument)))
}

/// The parts of a part.
fn flat(part: Part) -> Vec<Part> {
    let parts = match &part {
        Part::Fixed(_) => None,
        Part::Value(node) => parts_of(node),
    };
    parts.unwrap_or_else(|| vec![part])
}

/// The parts of what [`sub`] made.
fn parts_of(node: &Node) -> Option<Vec<Part>> {
    let function = node.as_function()?;
    let [template, variables] = function.argument.as_sequence()? else {
        return None;
    };
    if function.name != Intrinsic::Sub {
        return None;
    }
    let mut pieces = template.as_text()?.split("${");
    let mut parts = vec![Part::from(pieces.next()?)];
    for piece in pieces {
        if let Some(fixed) = piece.strip_prefix('!') {
            parts.push(Part::Fixed(format!("${{{fixed}")));
            continue;
        }
        let (name, rest) = piece.split_once('}')?;
        parts.push(Part::Value(variables.get(&[name])?.clone()));
        parts.push(Part::from(rest));
    }
    Some(parts)
}

/// A text of parts: `sub!["arn:", partition(), ":s3:::", bucket.name(), "/*"]`.
#[macro_export]
macro_rules! sub {
    ($($part:expr),+ $(,)?) => {
        $crate::cfn::sub([$($crate::cfn::Part::from($part)),+])
    };
}
