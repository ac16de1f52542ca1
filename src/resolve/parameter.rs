//! Parameters as templates declare them.
//!
//! Source: AWS CloudFormation user guide, "Parameters": types, and how the values of each are taken.
//! Not here: the values (`program`).

use std::sync::Arc;

use crate::document::{Mapping, Node};

/// A declared parameter.
#[derive(Clone, Copy, Debug)]
pub struct Declared<'t> {
    /// Its name.
    pub name: &'t str,
    /// Where the name stands.
    pub key: &'t Node,
    /// The declaration.
    pub node: &'t Node,
}

/// What `Ref` to a parameter gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParameterType {
    /// One text.
    Text,
    /// A list, written with commas.
    List,
    /// What Systems Manager holds under a key: unknown offline.
    Stored {
        /// Whether that is a list.
        list: bool,
    },
}

impl ParameterType {
    /// The type of this name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let is_list =
            |name: &str| name.starts_with("CommaDelimitedList") || name.starts_with("List<");
        match name.strip_prefix("AWS::SSM::Parameter::Value<") {
            Some(stored) => Self::Stored {
                list: is_list(stored),
            },
            None if is_list(name) => Self::List,
            None => Self::Text,
        }
    }

    /// Whether it is a list.
    #[must_use]
    pub fn is_list(&self) -> bool {
        match self {
            Self::Text => false,
            Self::List => true,
            Self::Stored { list } => *list,
        }
    }
}

impl<'t> Declared<'t> {
    /// The parameters of a template.
    pub fn of(tree: &'t Node) -> impl Iterator<Item = Self> {
        let section = tree.get(&["Parameters"]).and_then(Node::as_mapping);
        let entries = section
            .into_iter()
            .flat_map(|section: &Mapping| &section.entries);
        entries.filter_map(|entry| {
            Some(Self {
                name: entry.key.as_text()?,
                key: &entry.key,
                node: &entry.value,
            })
        })
    }

    /// The parameter of a name.
    #[must_use]
    pub fn named(tree: &'t Node, name: &str) -> Option<Self> {
        Self::of(tree).find(|parameter| parameter.name == name)
    }

    /// The type as it is written.
    #[must_use]
    pub fn type_name(&self) -> &'t str {
        let written = self.node.get(&["Type"]).and_then(Node::as_text);
        written.unwrap_or("String")
    }

    /// The type.
    #[must_use]
    pub fn parameter_type(&self) -> ParameterType {
        ParameterType::named(self.type_name())
    }

    /// The default, if it is one text.
    #[must_use]
    pub fn default(&self) -> Option<&'t Node> {
        let default = self.node.get(&["Default"])?;
        default.as_scalar().map(|_| default)
    }

    /// The values that are allowed, if only some are.
    #[must_use]
    pub fn allowed_values(&self) -> Option<Vec<&'t Node>> {
        let values = self
            .node
            .get(&["AllowedValues"])
            .and_then(Node::as_sequence)?;
        let values = values.iter().filter(|value| value.as_scalar().is_some());
        Some(values.collect())
    }

    /// The items of a value with commas, without blanks around them.
    #[must_use]
    pub fn items(text: &str) -> Vec<Arc<str>> {
        text.split(',').map(|item| item.trim().into()).collect()
    }
}
