//! The seam between root and nested stacks: one resource per stack, one parameter per import.

use std::sync::Arc;

use indexmap::{IndexMap, IndexSet};

use super::lowering::{At, Import, Lowered, Wiring};
use super::names;
use super::references::collect_names;
use super::stack::Stack;
use crate::cfn::ResourceBody;
use crate::document::{Mapping, Node};

/// The resource by which the root holds each nested stack, by the root's name.
pub(super) fn hold<'a>(
    wiring: &mut Wiring<'a>,
    stacks: &[&'a Stack],
    lowered: &[Lowered],
) -> IndexMap<Arc<str>, Mapping> {
    let mut holders: IndexMap<Arc<str>, Mapping> = IndexMap::new();
    for (stack, lowered) in stacks.iter().zip(lowered) {
        let root = wiring.root_of(stack);
        if stack.name == root.name {
            continue;
        }
        let at = At {
            stack: root,
            owner: stack.name.to_string(),
            guards: Vec::new(),
        };
        let template_url = Node::text(format!("{}.yaml", names::file_stem(&stack.name)));
        let mut body = ResourceBody::new("AWS::CloudFormation::Stack");
        body.set_property("TemplateURL", template_url);
        let parameters: Mapping = ordered_imports(wiring, stack)
            .into_iter()
            .map(|(name, import)| (name, import.wiring))
            .collect();
        let parameters = Node::mapping(parameters);
        let mut used = IndexSet::new();
        collect_names(&parameters, &mut used);
        let after: Vec<Node> = lowered
            .after
            .iter()
            .filter(|name| !used.contains::<str>(name))
            .map(|name| Node::text(name.as_ref()))
            .collect();
        if parameters
            .as_mapping()
            .is_some_and(|parameters| !parameters.is_empty())
        {
            body.set_property("Parameters", parameters);
        }
        let more = wiring.lower(&at, &stack.nested.clone().into_node());
        body.extend(&more);
        match after.as_slice() {
            [] => {}
            [one] => body.set_attribute("DependsOn", one.clone()),
            _ => body.set_attribute("DependsOn", Node::sequence(after)),
        }
        let holders = holders.entry(Arc::clone(&root.name)).or_default();
        holders.set(&stack.name, body.into_node());
    }
    holders
}

/// The parameter that an import declares.
pub(super) fn declaration(import: &Import) -> Node {
    let mut declaration = Mapping::new();
    declaration.set("Type", Node::text(import.parameter_type));
    for key in ["Description", "NoEcho"] {
        if let Some(value) = import
            .passed_down
            .as_ref()
            .and_then(|node| node.get(&[key]))
        {
            declaration.set(key, value.clone());
        }
    }
    Node::mapping(declaration)
}

/// What a stack takes from others: the root's parameters in their order, then by producer and name.
pub(super) fn ordered_imports(wiring: &Wiring<'_>, stack: &Stack) -> Vec<(String, Import)> {
    let mut imports: Vec<(String, Import)> = wiring
        .imports
        .get(&stack.name)
        .cloned()
        .unwrap_or_default()
        .into_iter()
        .collect();
    imports.sort_by(|(left, a), (right, b)| {
        (a.rank, a.position, left).cmp(&(b.rank, b.position, right))
    });
    imports
}
