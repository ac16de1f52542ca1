//! Two states of one root beside each other, with everything that differs.
//!
//! Not here: what is risky about it (`risks`).

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::address::Address;
use super::cascade;
use super::cause::Causes;
use super::change::{
    Cause, Effect, Fate, InterfaceChange, Path, PropertyChange, ResourceChange, Step,
};
use super::compare::compare;
use super::continuity::Continuity;
use super::effect;
use super::expression::Expression;
use super::interface;
use super::matching::Pairs;
use super::state::{ResourceState, State};

/// Two states, and what differs.
pub struct Comparison<'s, 'r, 'p> {
    /// What is there.
    pub old: &'s State<'r, 'p>,
    /// What is to be there.
    pub new: &'s State<'r, 'p>,
    /// Every resource that differs, by its address.
    pub changes: BTreeMap<Address, ResourceChange>,
    /// What differs in what the root asks for and shows.
    pub interface: Vec<InterfaceChange>,
    /// Found out when a risk asks for it.
    continuity: OnceCell<Continuity>,
}

/// A resource of both states, with its change.
pub struct Pair<'c, 'p> {
    /// How it was.
    pub old: &'c ResourceState<'p>,
    /// How it will be.
    pub new: &'c ResourceState<'p>,
    /// What differs.
    pub change: &'c ResourceChange,
}

impl<'s, 'r, 'p> Comparison<'s, 'r, 'p> {
    /// Compares two states.
    #[must_use]
    pub fn new(old: &'s State<'r, 'p>, new: &'s State<'r, 'p>) -> Self {
        let pairs = Pairs::new(old, new);
        let mut changes = BTreeMap::new();
        let mut keep = |change: ResourceChange| {
            changes.insert(change.address.clone(), change);
        };
        for (address, before) in &old.resources {
            if let Some(to) = pairs
                .renamed
                .get(address)
                .and_then(|to| new.resources.get(to))
            {
                let afterwards = cascade::of_removed(old, new, before);
                let from = address.clone();
                let fate = if to.address.stack == from.stack {
                    Fate::Renamed { from, afterwards }
                } else {
                    Fate::Moved { from, afterwards }
                };
                let mut change = changed(old, new, before, to);
                change.fate = fate;
                keep(change);
            } else if let Some(after) = new.resources.get(address) {
                let change = changed(old, new, before, after);
                if !change.changes.is_empty() {
                    keep(change);
                }
            } else {
                let mut change = cascade::unchanged(before);
                change.fate = Fate::Removed(cascade::of_removed(old, new, before));
                change.only_if = condition(before);
                keep(change);
            }
        }
        for after in pairs
            .added
            .iter()
            .filter_map(|address| new.resources.get(address))
        {
            let mut change = cascade::unchanged(after);
            change.fate = Fate::Added;
            change.only_if = condition(after);
            keep(change);
        }
        cascade::spread(old, new, &mut changes);
        for change in changes.values_mut() {
            change.changes.sort();
        }
        Self {
            old,
            new,
            changes,
            interface: interface::changes(old, new),
            continuity: OnceCell::new(),
        }
    }

    /// What becomes of resources by name.
    pub(super) fn continuity(&self) -> &Continuity {
        self.continuity.get_or_init(|| Continuity::of(self))
    }

    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.interface.is_empty()
    }

    /// The resources that stay under their names and differ.
    pub fn changed<'c>(&'c self) -> impl Iterator<Item = Pair<'c, 'p>> {
        let changes = self.changes.values();
        let changes = changes.filter(|change| change.fate == Fate::Changed);
        changes.filter_map(|change| {
            Some(Pair {
                old: self.old.resources.get(&change.address)?,
                new: self.new.resources.get(&change.address)?,
                change,
            })
        })
    }

    /// The resources that differ and are surely not replaced.
    pub fn staying<'c>(&'c self) -> impl Iterator<Item = Pair<'c, 'p>> {
        self.changed().filter(|pair| !pair.is_replaced())
    }

    /// The resources that are no more under the name that they had: removed, renamed or moved.
    pub fn gone<'c>(&'c self) -> impl Iterator<Item = (&'c ResourceState<'p>, &'c ResourceChange)> {
        let changes = self.changes.values();
        changes.filter_map(|change| {
            change.fate.afterwards()?;
            let address = change.fate.from().unwrap_or(&change.address);
            Some((self.old.resources.get(address)?, change))
        })
    }

    /// The resources that are made: added, renamed or moved.
    pub fn made<'c>(&'c self) -> impl Iterator<Item = (&'c ResourceState<'p>, &'c ResourceChange)> {
        let changes = self.changes.values();
        let changes = changes.filter(|change| match change.fate {
            Fate::Added | Fate::Renamed { .. } | Fate::Moved { .. } => true,
            Fate::Removed(_) | Fate::Changed => false,
        });
        changes.filter_map(|change| Some((self.new.resources.get(&change.address)?, change)))
    }
}

