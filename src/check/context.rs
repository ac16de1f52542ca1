//! What a check looks at, and where its findings go.

use std::cell::{OnceCell, RefCell};

use super::order::Order;
use super::properties::{self, Mistake};
use super::template::{Template, entries};
use crate::document::{Entry, Node, NodeId};
use crate::resolve::{Place, Resolved, Resource, StackId};
use crate::source::{Finding, Rule};

/// A resolved program, and what was found in it so far.
#[derive(Debug)]
pub struct Context<'c> {
    /// The program.
    pub resolved: &'c Resolved<'c>,
    findings: RefCell<Vec<Finding>>,
    mistakes: OnceCell<Vec<Mistake>>,
    templates: OnceCell<Vec<Template<'c>>>,
    order: OnceCell<Order<'c>>,
}

impl<'c> Context<'c> {
    /// Of a program in which nothing is found yet.
    #[must_use]
    pub fn new(resolved: &'c Resolved<'c>) -> Self {
        Self {
            resolved,
            findings: RefCell::default(),
            mistakes: OnceCell::new(),
            templates: OnceCell::new(),
            order: OnceCell::new(),
        }
    }

    /// What one walk over all properties finds, which several rules speak of.
    pub(super) fn mistakes(&self) -> &[Mistake] {
        self.mistakes.get_or_init(|| properties::mistakes(self))
    }

    /// What is made after what.
    pub(super) fn order(&self) -> &Order<'c> {
        self.order.get_or_init(|| Order::new(self.resolved))
    }

    /// What was found.
    #[must_use]
    pub fn into_findings(self) -> Vec<Finding> {
        self.findings.into_inner()
    }

    /// Adds a finding.
    pub fn report(&self, finding: Finding) {
        self.findings.borrow_mut().push(finding);
    }

    /// The templates of the program, each once however many stacks are made of it.
    #[must_use]
    pub fn templates(&self) -> &[Template<'c>] {
        self.templates.get_or_init(|| Template::all(self.resolved))
    }

    /// A finding at a node of a stack.
    #[must_use]
    pub fn finding(
        &self,
        rule: &'static Rule,
        stack: StackId,
        node: NodeId,
        message: impl Into<String>,
    ) -> Finding {
        let place = self.resolved.place(Place { stack, node });
        let finding = Finding::new(rule, message).at(&place.file, place.span);
        let finding = match self.owner(stack, node) {
            Some(logical_id) => finding.of(logical_id),
            None => finding,
        };
        let path = &self.resolved.stack(stack).path;
        if path.is_empty() {
            finding
        } else {
            finding.in_stack(path.join("/"))
        }
    }

    /// The logical id of the resource in which a node stands. Nodes are numbered in the order of the text.
    fn owner(&self, stack: StackId, node: NodeId) -> Option<&'c str> {
        let before = |entry: &&Entry| entry.key.id <= node;
        let section = entries(self.resolved.tree(stack)).filter(before).last()?;
        if section.key.as_text() != Some("Resources") {
            return None;
        }
        let resource = entries(&section.value).filter(before).last()?;
        resource.key.as_text()
    }

    /// A finding at a node of a resource.
    #[must_use]
    pub fn finding_in(
        &self,
        rule: &'static Rule,
        resource: &Resource<'_>,
        node: &Node,
        message: impl Into<String>,
    ) -> Finding {
        let finding = self.finding(rule, resource.stack, node.id, message);
        finding.of(resource.logical_id)
    }

    /// The same finding, with where a value comes from when that is another place.
    #[must_use]
    pub fn with_origin(&self, finding: Finding, value: Place) -> Finding {
        let origin = self.resolved.place(value);
        if finding.place.as_ref() == Some(&origin) {
            return finding;
        }
        finding.related("the value comes from here", &origin.file, origin.span)
    }
}
