//! The order in which CloudFormation makes the resources of a program, through its stacks.
//!
//! Source: AWS CloudFormation template reference, "DependsOn attribute": a resource is made after those that
//! it refers to or depends on. A nested stack is complete when all that it holds is; what it holds is begun
//! when everything is there that the stack itself waits for. Not here: which orders matter (`relations`).

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::document::Node;
use crate::resolve::{Resolved, Resource, StackId, uses};

/// What is made after what.
#[derive(Debug)]
pub(super) struct Order<'r> {
    numbers: BTreeMap<(StackId, &'r str), usize>,
    resources: Vec<Waiting>,
    before: RefCell<BTreeMap<usize, Rc<BTreeSet<usize>>>>,
}

/// One resource, all others by number.
#[derive(Debug, Default)]
struct Waiting {
    /// Those that it waits for by itself.
    direct: Vec<usize>,
    /// The nested stack that it stands in.
    within: Option<usize>,
    /// What it holds.
    holds: Vec<usize>,
}

impl<'r> Order<'r> {
    pub(super) fn new(resolved: &Resolved<'r>) -> Self {
        let all: Vec<Resource<'r>> = resolved.all_resources().collect();
        let numbers: BTreeMap<(StackId, &'r str), usize> = all
            .iter()
            .enumerate()
            .map(|(number, resource)| ((resource.stack, resource.logical_id), number))
            .collect();
        let mut resources: Vec<Waiting> = Vec::new();
        for resource in &all {
            let used = uses(resource.node).into_iter().map(|used| used.name);
            let depends = resource.depends_on().into_iter().filter_map(Node::as_text);
            let direct = used.chain(depends);
            let direct = direct.filter_map(|name| numbers.get(&(resource.stack, name)).copied());
            let direct: BTreeSet<usize> = direct.collect();
            let parent = resolved.stack(resource.stack).parent.as_ref();
            resources.push(Waiting {
                direct: direct.into_iter().collect(),
                within: parent.and_then(|(stack, name)| numbers.get(&(*stack, &**name)).copied()),
                holds: Vec::new(),
            });
        }
        for number in 0..resources.len() {
            let within = resources.get(number).and_then(|waiting| waiting.within);
            if let Some(holder) = within.and_then(|holder| resources.get_mut(holder)) {
                holder.holds.push(number);
            }
        }
        Self {
            numbers,
            resources,
            before: RefCell::default(),
        }
    }

    /// Whether one of two resources waits for the other, one way or the other.
    pub(super) fn is_ordered(&self, one: &Resource<'_>, other: &Resource<'_>) -> bool {
        self.follows(one, other) || self.follows(other, one)
    }

    /// Whether `second` is surely begun after `first` is complete.
    pub(super) fn follows(&self, second: &Resource<'_>, first: &Resource<'_>) -> bool {
        let number = |resource: &Resource<'_>| {
            let key = (resource.stack, resource.logical_id);
            self.numbers.get(&key).copied()
        };
        let (Some(second), Some(first)) = (number(second), number(first)) else {
            return false;
        };
        let known = self.before.borrow().get(&second).cloned();
        let before = known.unwrap_or_else(|| {
            let before = Rc::new(self.complete_before(second));
            let mut all = self.before.borrow_mut();
            all.insert(second, Rc::clone(&before));
            before
        });
        before.contains(&first)
    }

    /// Everything that is complete before a resource is begun.
    fn complete_before(&self, start: usize) -> BTreeSet<usize> {
        let mut complete = BTreeSet::new();
        let mut begun = BTreeSet::new();
        let mut waiting = vec![start];
        while let Some(number) = waiting.pop() {
            let Some(resource) = self.resources.get(number) else {
                continue;
            };
            if !begun.insert(number) {
                continue;
            }
            waiting.extend(resource.within);
            // What is complete is so with all that it holds, and all of these were begun.
            let mut held = resource.direct.clone();
            while let Some(number) = held.pop() {
                if complete.insert(number) {
                    waiting.push(number);
                    let inside = self.resources.get(number);
                    held.extend(inside.into_iter().flat_map(|resource| &resource.holds));
                }
            }
        }
        complete
    }
}
