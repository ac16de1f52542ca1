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

/// A resource of a stack.
pub(super) type Key<'r> = (StackId, &'r str);

/// What is made after what.
#[derive(Debug)]
pub(super) struct Order<'r> {
    resolved: &'r Resolved<'r>,
    /// The resources of a stack that each of its resources waits for by itself.
    direct: BTreeMap<Key<'r>, Vec<&'r str>>,
    before: RefCell<BTreeMap<Key<'r>, Rc<BTreeSet<Key<'r>>>>>,
}

impl<'r> Order<'r> {
    pub(super) fn new(resolved: &'r Resolved<'r>) -> Self {
        let mut direct = BTreeMap::new();
        for resource in resolved.all_resources() {
            let mut names: Vec<&str> = uses(resource.node).iter().map(|used| used.name).collect();
            names.extend(resource.depends_on().into_iter().filter_map(Node::as_text));
            names.sort_unstable();
            names.dedup();
            direct.insert((resource.stack, resource.logical_id), names);
        }
        Self {
            resolved,
            direct,
            before: RefCell::default(),
        }
    }

    /// Whether `second` is surely begun after `first` is complete.
    pub(super) fn follows(&self, second: &Resource<'r>, first: &Resource<'r>) -> bool {
        let key = (second.stack, second.logical_id);
        let known = self.before.borrow().get(&key).cloned();
        let before = known.unwrap_or_else(|| {
            let before = Rc::new(self.complete_before(key));
            let mut all = self.before.borrow_mut();
            all.insert(key, Rc::clone(&before));
            before
        });
        before.contains(&(first.stack, first.logical_id))
    }

    /// Everything that is complete before a resource is begun.
    fn complete_before(&self, start: Key<'r>) -> BTreeSet<Key<'r>> {
        let mut complete = BTreeSet::new();
        let mut begun = BTreeSet::new();
        let mut waiting = vec![start];
        while let Some(key) = waiting.pop() {
            if !begun.insert(key) {
                continue;
            }
            let (stack, _) = key;
            for name in self.direct.get(&key).into_iter().flatten() {
                self.complete((stack, name), &mut complete, &mut waiting);
            }
            if let Some((parent, name)) = &self.resolved.stack(stack).parent {
                waiting.push((*parent, name));
            }
        }
        complete
    }

    /// A resource is complete, with all that it holds, and all of these were begun.
    fn complete(&self, key: Key<'r>, complete: &mut BTreeSet<Key<'r>>, waiting: &mut Vec<Key<'r>>) {
        let mut held = vec![key];
        while let Some(key) = held.pop() {
            if !self.direct.contains_key(&key) || !complete.insert(key) {
                continue;
            }
            waiting.push(key);
            if let Some(nested) = self.resolved.nested(key.0, key.1) {
                let inside = self.resolved.resources(nested);
                held.extend(inside.map(|resource| (nested, resource.logical_id)));
            }
        }
    }
}
