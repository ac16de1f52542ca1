//! Which resource of the new state is which of the old one: by address, else by what it is.
//!
//! A stack that has another logical id takes its resources along. What is left over on both sides and is
//! of one type is the same resource where all its properties are equal, or where nothing else of that type
//! is left over in those stacks and most of its properties are.

use std::collections::{BTreeMap, BTreeSet};

use super::address::{Address, StackPath};
use super::expression::Expression;
use super::state::{ResourceState, State};

/// Resources of both states.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// The new address of each old one that has another.
    pub(super) renamed: BTreeMap<Address, Address>,
    /// Addresses that the new state alone has.
    pub(super) added: BTreeSet<Address>,
    /// Addresses that the old state alone has.
    pub(super) removed: BTreeSet<Address>,
}

impl Pairs {
    pub(super) fn new(old: &State<'_, '_>, new: &State<'_, '_>) -> Self {
        let only = |these: &State<'_, '_>, others: &State<'_, '_>| {
            let addresses = these.resources.keys();
            let addresses = addresses.filter(|address| !others.resources.contains_key(*address));
            addresses.cloned().collect::<BTreeSet<Address>>()
        };
        let mut pairs = Self {
            renamed: BTreeMap::new(),
            added: only(new, old),
            removed: only(old, new),
        };
        pairs.follow_stacks(old, new);
        pairs.find(old, new, |one, other| one.properties == other.properties);
        pairs.find_alone(old, new);
        pairs
    }

    fn pair(&mut self, from: Address, to: Address) {
        self.removed.remove(&from);
        self.added.remove(&to);
        self.renamed.insert(from, to);
    }

    /// Pairs nested stacks that nest one template, and what they hold by its way from there.
    fn follow_stacks(&mut self, old: &State<'_, '_>, new: &State<'_, '_>) {
        let stacks =
            |state: &State<'_, '_>, addresses: &BTreeSet<Address>| -> Vec<(Address, String)> {
                let addresses = addresses.iter().filter_map(|address| {
                    let resource = state.resources.get(address)?;
                    let id = resource.written.stack;
                    let nested = state.resolved.nested(id, &address.logical_id)?;
                    let file = &state.resolved.stack(nested).source.file;
                    let name = file.rsplit('/').next().unwrap_or(file);
                    Some((address.clone(), name.to_owned()))
                });
                addresses.collect()
            };
        let (before, mut after) = (stacks(old, &self.removed), stacks(new, &self.added));
        for (from, file) in before {
            let found = after
                .iter()
                .position(|(to, other)| *other == file && to.stack == from.stack);
            let Some((to, _)) = found.map(|number| after.remove(number)) else {
                continue;
            };
            let inside = from.stack.nested(&from.logical_id);
            let target = to.stack.nested(&to.logical_id);
            let held = self.removed.iter();
            let held = held.filter_map(|address| {
                let below = address.stack.0.strip_prefix(inside.0.as_slice())?;
                let mut path = target.0.clone();
                path.extend(below.iter().cloned());
                let moved = Address::new(StackPath(path), address.logical_id.clone());
                self.added
                    .contains(&moved)
                    .then(|| (address.clone(), moved))
            });
            let held: Vec<(Address, Address)> = held.collect();
            for (from, to) in held {
                self.pair(from, to);
            }
            self.pair(from, to);
        }
    }

    /// Pairs resources of one type that are the same, those of one stack first.
    fn find(
        &mut self,
        old: &State<'_, '_>,
        new: &State<'_, '_>,
        is_same: impl Fn(&ResourceState<'_>, &ResourceState<'_>) -> bool,
    ) {
        for in_one_stack in [true, false] {
            for from in self.removed.clone() {
                let Some(before) = old.resources.get(&from) else {
                    continue;
                };
                if !says_something(before) {
                    continue;
                }
                let alike = self.added.iter().filter(|to| {
                    let fits = !in_one_stack || to.stack == from.stack;
                    fits && new.resources.get(*to).is_some_and(|after| {
                        before.resource_type == after.resource_type && is_same(before, after)
                    })
                });
                let found = alike.max_by(|one, other| {
                    let likeness = |to: &Address| {
                        strsim::normalized_damerau_levenshtein(&from.logical_id, &to.logical_id)
                    };
                    // The first of several that are alike.
                    likeness(one)
                        .total_cmp(&likeness(other))
                        .then(other.cmp(one))
                });
                if let Some(to) = found.cloned() {
                    self.pair(from, to);
                }
            }
        }
    }

    /// Pairs what alone of its type is left over in a stack on both sides, if most of it is equal.
    fn find_alone(&mut self, old: &State<'_, '_>, new: &State<'_, '_>) {
        let by_type = |state: &State<'_, '_>, addresses: &BTreeSet<Address>| {
            let mut all: BTreeMap<(StackPath, String), Vec<Address>> = BTreeMap::new();
            for address in addresses {
                if let Some(resource) = state.resources.get(address) {
                    let key = (address.stack.clone(), resource.resource_type.to_string());
                    all.entry(key).or_default().push(address.clone());
                }
            }
            all
        };
        let (before, after) = (by_type(old, &self.removed), by_type(new, &self.added));
        for (key, from) in before {
            let (Some([from]), Some([to])) =
                (Some(from.as_slice()), after.get(&key).map(Vec::as_slice))
            else {
                continue;
            };
            let (Some(one), Some(other)) = (old.resources.get(from), new.resources.get(to)) else {
                continue;
            };
            if mostly_equal(&one.properties, &other.properties) {
                self.pair(from.clone(), to.clone());
            }
        }
    }
}

/// Whether its properties tell a resource from others of its type at all.
fn says_something(resource: &ResourceState<'_>) -> bool {
    resource
        .properties
        .entries()
        .is_some_and(|entries| !entries.is_empty())
}

fn mostly_equal(one: &Expression, other: &Expression) -> bool {
    let (Some(one), Some(other)) = (one.entries(), other.entries()) else {
        return false;
    };
    let equal = one
        .iter()
        .filter(|(name, value)| other.get(*name) == Some(value))
        .count();
    let most = one.len().max(other.len());
    equal > 0 && equal * 2 >= most
}
