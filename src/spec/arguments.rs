//! Commands: a list of arguments, or a line for a shell.
//!
//! Not here: who runs them (`architecture::container`).

use crate::architecture::CheckCommand;
use crate::document::Node;

use super::reader::{Reader, Spot, Value};
use super::rules;
use super::shape::Shape;
use super::values::scalar_text;

/// A program with its arguments, each as it is written; the same may come twice.
#[derive(Clone, Debug)]
pub(super) struct Arguments(pub(super) Vec<String>);

impl Value for Arguments {
    fn shape() -> Shape {
        let item = Shape::Scalar {
            pattern: None,
            most: None,
        };
        Shape::List {
            item: Box::new(item),
            min: 1,
            max: usize::MAX,
            repeats: true,
        }
    }

    fn decode(node: &Node, spot: Spot, reader: &mut Reader<'_>) -> Option<Self> {
        let Some(nodes) = node.as_sequence() else {
            reader.unlike(&Self::shape(), node, spot);
            return None;
        };
        let mut arguments = Vec::new();
        for (index, node) in nodes.iter().enumerate() {
            reader.below(&format!("[{index}]"), |reader| match scalar_text(node) {
                Some(text) => arguments.push(text.to_owned()),
                None => reader.unlike(&argument(), node, Spot::at(node)),
            });
        }
        if nodes.is_empty() {
            nothing(spot, reader);
        }
        let complete = arguments.len() == nodes.len() && !nodes.is_empty();
        complete.then_some(Self(arguments))
    }
}

fn argument() -> Shape {
    Shape::Scalar {
        pattern: None,
        most: None,
    }
}

impl Value for CheckCommand {
    fn shape() -> Shape {
        let line = Shape::Scalar {
            pattern: Some("\\S".to_owned()),
            most: None,
        };
        Shape::Either(vec![line, Arguments::shape()])
    }

    fn decode(node: &Node, spot: Spot, reader: &mut Reader<'_>) -> Option<Self> {
        if node.as_sequence().is_some() {
            return Arguments::decode(node, spot, reader).map(|list| Self::Program(list.0));
        }
        let Some(line) = scalar_text(node) else {
            reader.unlike(&Self::shape(), node, spot);
            return None;
        };
        if line.trim().is_empty() {
            nothing(spot, reader);
            return None;
        }
        Some(Self::Shell(line.to_owned()))
    }
}

fn nothing(spot: Spot, reader: &mut Reader<'_>) {
    reader
        .report(rules::COMMAND, spot, "there is nothing to run")
        .expected("expected a program with its arguments")
        .help("leave the key out, and the image says what is run");
}
