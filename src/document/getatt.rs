//! The two ways to write what `Fn::GetAtt` names: `[Vpc, CidrBlock]` and `Vpc.CidrBlock`.
//!
//! Source: AWS CloudFormation template reference, "Fn::GetAtt". A tree holds the text; the list is
//! JSON's. A logical id has no dot, so the first dot is the border.

use super::intrinsic::Intrinsic;
use super::node::{Node, ScalarKind, Value};

/// Turns the lists of this node and of all below it into texts.
pub(super) fn join_all(node: &mut Node) {
    match &mut node.value {
        Value::Scalar(_) => {}
        Value::Sequence(items) => items.iter_mut().for_each(join_all),
        Value::Mapping(mapping) => {
            for entry in &mut mapping.entries {
                join_all(&mut entry.key);
                join_all(&mut entry.value);
            }
        }
        Value::Function(function) => {
            if function.name == Intrinsic::GetAtt {
                join(&mut function.argument);
            }
            join_all(&mut function.argument);
        }
    }
}

/// Turns a list of two texts into one text; anything else stays as it is.
pub(super) fn join(argument: &mut Node) {
    let Some([resource, attribute]) = argument.as_sequence() else {
        return;
    };
    if let (Some(resource), Some(attribute)) = (text(resource), text(attribute))
        && !resource.contains('.')
    {
        let id = argument.id;
        *argument = Node::text(format!("{resource}.{attribute}"));
        argument.id = id;
    }
}

/// The two texts that a text joins, if it does.
pub(super) fn split(argument: &Node) -> Option<(&str, &str)> {
    text(argument)?.split_once('.')
}

fn text(node: &Node) -> Option<&str> {
    let scalar = node.as_scalar()?;
    (scalar.kind == ScalarKind::String).then_some(scalar.text.as_str())
}
