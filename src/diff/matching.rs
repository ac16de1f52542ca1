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

/// Resources of one type with equal properties that one state alone has.
#[derive(Default)]
struct Alike<'s> {
    before: Vec<&'s Address>,
    after: Vec<&'s Address>,
}

/// The most resources with equal properties among which one is looked for.
const MOST_ALIKE: usize = 100;

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
        pairs.find(old, new);
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

    /// Pairs resources of one type whose properties are equal, those of one stack first, then those whose
    /// logical ids are most alike. Whichever state is the old one, the same are paired.
    fn find(&mut self, old: &State<'_, '_>, new: &State<'_, '_>) {
        let mut alike: BTreeMap<(&str, &Expression), Alike<'_>> = BTreeMap::new();
        let of = |state: &'_ State<'_, '_>, address: &Address| {
            let resource = state.resources.get(address);
            resource.is_some_and(says_something)
        };
        for address in self.removed.iter().filter(|address| of(old, address)) {
            if let Some(one) = old.resources.get(address) {
                let key = (&*one.resource_type, &one.properties);
                alike.entry(key).or_default().before.push(address);
            }
        }
        for address in self.added.iter().filter(|address| of(new, address)) {
            if let Some(one) = new.resources.get(address) {
                let key = (&*one.resource_type, &one.properties);
                alike.entry(key).or_default().after.push(address);
            }
        }
        let mut found = Vec::new();
        for Alike { before, after } in alike.into_values() {
            for from in before.iter().take(MOST_ALIKE) {
                for to in after.iter().take(MOST_ALIKE) {
                    let likeness =
                        strsim::normalized_damerau_levenshtein(&from.logical_id, &to.logical_id);
                    let elsewhere = from.stack != to.stack;
                    let (one, other) = ((*from).min(*to), (*from).max(*to));
                    found.push((elsewhere, likeness, (one, other), (*from, *to)));
                }
            }
        }
        found.sort_by(|one, other| {
            let by_stack = one.0.cmp(&other.0);
            let by_name = other.1.total_cmp(&one.1);
            by_stack.then(by_name).then(one.2.cmp(&other.2))
        });
        let found = found.into_iter().map(|(.., pair)| pair);
        let found: Vec<(Address, Address)> =
            found.map(|(from, to)| (from.clone(), to.clone())).collect();
        for (from, to) in found {
            if self.removed.contains(&from) && self.added.contains(&to) {
                self.pair(from, to);
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