impl Pair<'_, '_> {
    /// Whether the old one goes, surely or perhaps, because a new one takes its place.
    #[must_use]
    pub fn is_replaced(&self) -> bool {
        self.change.effect >= Effect::MayReplace
    }

    /// The old and the new value of a property that differs; `None` where it does not.
    #[must_use]
    pub fn values(&self, path: &[&str]) -> Option<(Option<&Expression>, Option<&Expression>)> {
        let (old, new) = (self.old.property(path), self.new.property(path));
        (old != new).then_some((old, new))
    }

    /// The change at a property or inside of it, if there is one.
    #[must_use]
    pub fn change_at(&self, path: &[&str]) -> Option<&PropertyChange> {
        let mut changes = self.change.changes.iter();
        changes.find(|change| !change.is_attribute && change.path.starts_with(path))
    }
}

fn condition(resource: &ResourceState<'_>) -> Option<String> {
    let clauses = resource.exists.iter();
    let clauses = clauses.map(|clause| {
        let not = if clause.holds { "" } else { "not " };
        format!("{not}{}", clause.condition.shown())
    });
    let clauses: Vec<String> = clauses.collect();
    (!clauses.is_empty()).then(|| clauses.join(" and "))
}

/// What differs in one resource of both states.
fn changed(
    old: &State<'_, '_>,
    new: &State<'_, '_>,
    before: &ResourceState<'_>,
    after: &ResourceState<'_>,
) -> ResourceChange {
    let mut change = cascade::unchanged(after);
    change.replaced = cascade::afterwards(before, "UpdateReplacePolicy");
    change.only_if = condition(after);
    let causes = Causes { old, new };
    if before.resource_type != after.resource_type {
        change.effect = Effect::Replacement;
        change.changes.push(PropertyChange {
            path: Path::of(&["Type"]),
            is_attribute: true,
            old: Some(Expression::Text(before.resource_type.clone())),
            new: Some(Expression::Text(after.resource_type.clone())),
            cause: Cause::Written,
            effect: Effect::Replacement,
            note: None,
        });
    }
    for difference in compare(&before.properties, &after.properties) {
        let Some(Step::Name(top)) = difference.path.0.first() else {
            continue;
        };
        if before.is_open && after.is_open && matches!(&**top, "TemplateURL" | "Parameters") {
            continue;
        }
        let cause = causes.of(before, after, top, false);
        let (effect, note) = effect::of_change(
            after,
            &difference.path,
            difference.old.as_ref(),
            difference.new.as_ref(),
        );
        change.effect = change.effect.max(effect);
        change.changes.push(PropertyChange {
            path: difference.path,
            is_attribute: false,
            old: difference.old,
            new: difference.new,
            cause,
            effect,
            note,
        });
    }
    attributes(&causes, before, after, &mut change);
    change
}

/// What differs beside the properties; none of that replaces or interrupts anything.
fn attributes(
    causes: &Causes<'_, '_, '_>,
    before: &ResourceState<'_>,
    after: &ResourceState<'_>,
    change: &mut ResourceChange,
) {
    let names = before.attributes.keys().chain(after.attributes.keys());
    let names: BTreeSet<&'static str> = names.copied().collect();
    let mut differences = Vec::new();
    for name in names {
        let path = Path::of(&[name]);
        match (before.attributes.get(name), after.attributes.get(name)) {
            (Some(old), Some(new)) => {
                for difference in compare(old, new) {
                    let mut steps = path.0.clone();
                    steps.extend(difference.path.0);
                    differences.push((Path(steps), name, difference.old, difference.new));
                }
            }
            (old, new) => differences.push((path, name, old.cloned(), new.cloned())),
        }
    }
    if before.exists != after.exists {
        let shown = |resource: &ResourceState<'_>| condition(resource).map(Expression::of_text);
        differences.push((
            Path::of(&["Condition"]),
            "Condition",
            shown(before),
            shown(after),
        ));
    }
    for (path, name, old, new) in differences {
        change.changes.push(PropertyChange {
            cause: causes.of(before, after, name, true),
            path,
            is_attribute: true,
            old,
            new,
            effect: Effect::None,
            note: None,
        });
    }
}
