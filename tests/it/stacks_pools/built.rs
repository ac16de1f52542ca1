//! A synthesised deployment, and what a reference in it leads to.

use ess_cfn::architecture::{Architecture, Draft};
use ess_cfn::assembly::Assembly;
use ess_cfn::document::{Mapping, Node};
use ess_cfn::stacks::synthesise;

use crate::follow::{Resource, Source, follow, resources};

/// The stacks of the pools.
pub(super) const POOLS: [&str; 2] = ["EssPool", "BackendPool"];

/// An assembly with the architecture that it was made of.
pub(super) struct Built {
    pub(super) architecture: Architecture,
    pub(super) assembly: Assembly,
}

/// Builds a deployment that fits together.
pub(super) fn built(draft: Draft) -> Built {
    let architecture = Architecture::new(draft).unwrap_or_else(|found| panic!("{found:#?}"));
    let synthesis = synthesise(&architecture).unwrap_or_else(|found| panic!("{found:#?}"));
    Built {
        architecture,
        assembly: synthesis.assembly,
    }
}

impl Built {
    /// The template of a stack.
    pub(super) fn template(&self, stack: &str) -> &Node {
        self.assembly.template(stack).unwrap().node()
    }

    /// A section of a stack's template.
    pub(super) fn section(
        &self,
        stack: &str,
        section: &str,
    ) -> impl Iterator<Item = (&str, &Node)> {
        self.assembly.template(stack).unwrap().section(section)
    }

    /// The resources of a type in a stack.
    pub(super) fn all(&self, stack: &str, kind: &str) -> Vec<Resource<'_>> {
        let mut found = resources(&self.assembly, kind);
        found.retain(|resource| resource.stack == stack);
        found
    }

    /// The only resource of a type in a stack.
    pub(super) fn only(&self, stack: &str, kind: &str) -> Resource<'_> {
        let found = self.all(stack, kind);
        assert_eq!(found.len(), 1, "{kind} in {stack}");
        found[0]
    }

    /// The properties of the only resource of a type in a stack.
    pub(super) fn properties(&self, stack: &str, kind: &str) -> &Mapping {
        let properties = self.only(stack, kind).property(&[]);
        properties.and_then(Node::as_mapping).unwrap()
    }

    /// Stack and logical id of the one resource to which a reference leads; a parameter of the root
    /// is one of the stack `Root`.
    pub(super) fn follow(&self, stack: &str, node: &Node) -> (String, String) {
        let mut sources = follow(&self.assembly, stack, node);
        assert_eq!(sources.len(), 1, "{node:?}");
        match sources.pop_first().unwrap() {
            Source::Resource {
                stack, logical_id, ..
            } => (stack, logical_id),
            Source::Parameter(name) => ("Root".to_owned(), name),
            Source::Pseudo(text) | Source::Literal(text) => panic!("{text} is no reference"),
        }
    }
}

/// Stack and logical id.
pub(super) fn name(stack: &str, logical_id: &str) -> (String, String) {
    (stack.to_owned(), logical_id.to_owned())
}
