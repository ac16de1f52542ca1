//! The stacks that one root becomes, and what is asked of them.
//!
//! A template that several nested stacks use is a stack for each of them, since each gets other
//! parameters. Not here: how values are found out (`evaluate`), and whether anything is right.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::condition::Formula;
use super::guard::{Guard, Literal};
use super::library::{Library, Source};
use super::resource::Resource;
use super::settings::Settings;
use super::value::{Alternatives, Place};
use crate::document::{Node, NodeId};
use crate::source;

/// The number of a stack in its program; the root is 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StackId(pub usize);

/// The stacks that one root becomes.
#[derive(Clone, Debug)]
pub struct Program {
    stacks: Vec<Stack>,
    settings: Settings,
}

/// One stack.
#[derive(Clone, Debug)]
pub struct Stack {
    /// Its number.
    pub id: StackId,
    /// The logical ids on the way from the root; empty for the root itself.
    pub path: Vec<Arc<str>>,
    /// Its template.
    pub source: Arc<Source>,
    /// The stack that holds it, and its logical id there.
    pub parent: Option<(StackId, Arc<str>)>,
    /// The stacks that it holds.
    pub nested: Vec<Nested>,
}

/// A nested stack as its parent names it.
#[derive(Clone, Debug)]
pub struct Nested {
    /// Its logical id.
    pub logical_id: Arc<str>,
    /// The stack, or why there is none.
    pub stack: Result<StackId, Missing>,
}

/// Why a nested stack can't be looked into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Its address is no text, or there is none.
    Unwritten,
    /// Its template is at an address that is no file.
    Elsewhere,
    /// Its file was not read.
    NoFile(String),
    /// It holds itself.
    Circular,
    /// There are more stacks than are resolved.
    TooMany,
}

/// The most stacks of one program.
const MOST_STACKS: usize = 2_500;

impl Program {
    /// The program of a root. Nested templates are looked up in the library.
    #[must_use]
    pub fn new(library: &Library, root: &Arc<Source>, settings: Settings) -> Self {
        let mut program = Self {
            stacks: Vec::new(),
            settings,
        };
        program.add(library, Arc::clone(root), None);
        program
    }

    fn add(
        &mut self,
        library: &Library,
        source: Arc<Source>,
        parent: Option<(StackId, Arc<str>)>,
    ) -> StackId {
        let id = StackId(self.stacks.len());
        let above = parent.as_ref().and_then(|(id, _)| self.stacks.get(id.0));
        let mut path = above.map_or_else(Vec::new, |stack| stack.path.clone());
        path.extend(parent.as_ref().map(|(_, name)| Arc::clone(name)));
        self.stacks.push(Stack {
            id,
            path,
            source: Arc::clone(&source),
            parent,
            nested: Vec::new(),
        });
        let mut nested = Vec::new();
        for resource in Resource::of(id, source.tree()) {
            if resource.resource_type() == "AWS::CloudFormation::Stack" {
                let logical_id: Arc<str> = resource.logical_id.into();
                let stack = self.nested(library, id, &source, &resource);
                nested.push(Nested { logical_id, stack });
            }
        }
        if let Some(stack) = self.stacks.get_mut(id.0) {
            stack.nested = nested;
        }
        id
    }

    fn nested(
        &mut self,
        library: &Library,
        parent: StackId,
        source: &Source,
        resource: &Resource<'_>,
    ) -> Result<StackId, Missing> {
        let address = resource.property(&["TemplateURL"]).and_then(Node::as_text);
        let address = address.ok_or(Missing::Unwritten)?;
        let path = library
            .path_of(&source.file, address)
            .ok_or(Missing::Elsewhere)?;
        let Some(template) = library.get(&path) else {
            return Err(Missing::NoFile(path));
        };
        let mut above = Some(parent);
        while let Some(stack) = above.and_then(|id| self.stacks.get(id.0)) {
            if Arc::ptr_eq(&stack.source, template) {
                return Err(Missing::Circular);
            }
            above = stack.parent.as_ref().map(|(id, _)| *id);
        }
        if self.stacks.len() >= MOST_STACKS {
            return Err(Missing::TooMany);
        }
        let name: Arc<str> = resource.logical_id.into();
        Ok(self.add(library, Arc::clone(template), Some((parent, name))))
    }
}

/// A program with what was found out about it so far.
#[derive(Debug)]
pub struct Resolved<'p> {
    pub(super) program: &'p Program,
    /// The resources of each stack by their logical ids.
    resources: Vec<BTreeMap<&'p str, Resource<'p>>>,
    pub(super) parameters: RefCell<BTreeMap<(StackId, Arc<str>), Alternatives>>,
    pub(super) outputs: RefCell<BTreeMap<(StackId, Arc<str>), Alternatives>>,
    pub(super) formulas: RefCell<BTreeMap<(StackId, Arc<str>), Formula>>,
    pub(super) feasible: RefCell<BTreeMap<Guard, bool>>,
    /// What is being found out, so that nothing waits for itself.
    pub(super) open: RefCell<BTreeSet<(StackId, NodeId, &'static str)>>,
    /// How much was tried to tell which conditions can hold at once.
    pub(super) tried: Cell<usize>,
    pub(super) depth: Cell<usize>,
    pub(super) overrun: Cell<Option<Place>>,
}

