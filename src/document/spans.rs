//! Where the nodes of a document stand in its text, by node id.
//!
//! A node's stretch begins at its first character, a tag included, and ends behind its last one
//! that is not blank; for a block that is the last line with something on it. A function in its
//! long form begins at its key. Filled by the reader and by the emitter alike.

use super::node::NodeId;
use crate::source::Span;

/// The stretches of a document's nodes, keys included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spans(Vec<Option<Span>>);

impl Spans {
    /// The stretch of a node, if the document has such a node.
    #[must_use]
    pub fn get(&self, id: NodeId) -> Option<Span> {
        self.0.get(index(id)?).copied().flatten()
    }

    /// How many nodes the document has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether the document has no node.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Room for nodes 1 to `count`.
    pub(super) fn with_count(count: u32) -> Self {
        Self(vec![None; count as usize])
    }

    /// Notes the stretch of a node.
    pub(super) fn set(&mut self, id: NodeId, span: Span) {
        let Some(index) = index(id) else { return };
        if index >= self.0.len() {
            self.0.resize(index + 1, None);
        }
        if let Some(place) = self.0.get_mut(index) {
            *place = Some(span);
        }
    }
}

fn index(id: NodeId) -> Option<usize> {
    (id.0 as usize).checked_sub(1)
}
