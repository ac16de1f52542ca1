//! A resource as it stands in a stack.

use super::program::StackId;
use crate::document::{Mapping, Node};

/// A resource of a stack.
#[derive(Clone, Copy, Debug)]
pub struct Resource<'t> {
    /// The stack.
    pub stack: StackId,
    /// Its logical id.
    pub logical_id: &'t str,
    /// Where the logical id stands.
    pub key: &'t Node,
    /// The resource.
    pub node: &'t Node,
}

impl<'t> Resource<'t> {
    /// The resources of a template; what is no mapping is left out.
    pub(super) fn of(stack: StackId, tree: &'t Node) -> impl Iterator<Item = Self> {
        let section = tree.get(&["Resources"]).and_then(Node::as_mapping);
        let entries = section
            .into_iter()
            .flat_map(|section: &Mapping| &section.entries);
        entries.filter_map(move |entry| {
            entry.value.as_mapping()?;
            Some(Self {
                stack,
                logical_id: entry.key.as_text()?,
                key: &entry.key,
                node: &entry.value,
            })
        })
    }

    /// Its type; empty where none is written.
    #[must_use]
    pub fn resource_type(&self) -> &'t str {
        let written = self.node.get(&["Type"]).and_then(Node::as_text);
        written.unwrap_or_default()
    }

    /// Whether its type is a custom resource, whose properties and attributes nobody knows.
    #[must_use]
    pub fn is_custom(&self) -> bool {
        let name = self.resource_type();
        name.starts_with("Custom::") || name == "AWS::CloudFormation::CustomResource"
    }

    /// Its properties, if it has any.
    #[must_use]
    pub fn properties(&self) -> Option<&'t Node> {
        self.node.get(&["Properties"])
    }

    /// The node of a property by the keys on the way, as it is written.
    #[must_use]
    pub fn property(&self, path: &[&str]) -> Option<&'t Node> {
        self.properties()?.get(path)
    }

    /// The name of its condition, if it has one.
    #[must_use]
    pub fn condition(&self) -> Option<&'t str> {
        self.node.get(&["Condition"]).and_then(Node::as_text)
    }

    /// The logical ids that it is made after, as it says itself.
    #[must_use]
    pub fn depends_on(&self) -> Vec<&'t Node> {
        match self.node.get(&["DependsOn"]) {
            Some(node) => match node.as_sequence() {
                Some(items) => items.iter().collect(),
                None => vec![node],
            },
            None => Vec::new(),
        }
    }
}
