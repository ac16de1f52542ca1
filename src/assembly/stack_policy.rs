//! What an update may not do to what holds data or addresses: a stack policy, the same for every stack of
//! an assembly.
//!
//! Source: AWS CloudFormation user guide, "Prevent updates to stack resources". A policy holds for the
//! resources of one stack; that of a root does not reach into nested stacks, so that each of them gets it.
//! Not here: which types those are, and how it is set.

use std::collections::BTreeSet;

use serde_json::json;

use super::template::{Template, TemplateTree};
use crate::document::Node;

/// A stack policy that forbids replacing and deleting resources of some types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StackPolicy {
    types: BTreeSet<String>,
}

impl StackPolicy {
    /// The name of its file.
    pub const FILE: &'static str = "stack-policy.json";

    /// A policy that protects resources of these types, and the nested stacks that hold such.
    pub fn new(types: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let types = types.into_iter().map(Into::into);
        Self {
            types: types.collect(),
        }
    }

    /// The nested stacks of a tree that hold something which is protected, by their names.
    pub fn stacks<'a>(&self, tree: &'a TemplateTree) -> Vec<&'a str> {
        let nested = tree.nested().iter();
        let protected = nested.filter(|template| self.protects(template));
        protected.map(Template::name).collect()
    }

    /// Whether a template has a resource that is protected.
    #[must_use]
    pub fn protects(&self, template: &Template) -> bool {
        let mut resources = template.section("Resources");
        resources.any(|(_, resource)| {
            let resource_type = resource.get(&["Type"]).and_then(Node::as_text);
            resource_type.is_some_and(|resource_type| self.types.contains(resource_type))
        })
    }

    /// The text of the file for these trees.
    #[must_use]
    pub fn text<'a>(&self, trees: impl Iterator<Item = &'a TemplateTree>) -> String {
        let mut used = BTreeSet::new();
        let mut stacks = Vec::new();
        for tree in trees {
            stacks.extend(
                self.stacks(tree)
                    .into_iter()
                    .map(|name| format!("LogicalResourceId/{name}")),
            );
            let resources = tree
                .templates()
                .flat_map(|template| template.section("Resources"));
            let types = resources.filter_map(|(_, node)| node.get(&["Type"])?.as_text());
            used.extend(types.filter(|one| self.types.contains(*one)));
        }
        let allowed = json!({
            "Effect": "Allow", "Action": "Update:*", "Principal": "*", "Resource": "*",
        });
        let actions = ["Update:Replace", "Update:Delete"];
        let of_types = json!({
            "Effect": "Deny", "Action": actions, "Principal": "*", "Resource": "*",
            "Condition": { "StringEquals": { "ResourceType": used } },
        });
        let of_stacks = json!({
            "Effect": "Deny", "Action": actions, "Principal": "*", "Resource": stacks,
        });
        let statements = [allowed, of_types, of_stacks];
        let statements = statements
            .into_iter()
            .take(if stacks.is_empty() { 2 } else { 3 });
        let policy = json!({ "Statement": statements.collect::<Vec<_>>() });
        format!("{policy:#}\n")
    }
}