impl<'p> Resolved<'p> {
    /// Of a program, nothing of which is found out yet.
    #[must_use]
    pub fn new(program: &'p Program) -> Self {
        Self {
            program,
            resources: program.stacks.iter().map(by_logical_id).collect(),
            parameters: RefCell::default(),
            outputs: RefCell::default(),
            formulas: RefCell::default(),
            tried: Cell::default(),
            feasible: RefCell::default(),
            open: RefCell::default(),
            depth: Cell::default(),
            overrun: Cell::default(),
        }
    }

    /// What is assumed.
    #[must_use]
    pub fn settings(&self) -> &'p Settings {
        &self.program.settings
    }

    /// Where something first had more alternatives than are kept, and is unknown for that reason.
    #[must_use]
    pub fn overran(&self) -> Option<Place> {
        self.overrun.get()
    }

    pub(super) fn overrun_at(&self, place: Place) {
        self.overrun.set(self.overrun.get().or(Some(place)));
    }

    /// Every stack, a parent before those that it holds.
    pub fn stacks(&self) -> impl Iterator<Item = &'p Stack> + use<'p> {
        self.program.stacks.iter()
    }

    /// A stack by its number.
    #[must_use]
    pub fn stack(&self, id: StackId) -> &'p Stack {
        let stack = self.program.stacks.get(id.0);
        stack.expect("invariant: a program's ids are of its own stacks")
    }

    /// The template of a stack, its loops written out.
    #[must_use]
    pub fn tree(&self, id: StackId) -> &'p Node {
        self.stack(id).source.tree()
    }

    /// Whether something that nobody can look into may change a stack's template:
    /// [`Source::is_transformed`].
    #[must_use]
    pub fn is_transformed(&self, id: StackId) -> bool {
        self.stack(id).source.is_transformed()
    }

    /// The resources of a stack.
    pub fn resources(&self, id: StackId) -> impl Iterator<Item = Resource<'p>> + use<'p> {
        Resource::of(id, self.tree(id))
    }

    /// The resources of all stacks.
    pub fn all_resources(&self) -> impl Iterator<Item = Resource<'p>> + use<'p> {
        let stacks = self.program.stacks.iter();
        stacks.flat_map(|stack| Resource::of(stack.id, stack.source.tree()))
    }

    /// A resource of a stack by its logical id.
    #[must_use]
    pub fn resource(&self, id: StackId, logical_id: &str) -> Option<Resource<'p>> {
        self.resources.get(id.0)?.get(logical_id).copied()
    }

    /// The nested stack behind a resource, if it can be looked into.
    #[must_use]
    pub fn nested(&self, id: StackId, logical_id: &str) -> Option<StackId> {
        let mut nested = self.stack(id).nested.iter();
        let nested = nested.find(|nested| *nested.logical_id == *logical_id)?;
        nested.stack.as_ref().ok().copied()
    }

    /// Where a value is written.
    #[must_use]
    pub fn place(&self, place: Place) -> source::Place {
        self.stack(place.stack).source.place(place.node)
    }

    /// What has to hold for a resource to exist: its condition, and those of the stacks around it.
    /// `None` where that can't be.
    #[must_use]
    pub fn guard_of(&self, resource: &Resource<'_>) -> Option<Guard> {
        let own = self.guard_of_condition(resource.stack, resource.condition(), true);
        let around = match &self.stack(resource.stack).parent {
            Some((parent, name)) => match self.resource(*parent, name) {
                Some(nested) => self.guard_of(&nested)?,
                None => Guard::always(),
            },
            None => Guard::always(),
        };
        self.both(&own, &around)
    }

    /// What has to hold for a condition to be `holds`; always, where none is named.
    #[must_use]
    pub fn guard_of_condition(&self, stack: StackId, name: Option<&str>, holds: bool) -> Guard {
        name.map_or_else(Guard::always, |name| {
            Guard::when(Literal::Condition {
                stack,
                name: name.into(),
                holds,
            })
        })
    }

    /// What has to hold for both; `None` where they can't hold at once.
    #[must_use]
    pub fn both(&self, one: &Guard, other: &Guard) -> Option<Guard> {
        let both = one.and(other)?;
        self.is_feasible(&both).then_some(both)
    }
}

/// The resources of a stack by their logical ids; the first of those that share one.
fn by_logical_id(stack: &Stack) -> BTreeMap<&str, Resource<'_>> {
    let mut resources = BTreeMap::new();
    for resource in Resource::of(stack.id, stack.source.tree()) {
        resources.entry(resource.logical_id).or_insert(resource);
    }
    resources
}
