//! Why a property differs: because it is written differently, or because of something far away that its
//! value comes from.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::address::{Address, StackPath};
use super::change::Cause;
use super::state::{ResourceState, State};
use crate::document::{Intrinsic, Node, Value};
use crate::resolve::{StackId, uses};

/// Looks for causes in two states.
pub(super) struct Causes<'s, 'r, 'p> {
    pub(super) old: &'s State<'r, 'p>,
    pub(super) new: &'s State<'r, 'p>,
}

impl Causes<'_, '_, '_> {
    /// Why a property at the top, or an attribute, differs.
    pub(super) fn of(
        &self,
        old: &ResourceState<'_>,
        new: &ResourceState<'_>,
        name: &str,
        is_attribute: bool,
    ) -> Cause {
        let node = |resource: &ResourceState<'_>| -> Option<Node> {
            let found = if is_attribute {
                resource.written.node.get(&[name])
            } else {
                resource.written.property(&[name])
            };
            found.cloned()
        };
        let (Some(before), Some(after)) = (node(old), node(new)) else {
            return Cause::Written;
        };
        if before != after {
            return Cause::Written;
        }
        let mut seen = BTreeSet::new();
        self.inside(&new.address.stack, &after, &mut seen)
            .unwrap_or(Cause::Written)
    }

    /// What differs among the things that a node, which is written as before, takes its value from.
    fn inside(
        &self,
        stack: &StackPath,
        node: &Node,
        seen: &mut BTreeSet<(StackPath, Arc<str>)>,
    ) -> Option<Cause> {
        let names = uses(node)
            .into_iter()
            .map(|used| (used.name, used.attribute));
        for (name, attribute) in names {
            if !seen.insert((
                stack.clone(),
                format!("{name}.{}", attribute.unwrap_or("")).into(),
            )) {
                continue;
            }
            let found = match attribute.and_then(|attribute| attribute.strip_prefix("Outputs.")) {
                Some(output) => self.output(stack, name, output, seen),
                None => self.parameter(stack, name, seen),
            };
            if found.is_some() {
                return found;
            }
        }
        self.definition(stack, node, seen)
    }

    fn parameter(
        &self,
        stack: &StackPath,
        name: &str,
        seen: &mut BTreeSet<(StackPath, Arc<str>)>,
    ) -> Option<Cause> {
        let Some(holder) = stack.holder() else {
            let before = self.old.parameters.get(name)?;
            let after = self.new.parameters.get(name)?;
            return (before.value != after.value).then(|| Cause::Parameter(name.into()));
        };
        let passed = |state: &State<'_, '_>| -> Option<Node> {
            let resource = state.resources.get(&holder)?;
            resource.written.property(&["Parameters", name]).cloned()
        };
        let declared = |state: &State<'_, '_>| -> Option<Node> {
            let stack = state.stack(stack)?;
            state
                .resolved
                .tree(stack)
                .get(&["Parameters", name])
                .cloned()
        };
        declared(self.new)?;
        let (before, after) = (passed(self.old), passed(self.new));
        let is_passed_otherwise = before != after;
        let own_default = before.is_none() && declared(self.old) != declared(self.new);
        if is_passed_otherwise || own_default {
            return Some(Cause::Passed {
                stack: holder,
                parameter: name.into(),
            });
        }
        self.inside(&holder.stack.clone(), &after?, seen)
    }

    fn output(
        &self,
        stack: &StackPath,
        nested: &str,
        output: &str,
        seen: &mut BTreeSet<(StackPath, Arc<str>)>,
    ) -> Option<Cause> {
        let nested = Arc::from(nested);
        let inner = stack.nested(&nested);
        let value = |state: &State<'_, '_>| -> Option<Node> {
            let tree = state.resolved.tree(state.stack(&inner)?);
            tree.get(&["Outputs", output, "Value"]).cloned()
        };
        let (before, after) = (value(self.old), value(self.new));
        if before != after {
            return Some(Cause::Output {
                stack: Address::new(stack.clone(), nested),
                output: output.into(),
            });
        }
        self.inside(&inner, &after?, seen)
    }

    /// Conditions and mappings that a node uses, and what these use.
    fn definition(
        &self,
        stack: &StackPath,
        node: &Node,
        seen: &mut BTreeSet<(StackPath, Arc<str>)>,
    ) -> Option<Cause> {
        let mut names = Vec::new();
        definitions(node, &mut names);
        for (section, name) in names {
            if !seen.insert((stack.clone(), format!("{section}:{name}").into())) {
                continue;
            }
            let written = |state: &State<'_, '_>| -> Option<Node> {
                let tree = state.resolved.tree(state.stack(stack)?);
                tree.get(&[section, &name]).cloned()
            };
            let (before, after) = (written(self.old), written(self.new));
            if before != after {
                return Some(Cause::Definition(name.into()));
            }
            if let Some(cause) = after.and_then(|after| self.inside(stack, &after, seen)) {
                return Some(cause);
            }
        }
        None
    }
}

impl State<'_, '_> {
    /// The number of a stack.
    #[must_use]
    pub fn stack(&self, path: &StackPath) -> Option<StackId> {
        let mut stacks = self.resolved.stacks();
        stacks
            .find(|stack| stack.path == path.0)
            .map(|stack| stack.id)
    }
}

/// The conditions and mappings that a node names, with their sections.
fn definitions(node: &Node, found: &mut Vec<(&'static str, String)>) {
    match &node.value {
        Value::Scalar(_) => {}
        Value::Sequence(items) => items.iter().for_each(|item| definitions(item, found)),
        Value::Mapping(mapping) => {
            for entry in &mapping.entries {
                definitions(&entry.value, found);
            }
        }
        Value::Function(function) => {
            let argument = &*function.argument;
            let first = argument.as_sequence().and_then(<[Node]>::first);
            let name = |node: Option<&Node>| node.and_then(Node::as_text).map(str::to_owned);
            if function.name == Intrinsic::If {
                found.extend(name(first).map(|name| ("Conditions", name)));
            } else if function.name == Intrinsic::Condition {
                found.extend(name(Some(argument)).map(|name| ("Conditions", name)));
            } else if function.name == Intrinsic::FindInMap {
                found.extend(name(first).map(|name| ("Mappings", name)));
            }
            definitions(argument, found);
        }
    }
}
