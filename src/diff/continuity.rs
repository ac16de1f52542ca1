//! What becomes of a resource by name: which one of the new state goes on for which one of the old, and which
//! are other ones than before although they are called the same.
//!
//! Not here: how resources are paired (`matching`).

use std::collections::{BTreeMap, BTreeSet};

use super::address::Address;
use super::change::{Effect, Fate};
use super::comparison::{Comparison, Pair};
use super::expression::Expression;

/// The way of names from the old state to the new one.
pub(super) struct Continuity {
    renamed: BTreeMap<Address, Address>,
    /// The new names of those that have another one.
    taken: BTreeSet<Address>,
    anew: BTreeSet<Address>,
    /// Those of them that surely are other ones.
    replaced: BTreeSet<Address>,
}

impl Continuity {
    pub(super) fn of(comparison: &Comparison<'_, '_, '_>) -> Self {
        let changes = comparison.changes.values();
        let renamed = changes
            .clone()
            .filter_map(|change| Some((change.fate.from()?.clone(), change.address.clone())));
        let anew = changes.clone().filter(|change| match change.fate {
            Fate::Added | Fate::Renamed { .. } | Fate::Moved { .. } => true,
            Fate::Changed => change.effect >= Effect::MayReplace,
            Fate::Removed(_) => false,
        });
        let replaced = anew
            .clone()
            .filter(|change| change.fate != Fate::Changed || change.effect == Effect::Replacement);
        let renamed: BTreeMap<Address, Address> = renamed.collect();
        Self {
            taken: renamed.values().cloned().collect(),
            renamed,
            anew: anew.clone().map(|change| change.address.clone()).collect(),
            replaced: replaced.map(|change| change.address.clone()).collect(),
        }
    }

    /// The name under which the new state knows an old resource, if it knows it.
    pub(super) fn name<'a>(&'a self, old: &'a Address) -> &'a Address {
        self.renamed.get(old).unwrap_or(old)
    }

    /// An old value, with resources as the new state calls them.
    pub(super) fn carried(&self, old: &Expression) -> Expression {
        if self.renamed.is_empty() {
            return old.clone();
        }
        old.with_addresses(&|address| self.name(address).clone())
    }

    /// Whether every resource that a new value names is in both states, by whatever name.
    pub(super) fn is_in_both(&self, comparison: &Comparison<'_, '_, '_>, new: &Expression) -> bool {
        let references = new.references();
        references.iter().all(|(address, _)| {
            let stays = || {
                let old = comparison.old.resources.contains_key(*address);
                old && !self.renamed.contains_key(*address)
            };
            comparison.new.resources.contains_key(*address)
                && (self.taken.contains(*address) || stays())
        })
    }

    /// Whether a value names a resource that surely is another one than before.
    pub(super) fn names_replaced(&self, new: &Expression) -> bool {
        let references = new.references();
        references.iter().any(|(to, _)| self.replaced.contains(*to))
    }

    /// Whether a value names a resource that is another one than before, surely or perhaps.
    pub(super) fn names_anew(&self, new: &Expression) -> bool {
        let references = new.references();
        references.iter().any(|(to, _)| self.anew.contains(*to))
    }
}

impl<'p> Comparison<'_, '_, 'p> {
    /// The resources of both states that differ, those too that have another name or stack.
    pub fn continued<'c>(&'c self) -> impl Iterator<Item = Pair<'c, 'p>> {
        let changes = self.changes.values();
        changes.filter_map(|change| {
            let before = match &change.fate {
                Fate::Changed => &change.address,
                Fate::Renamed { from, .. } | Fate::Moved { from, .. } => from,
                Fate::Added | Fate::Removed(_) => return None,
            };
            Some(Pair {
                old: self.old.resources.get(before)?,
                new: self.new.resources.get(&change.address)?,
                change,
            })
        })
    }
}
