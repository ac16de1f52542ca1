//! Finished templates, the trees of them, and the set of the trees.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::tree::Destination;
use crate::document::{Format, Mapping, Node, Value};

/// One template of an assembly.
#[derive(Clone, Debug)]
pub struct Template {
    pub(super) name: String,
    pub(super) file_stem: String,
    pub(super) node: Node,
}

/// The templates that one command deploys: a root and the stacks that it holds.
#[derive(Clone, Debug)]
pub struct TemplateTree {
    pub(super) root: Template,
    pub(super) nested: Vec<Template>,
    pub(super) destination: Option<Destination>,
    pub(super) inputs: Vec<Input>,
}

/// A parameter of a root that takes an output of one that is deployed before.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Input {
    /// The parameter.
    pub parameter: String,
    /// The root that is deployed before, by its name.
    pub root: String,
    /// The output of it.
    pub output: String,
}

/// All templates of one synthesis, in trees that are deployed one after the other.
#[derive(Clone, Debug)]
pub struct Assembly {
    pub(super) earlier: Vec<TemplateTree>,
    pub(super) last: TemplateTree,
}

/// What a template uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage {
    /// Resources.
    pub resources: usize,
    /// Parameters.
    pub parameters: usize,
    /// Outputs.
    pub outputs: usize,
}

impl Template {
    /// The stack's name, which is the logical id of its nested stack: `LoadBalancers`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name of its file without the ending: `load-balancers`.
    #[must_use]
    pub fn file_stem(&self) -> &str {
        &self.file_stem
    }

    /// The name of its file: `load-balancers.yaml`.
    #[must_use]
    pub fn file_name(&self, format: Format) -> String {
        format!("{}.{}", self.file_stem, format.extension())
    }

    /// The template.
    #[must_use]
    pub fn node(&self) -> &Node {
        &self.node
    }

    /// The template, to number its nodes when it is written.
    pub(super) fn node_mut(&mut self) -> &mut Node {
        &mut self.node
    }

    /// One section: `Resources`, `Parameters`.
    pub fn section(&self, name: &str) -> impl Iterator<Item = (&str, &Node)> {
        let section = self.node.get(&[name]).and_then(Node::as_mapping);
        section.into_iter().flat_map(Mapping::iter)
    }

    /// How many values of secrets and parameters of Systems Manager CloudFormation reads for it.
    pub(super) fn dynamic_references(&self) -> usize {
        dynamic_references(&self.node)
    }

    /// What it uses of CloudFormation's quotas, but for its size.
    #[must_use]
    pub fn usage(&self) -> Usage {
        Usage {
            resources: self.section("Resources").count(),
            parameters: self.section("Parameters").count(),
            outputs: self.section("Outputs").count(),
        }
    }
}

fn dynamic_references(node: &Node) -> usize {
    match &node.value {
        // Most texts have no brace, and a character is looked for faster than a word.
        Value::Scalar(scalar) if !scalar.text.contains('{') => 0,
        Value::Scalar(scalar) => scalar.text.matches("{{resolve:").count(),
        Value::Sequence(items) => items.iter().map(dynamic_references).sum(),
        Value::Mapping(mapping) => mapping.iter().map(|(_, one)| dynamic_references(one)).sum(),
        Value::Function(function) => dynamic_references(&function.argument),
    }
}

impl TemplateTree {
    /// The root template.
    #[must_use]
    pub fn root(&self) -> &Template {
        &self.root
    }

    /// The nested templates, in the order of the root.
    #[must_use]
    pub fn nested(&self) -> &[Template] {
        &self.nested
    }

    /// The stack that it becomes, if that is settled.
    #[must_use]
    pub fn destination(&self) -> Option<&Destination> {
        self.destination.as_ref()
    }

    /// The parameters of the root that take outputs of earlier ones, by their names.
    #[must_use]
    pub fn inputs(&self) -> &[Input] {
        &self.inputs
    }

    /// All templates, the root first.
    pub fn templates(&self) -> impl Iterator<Item = &Template> {
        std::iter::once(&self.root).chain(&self.nested)
    }

    /// The nested templates, to write them.
    pub(super) fn nested_mut(&mut self) -> &mut [Template] {
        &mut self.nested
    }

    /// The root with the addresses of its nested templates, by stack name; a stack that `addresses`
    /// lacks keeps its local file name.
    #[must_use]
    pub fn root_at(&self, addresses: &IndexMap<String, String>) -> Node {
        let mut root = self.root.node.clone();
        for (stack, address) in addresses {
            let properties = root
                .get_mut(&["Resources", stack.as_str(), "Properties"])
                .and_then(Node::as_mapping_mut);
            if let Some(properties) = properties {
                properties.set("TemplateURL", Node::text(address.as_str()));
            }
        }
        root
    }
}

impl Assembly {
    /// The trees, in the order in which they are deployed.
    pub fn trees(&self) -> impl Iterator<Item = &TemplateTree> {
        self.earlier.iter().chain(std::iter::once(&self.last))
    }

    /// The trees, to write them.
    pub(super) fn trees_mut(&mut self) -> impl Iterator<Item = &mut TemplateTree> {
        let last = std::iter::once(&mut self.last);
        self.earlier.iter_mut().chain(last)
    }

    /// The tree that is deployed last: what the others are made for.
    #[must_use]
    pub fn last(&self) -> &TemplateTree {
        &self.last
    }

    /// The root template of the tree that is deployed last.
    #[must_use]
    pub fn root(&self) -> &Template {
        &self.last.root
    }

    /// The nested templates of the tree that is deployed last, in the order of its root.
    #[must_use]
    pub fn nested(&self) -> &[Template] {
        &self.last.nested
    }

    /// All templates, tree after tree, a root before the templates that it holds.
    pub fn templates(&self) -> impl Iterator<Item = &Template> {
        self.trees().flat_map(TemplateTree::templates)
    }

    /// The template of a stack by its name.
    #[must_use]
    pub fn template(&self, name: &str) -> Option<&Template> {
        self.templates().find(|template| template.name == name)
    }
}
