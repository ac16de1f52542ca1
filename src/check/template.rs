//! Templates as most checks walk them: each once however many stacks share it, with the functions in it.
//!
//! Not here: what functions come to (`resolve`), and any judgement.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::document::{Entry, Function, Intrinsic, Node, ScalarKind, Value};
use crate::resolve::{Declared, Resolved, Resource, Stack, StackId};

/// A template of a program.
#[derive(Debug)]
pub struct Template<'c> {
    /// The first stack that is made of it.
    pub stack: StackId,
    /// The stack itself.
    pub of: &'c Stack,
    /// The tree, its loops written out.
    pub tree: &'c Node,
    /// Every function in it, in the order of the text.
    pub functions: Vec<Site<'c>>,
    /// Its parameters.
    pub parameters: BTreeMap<&'c str, Declared<'c>>,
    /// Its resources.
    pub resources: BTreeMap<&'c str, Resource<'c>>,
    /// Whether CloudFormation may see something else than is written: a macro, an included text, a loop
    /// whose items are not known, or a part that could not be read.
    pub open: bool,
    /// Whether it has the language extensions.
    pub extended: bool,
}

/// A function where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Site<'c> {
    /// The node.
    pub node: &'c Node,
    /// The function.
    pub function: &'c Function,
    /// The section: `Resources`.
    pub section: &'c str,
    /// The name in the section: a logical id.
    pub name: &'c str,
    /// The key below that: `Properties`.
    pub key: &'c str,
    /// The function around it, if one is.
    pub inside: Option<&'c Intrinsic>,
}

/// What a walk has found so far.
#[derive(Default)]
struct Walk<'c> {
    functions: Vec<Site<'c>>,
    is_open: bool,
}

impl<'c> Template<'c> {
    /// The templates of a program.
    pub(super) fn all(resolved: &Resolved<'c>) -> Vec<Self> {
        let mut known = BTreeSet::new();
        let stacks = resolved.stacks();
        let stacks = stacks.filter(|stack| known.insert(Arc::as_ptr(&stack.source)));
        stacks.map(|stack| Self::new(resolved, stack)).collect()
    }

    fn new(resolved: &Resolved<'c>, stack: &'c Stack) -> Self {
        let tree = stack.source.tree();
        let walk = Walk::of(tree);
        let resources = resolved.resources(stack.id);
        let resources: BTreeMap<_, _> = resources.map(|one| (one.logical_id, one)).collect();
        Self {
            stack: stack.id,
            of: stack,
            tree,
            functions: walk.functions,
            parameters: Declared::of(tree).map(|one| (one.name, one)).collect(),
            open: walk.is_open
                || resources.values().any(is_of_transform)
                || !stack.source.complete
                || stack.source.is_transformed(),
            extended: stack.source.is_extended(),
            resources,
        }
    }

    /// Every function as it is written, those of a loop once and with its variable.
    pub fn written(&self) -> Vec<Site<'c>> {
        Walk::of(&self.of.source.node).functions
    }

    /// The entries of a section that are no loops and no included texts.
    pub fn section(&self, name: &str) -> impl Iterator<Item = (&'c str, &'c Entry)> + use<'c> {
        let section = self.tree.get(&[name]).into_iter();
        section.flat_map(entries).filter_map(|entry| {
            let name = entry.key.as_text()?;
            (!name.starts_with("Fn::")).then_some((name, entry))
        })
    }

    /// Where something is said of the template as a whole: its first key.
    pub fn beginning(&self) -> &'c Node {
        entries(self.tree)
            .next()
            .map_or(self.tree, |first| &first.key)
    }

    /// Where something is said of a section as a whole: its key.
    pub fn heading(&self, name: &str) -> Option<&'c Node> {
        let mut entries = entries(self.tree);
        let entry = entries.find(|entry| entry.key.as_text() == Some(name))?;
        Some(&entry.key)
    }

    /// Whether a name is a resource's, or can be that of one in a module: the module's own name, with or
    /// without a dot, and something behind it.
    pub fn has_resource(&self, name: &str) -> bool {
        let in_module = |resource: &Resource<'_>| {
            resource.resource_type().ends_with("::MODULE") && name.starts_with(resource.logical_id)
        };
        self.resources.contains_key(name) || self.resources.values().any(in_module)
    }

    /// Every name that a condition can have.
    pub fn conditions(&self) -> impl Iterator<Item = &'c str> + use<'c> {
        self.section("Conditions").map(|(name, _)| name)
    }
}

impl<'c> Walk<'c> {
    fn of(tree: &'c Node) -> Self {
        let mut walk = Self::default();
        for entry in entries(tree) {
            let section = entry.key.as_text().unwrap_or_default();
            walk.entry(entry, [section, "", ""], 0, None);
        }
        walk
    }

    /// Goes into the value of a key; `path` are the keys on the way to it, the first three of them.
    fn entry(
        &mut self,
        entry: &'c Entry,
        path: [&'c str; 3],
        depth: usize,
        inside: Option<&'c Intrinsic>,
    ) {
        let key = entry.key.as_text().unwrap_or_default();
        self.is_open |= key == "Fn::Transform" || key.starts_with("Fn::ForEach::");
        self.node(&entry.value, path, depth, inside);
    }

    fn node(
        &mut self,
        node: &'c Node,
        path: [&'c str; 3],
        depth: usize,
        inside: Option<&'c Intrinsic>,
    ) {
        match &node.value {
            Value::Scalar(_) => {}
            Value::Sequence(items) => {
                for item in items {
                    self.node(item, path, depth + 2, inside);
                }
            }
            Value::Mapping(mapping) => {
                for entry in &mapping.entries {
                    let key = entry.key.as_text().unwrap_or_default();
                    let mut path = path;
                    if let Some(step) = path.get_mut(depth + 1) {
                        *step = key;
                    }
                    self.entry(entry, path, depth + 1, inside);
                }
            }
            Value::Function(function) => {
                let [section, name, key] = path;
                self.is_open |= is_of_others(&function.name);
                self.functions.push(Site {
                    node,
                    function,
                    section,
                    name,
                    key,
                    inside,
                });
                self.node(&function.argument, path, depth + 2, Some(&function.name));
            }
        }
    }
}

/// Whether nothing is written where a value belongs, which one rule says for all.
pub(super) fn is_null(node: &Node) -> bool {
    let scalar = node.as_scalar();
    scalar.is_some_and(|scalar| scalar.kind == ScalarKind::Null)
}

/// Whether a function is another program's, or puts a text in whose names nobody knows here.
fn is_of_others(name: &Intrinsic) -> bool {
    // Such as `!Rain::Embed`.
    let is_foreign = matches!(name, Intrinsic::Unknown(name) if name.contains("::"));
    is_foreign || *name == Intrinsic::Transform
}

/// The entries of a mapping; none of what is no mapping.
pub(super) fn entries(node: &Node) -> impl Iterator<Item = &Entry> {
    node.as_mapping()
        .into_iter()
        .flat_map(|mapping| &mapping.entries)
}

/// Whether the serverless transform makes resources of it, also where a tool adds the transform later.
fn is_of_transform(resource: &Resource<'_>) -> bool {
    resource.resource_type().starts_with("AWS::Serverless::")
}
