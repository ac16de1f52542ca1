//! The names that a template uses, wherever they stand.
//!
//! Not here: what they stand for (`evaluate`).

use super::functions::{self, Piece};
use crate::document::{Intrinsic, Node, Value};

/// One use of a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Use<'t> {
    /// The function that uses it.
    pub node: &'t Node,
    /// The name of a parameter, a resource or a pseudo parameter.
    pub name: &'t str,
    /// The attribute, where it is asked for one.
    pub attribute: Option<&'t str>,
}

/// The names that a node and all below it use: by `Ref`, `Fn::GetAtt` and `Fn::Sub`, in the order of the text.
#[must_use]
pub fn uses(node: &Node) -> Vec<Use<'_>> {
    let mut found = Vec::new();
    collect(node, &mut found);
    found
}

fn collect<'t>(node: &'t Node, found: &mut Vec<Use<'t>>) {
    let function = match &node.value {
        Value::Scalar(_) => return,
        Value::Sequence(items) => return items.iter().for_each(|item| collect(item, found)),
        Value::Mapping(mapping) => {
            return mapping
                .entries
                .iter()
                .for_each(|entry| collect(&entry.value, found));
        }
        Value::Function(function) => function,
    };
    let argument = &*function.argument;
    let text = argument.as_text();
    match (&function.name, text) {
        (Intrinsic::Ref, Some(name)) => found.push(Use {
            node,
            name,
            attribute: None,
        }),
        (Intrinsic::GetAtt, Some(text)) => {
            let (name, attribute) = text.split_once('.').unwrap_or((text, ""));
            found.push(Use {
                node,
                name,
                attribute: Some(attribute),
            });
        }
        (Intrinsic::Sub, Some(template)) => named(node, template, None, found),
        (Intrinsic::Sub, None) => {
            if let Some([template, variables]) = argument.as_sequence() {
                named(
                    node,
                    template.as_text().unwrap_or_default(),
                    Some(variables),
                    found,
                );
                collect(variables, found);
            }
        }
        (_, _) => collect(argument, found),
    }
}

fn named<'t>(
    node: &'t Node,
    template: &'t str,
    variables: Option<&Node>,
    found: &mut Vec<Use<'t>>,
) {
    for piece in functions::pieces(template) {
        let Piece::Named(name) = piece else { continue };
        if variables.is_some_and(|variables| variables.get(&[name]).is_some()) {
            continue;
        }
        let (name, attribute) = match name.split_once('.') {
            Some((name, attribute)) => (name, Some(attribute)),
            None => (name, None),
        };
        found.push(Use {
            node,
            name,
            attribute,
        });
    }
}
