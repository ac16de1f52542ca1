//! Which resource is meant, in words that hold in both states of a deployment.

use core::fmt;
use std::sync::Arc;

use crate::resolve::{Resolved, StackId};

/// A stack by the logical ids on the way to it; the root has none.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StackPath(pub Vec<Arc<str>>);

/// A resource by its stack and its logical id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// The stack that holds it.
    pub stack: StackPath,
    /// Its logical id.
    pub logical_id: Arc<str>,
}

impl StackPath {
    /// The path of a stack of a program.
    #[must_use]
    pub fn of(resolved: &Resolved<'_>, stack: StackId) -> Self {
        Self(resolved.stack(stack).path.clone())
    }

    /// Whether it is the root.
    #[must_use]
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The nested stack behind a logical id in this one.
    #[must_use]
    pub fn nested(&self, logical_id: &Arc<str>) -> Self {
        let mut path = self.0.clone();
        path.push(Arc::clone(logical_id));
        Self(path)
    }

    /// The resource of the stack above that this stack is; `None` for the root.
    #[must_use]
    pub fn holder(&self) -> Option<Address> {
        let (logical_id, stack) = self.0.split_last()?;
        Some(Address {
            stack: Self(stack.to_vec()),
            logical_id: Arc::clone(logical_id),
        })
    }
}

impl Address {
    /// A resource of a stack.
    #[must_use]
    pub fn new(stack: StackPath, logical_id: impl Into<Arc<str>>) -> Self {
        Self {
            stack,
            logical_id: logical_id.into(),
        }
    }
}

impl fmt::Display for StackPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("/"))
    }
}

/// `Database/Instance`: the stacks on the way, then the logical id.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.stack.is_root() {
            write!(f, "{}/", self.stack)?;
        }
        f.write_str(&self.logical_id)
    }
}
