//! Resources: what every resource of a template has, whatever its type.
//!
//! A generated binding is a front over [`ResourceBody`], the resource's part of the tree.

use super::attribute::{CreationPolicy, DeletionPolicy, UpdatePolicy, UpdateReplacePolicy};
use super::reference::{Handle, Reference};
use super::{Condition, Json};
use crate::document::{Mapping, Node, Value};

/// The tree of one resource: `Type`, attributes, `Properties`.
#[derive(Clone, Debug, PartialEq)]
pub struct ResourceBody(Mapping);

/// The attributes of a resource in the order in which a template shows them.
pub(crate) const ATTRIBUTES: [&str; 9] = [
    "Type",
    "Condition",
    "DependsOn",
    "CreationPolicy",
    "UpdatePolicy",
    "DeletionPolicy",
    "UpdateReplacePolicy",
    "Metadata",
    "Properties",
];

impl ResourceBody {
    /// A resource of a type, without properties.
    #[must_use]
    pub fn new(resource_type: &str) -> Self {
        Self([("Type", Node::text(resource_type))].into_iter().collect())
    }

    /// Its type: `AWS::EC2::VPC`.
    #[must_use]
    pub fn resource_type(&self) -> &str {
        self.0
            .get("Type")
            .and_then(Node::as_text)
            .unwrap_or_default()
    }

    /// A property, if it is set.
    #[must_use]
    pub fn property(&self, name: &str) -> Option<&Node> {
        self.0.get("Properties")?.as_mapping()?.get(name)
    }

    /// Sets a property.
    pub fn set_property(&mut self, name: &str, value: Node) {
        if self.0.get("Properties").is_none() {
            self.0.set("Properties", Node::mapping(Mapping::new()));
        }
        if let Some(Value::Mapping(properties)) = self
            .0
            .get_mut("Properties")
            .map(|properties| &mut properties.value)
        {
            properties.set(name, value);
        }
    }

    /// An attribute beside the properties: `DependsOn`, `DeletionPolicy`.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&Node> {
        self.0.get(name)
    }

    /// Sets an attribute beside the properties.
    pub fn set_attribute(&mut self, name: &str, value: Node) {
        self.0.set(name, value);
    }

    /// Its parts in the order in which a template shows them.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&str, &Node)> {
        let known = ATTRIBUTES
            .iter()
            .filter_map(|name| Some((*name, self.0.get(name)?)));
        let more = self.0.iter().filter(|(name, _)| !ATTRIBUTES.contains(name));
        known.chain(more)
    }

    /// Takes up a resource as it stands in a template.
    #[must_use]
    pub fn from_node(node: Node) -> Self {
        if let Value::Mapping(mapping) = node.value {
            Self(mapping)
        } else {
            Self(Mapping::new())
        }
    }

    /// Sets the attributes and properties of another body of the same type.
    pub fn extend(&mut self, other: &Node) {
        for (name, value) in other.as_mapping().into_iter().flat_map(Mapping::iter) {
            match (name, value.as_mapping()) {
                ("Properties", Some(properties)) => {
                    properties.iter().for_each(|(name, value)| {
                        self.set_property(name, value.clone());
                    });
                }
                (_, _) => self.0.set(name, value.clone()),
            }
        }
    }

    /// The resource as it stands in a template, attributes in their usual order.
    #[must_use]
    pub fn into_node(mut self) -> Node {
        let known = ATTRIBUTES.map(|name| Some((name, self.0.remove(name)?)));
        let mut ordered: Mapping = known.into_iter().flatten().collect();
        ordered.entries.append(&mut self.0.entries);
        Node::mapping(ordered)
    }
}

/// A resource type: its binding is generated, or made by hand for a custom resource.
pub trait Resource: Sized {
    /// The type's name: `AWS::EC2::VPC`.
    const TYPE: &'static str;
    /// What can be asked of such a resource once it is in a stack.
    type Handle: Handle;

    /// The handle of a resource that is in a stack.
    fn handle(reference: Reference) -> Self::Handle;

    /// Takes up a resource again, as it stands in a stack.
    fn from_body(body: ResourceBody) -> Self;

    /// The resource's part of the tree.
    fn into_body(self) -> ResourceBody;

    /// It is made after another resource, of this stack or another one, and deleted before it.
    #[must_use]
    fn depends_on(self, on: &impl Handle) -> Self {
        self.edit(|body| {
            let mut names = match body.attribute("DependsOn").and_then(Node::as_sequence) {
                Some(present) => present.to_vec(),
                None => Vec::new(),
            };
            names.push(on.reference().node());
            body.set_attribute("DependsOn", Node::sequence(names));
        })
    }

    /// It exists only where the condition holds.
    #[must_use]
    fn condition(self, condition: &Condition) -> Self {
        self.edit(|body| body.set_attribute("Condition", condition.node()))
    }

    /// When its creation counts as done.
    #[must_use]
    fn creation_policy(self, policy: CreationPolicy) -> Self {
        self.edit(|body| body.set_attribute("CreationPolicy", policy.into_node()))
    }

    /// How it is updated.
    #[must_use]
    fn update_policy(self, policy: UpdatePolicy) -> Self {
        self.edit(|body| body.set_attribute("UpdatePolicy", policy.into_node()))
    }

    /// What becomes of it when it leaves the template or its stack is deleted.
    #[must_use]
    fn deletion_policy(self, policy: DeletionPolicy) -> Self {
        self.edit(|body| body.set_attribute("DeletionPolicy", Node::text(policy.name())))
    }

    /// What becomes of the old one when an update replaces it.
    #[must_use]
    fn update_replace_policy(self, policy: UpdateReplacePolicy) -> Self {
        self.edit(|body| body.set_attribute("UpdateReplacePolicy", Node::text(policy.name())))
    }

    /// Data about the resource; functions in it are evaluated.
    #[must_use]
    fn metadata(self, key: &str, value: impl Into<Json>) -> Self {
        self.edit(|body| {
            let present = body.attribute("Metadata").and_then(Node::as_mapping);
            let mut metadata = present.cloned().unwrap_or_default();
            metadata.set(key, value.into().0);
            body.set_attribute("Metadata", Node::mapping(metadata));
        })
    }

    /// The same resource, changed in its part of the tree.
    #[must_use]
    fn edit(self, change: impl FnOnce(&mut ResourceBody)) -> Self {
        let mut body = self.into_body();
        change(&mut body);
        Self::from_body(body)
    }
}
