//! What differs between two states of one root, as data for reports.

use super::change::{Effect, Fate, InterfaceChange, ResourceChange};
use super::comparison::Comparison;
use super::secrets::Secrets;
use super::state::State;
use crate::resolve::{Program, Resolved};
use crate::source::Finding;

/// What differs between two states of one root.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Difference {
    /// What the root is called: its file without folders and ending.
    pub root: String,
    /// Every resource that differs, by its address.
    pub changes: Vec<ResourceChange>,
    /// What differs in what the root asks for and shows.
    pub interface: Vec<InterfaceChange>,
    /// What is risky, the worst first.
    pub findings: Vec<Finding>,
}

impl Difference {
    /// Compares two programs of a root.
    #[must_use]
    pub fn between(root: String, old: &Program, new: &Program) -> Self {
        let (old, new) = (Resolved::new(old), Resolved::new(new));
        let (old, new) = (State::new(&old), State::new(&new));
        let comparison = Comparison::new(&old, &new);
        let mut difference = Self {
            root,
            findings: comparison.findings(),
            changes: comparison.changes.into_values().collect(),
            interface: comparison.interface,
        };
        Secrets::of([&old, &new]).hide_in(&mut difference);
        difference
    }

    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.interface.is_empty() && self.findings.is_empty()
    }
}

impl ResourceChange {
    /// Whether a new resource takes the place of one that is there, surely or perhaps.
    #[must_use]
    pub fn is_replacement(&self) -> bool {
        match self.fate {
            Fate::Changed => self.effect >= Effect::MayReplace,
            Fate::Renamed { .. } | Fate::Moved { .. } => true,
            Fate::Added | Fate::Removed(_) => false,
        }
    }
}
