//! Keys that a mapping has and should not.
//!
//! Not here: which keys there are, and what is said of one that is none of them.

use crate::check::template::entries;
use crate::document::{Entry, Node};
use crate::source::nearest;

/// A key that is none of those which there are.
pub(super) struct UnknownKey<'n, 'k> {
    /// The entry.
    pub(super) entry: &'n Entry,
    /// The key; empty where it is no text.
    pub(super) name: &'n str,
    /// The key that was probably meant: one that is not there as well.
    pub(super) near: Option<&'k str>,
}

impl UnknownKey<'_, '_> {
    /// Whether it is a text; of one that is none the reader speaks.
    pub(super) fn is_text(&self) -> bool {
        self.entry.key.as_text().is_some()
    }
}

/// The keys of a mapping that are none of `known`.
pub(super) fn unknown_keys<'n, 'k>(
    node: &'n Node,
    known: &'k [&'k str],
) -> impl Iterator<Item = UnknownKey<'n, 'k>> {
    entries(node).filter_map(move |entry| {
        let name = entry.key.as_text().unwrap_or_default();
        if known.contains(&name) {
            return None;
        }
        let absent = known.iter().copied();
        let absent = absent.filter(|key| node.get(&[key]).is_none());
        Some(UnknownKey {
            entry,
            name,
            near: nearest(name, absent),
        })
    })
}
