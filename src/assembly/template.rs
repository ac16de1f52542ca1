//! Finished templates and the set of them.

use indexmap::IndexMap;

use crate::document::{Format, Mapping, Node};

/// One template of an assembly.
#[derive(Clone, Debug)]
pub struct Template {
    pub(super) name: String,
    pub(super) file_stem: String,
    pub(super) node: Node,
}

/// All templates of one synthesis: the root and the stacks that it holds.
#[derive(Clone, Debug)]
pub struct Assembly {
    pub(super) root: Template,
    pub(super) nested: Vec<Template>,
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

impl Assembly {
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

    /// The root and the nested templates, to write them.
    pub(super) fn parts_mut(&mut self) -> (&Template, &mut [Template]) {
        (&self.root, &mut self.nested)
    }

    /// All templates, the root first.
    pub fn templates(&self) -> impl Iterator<Item = &Template> {
        std::iter::once(&self.root).chain(&self.nested)
    }

    /// The template of a stack by its name.
    #[must_use]
    pub fn template(&self, name: &str) -> Option<&Template> {
        self.templates().find(|template| template.name == name)
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
