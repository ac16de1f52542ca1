//! A root stack with the stacks that it holds: what is deployed by one command.
//!
//! An assembly has one such tree, or several that are deployed one after the other, where a part of
//! a deployment has to stand in another region. A value of an earlier tree is used in a later one as
//! any value is; it travels by hand then, from an output of the earlier root to a parameter of the
//! later one. Not here: how it is wired (`crossing`).

use std::sync::Arc;

use super::stack::Stack;
use crate::aws::Region;

/// The stack that a root becomes in an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// Its name.
    pub stack_name: String,
    /// Its region.
    pub region: Region,
}

/// A root stack under construction and the stacks that it holds.
#[derive(Clone, Debug)]
pub struct StackTree {
    pub(super) root: Stack,
    pub(super) nested: Vec<Stack>,
    pub(super) destination: Option<Destination>,
    earlier: Vec<Self>,
}

impl StackTree {
    /// A tree whose `root` holds all of `nested`, in this order.
    #[must_use]
    pub fn new(root: Stack, nested: Vec<Stack>) -> Self {
        Self {
            root,
            nested,
            destination: None,
            earlier: Vec::new(),
        }
    }

    /// The stack that it becomes; without it, whoever deploys decides.
    #[must_use]
    pub fn deployed_as(mut self, stack_name: impl Into<String>, region: Region) -> Self {
        let stack_name = stack_name.into();
        self.destination = Some(Destination { stack_name, region });
        self
    }

    /// A tree that is deployed before this one, whose values this one may use.
    #[must_use]
    pub fn after(mut self, earlier: Self) -> Self {
        self.earlier.push(earlier);
        self
    }

    /// It and all that are deployed before it, in the order in which they are deployed.
    pub(super) fn in_order(&self) -> Vec<&Self> {
        let mut trees: Vec<&Self> = self.earlier.iter().flat_map(Self::in_order).collect();
        trees.push(self);
        trees
    }

    /// Its stacks, the root first.
    pub(super) fn stacks(&self) -> impl Iterator<Item = &Stack> {
        std::iter::once(&self.root).chain(&self.nested)
    }

    pub(super) fn name(&self) -> &Arc<str> {
        &self.root.name
    }
}
