//! Where two values differ, by their paths; elements of lists are matched by what tells them apart.
//!
//! Not here: what a difference does (`effect`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::change::{Path, Step};
use super::expression::Expression;

/// A place where two values differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    pub(super) path: Path,
    pub(super) old: Option<Expression>,
    pub(super) new: Option<Expression>,
}

/// Names whose values tell the elements of a list apart, the best first.
const IDENTITIES: [&str; 34] = [
    "Key",
    "Sid",
    "Id",
    "ID",
    "Name",
    "ParameterKey",
    "ParameterName",
    "PolicyName",
    "AttributeName",
    "IndexName",
    "OptionName",
    "DeviceName",
    "ContainerName",
    "ContainerPort",
    "ContainerPath",
    "PathPattern",
    "DomainName",
    "DomainIdentifier",
    "HostedZoneId",
    "AvailabilityZone",
    "SubnetId",
    "NetworkInterfaceId",
    "InstanceType",
    "ResourceType",
    "Field",
    "Endpoint",
    "Port",
    "Priority",
    "Order",
    "Type",
    "DeviceIndex",
    "TargetGroupArn",
    "CapacityProvider",
    "RoleArn",
];

/// Every place where the values differ, in the order of the names.
pub(super) fn compare(old: &Expression, new: &Expression) -> Vec<Difference> {
    let mut found = Vec::new();
    at(&Path::default(), old, new, &mut found);
    found
}

fn at(path: &Path, old: &Expression, new: &Expression, found: &mut Vec<Difference>) {
    if old == new {
        return;
    }
    match (old, new) {
        (Expression::Map(old), Expression::Map(new)) => {
            let names: BTreeSet<&Arc<str>> = old.keys().chain(new.keys()).collect();
            for name in names {
                let path = path.then(Step::Name(Arc::clone(name)));
                match (old.get(name), new.get(name)) {
                    (Some(old), Some(new)) => at(&path, old, new, found),
                    (old, new) => found.push(Difference {
                        path,
                        old: old.cloned(),
                        new: new.cloned(),
                    }),
                }
            }
        }
        (Expression::List(old_items), Expression::List(new_items)) => {
            match Elements::matched(old_items, new_items, false) {
                Some(elements) => elements.differences(path, old_items, new_items, found),
                None => found.push(whole(path, old, new)),
            }
        }
        (Expression::Set(old_items), Expression::Set(new_items)) => {
            match Elements::matched(old_items, new_items, true) {
                Some(elements) => elements.differences(path, old_items, new_items, found),
                None => found.push(whole(path, old, new)),
            }
        }
        (_, _) => found.push(whole(path, old, new)),
    }
}

fn whole(path: &Path, old: &Expression, new: &Expression) -> Difference {
    Difference {
        path: path.clone(),
        old: Some(old.clone()),
        new: Some(new.clone()),
    }
}

/// Which element of a list is which of another.
struct Elements {
    pairs: Vec<(usize, usize, Option<&'static str>)>,
    removed: Vec<usize>,
    added: Vec<usize>,
    is_set: bool,
}

impl Elements {
    /// `None` where the elements are in another order and that means something.
    fn matched(old: &[Expression], new: &[Expression], is_set: bool) -> Option<Self> {
        let mut pairs = equal(old, new);
        let paired_old: BTreeSet<usize> = pairs.iter().map(|(old, ..)| *old).collect();
        let paired_new: BTreeSet<usize> = pairs.iter().map(|(_, new, _)| *new).collect();
        let rest = |count: usize, paired: &BTreeSet<usize>| -> Vec<usize> {
            (0..count)
                .filter(|number| !paired.contains(number))
                .collect()
        };
        let mut removed = rest(old.len(), &paired_old);
        let mut added = rest(new.len(), &paired_new);
        if let Some(key) = identity(old, new, &removed, &added) {
            let by_value: BTreeMap<&Expression, usize> = added
                .iter()
                .filter_map(|number| Some((new.get(*number)?.get(&[key])?, *number)))
                .collect();
            let found = removed.iter().filter_map(|number| {
                let value = old.get(*number)?.get(&[key])?;
                Some((*number, *by_value.get(value)?, Some(key)))
            });
            pairs.extend(found.collect::<Vec<_>>());
        } else if !is_set && removed.len() == added.len() {
            let beside = removed.iter().zip(&added);
            pairs.extend(beside.map(|(old, new)| (*old, *new, None)));
        }
        removed.retain(|number| pairs.iter().all(|(old, ..)| old != number));
        added.retain(|number| pairs.iter().all(|(_, new, _)| new != number));
        pairs.sort_unstable();
        let in_order = pairs.is_sorted_by_key(|(_, new, _)| *new);
        (is_set || in_order).then_some(Self {
            pairs,
            removed,
            added,
            is_set,
        })
    }

    fn differences(
        &self,
        path: &Path,
        old: &[Expression],
        new: &[Expression],
        found: &mut Vec<Difference>,
    ) {
        let step = |element: &Expression, key, old: Option<usize>, new: Option<usize>| {
            let placed = |number: Option<usize>| number.filter(|_| !self.is_set);
            Step::Element {
                identity: named(element, key),
                old: placed(old),
                new: placed(new),
            }
        };
        for number in self.removed.iter().copied() {
            let Some(element) = old.get(number) else {
                continue;
            };
            found.push(Difference {
                path: path.then(step(element, None, Some(number), None)),
                old: Some(element.clone()),
                new: None,
            });
        }
        for (from, to, key) in self.pairs.iter().copied() {
            let (Some(old), Some(new)) = (old.get(from), new.get(to)) else {
                continue;
            };
            at(
                &path.then(step(new, key, Some(from), Some(to))),
                old,
                new,
                found,
            );
        }
        for number in self.added.iter().copied() {
            let Some(element) = new.get(number) else {
                continue;
            };
            found.push(Difference {
                path: path.then(step(element, None, None, Some(number))),
                old: None,
                new: Some(element.clone()),
            });
        }
    }
}

/// Elements that are equal, each once, in their order.
fn equal(old: &[Expression], new: &[Expression]) -> Vec<(usize, usize, Option<&'static str>)> {
    let mut open: BTreeMap<&Expression, Vec<usize>> = BTreeMap::new();
    for (number, element) in new.iter().enumerate().rev() {
        open.entry(element).or_default().push(number);
    }
    let pairs = old.iter().enumerate();
    let pairs =
        pairs.filter_map(|(number, element)| Some((number, open.get_mut(element)?.pop()?, None)));
    pairs.collect()
}

/// The name that tells the elements that are left apart, if all of them have it.
fn identity(
    old: &[Expression],
    new: &[Expression],
    removed: &[usize],
    added: &[usize],
) -> Option<&'static str> {
    let tells = |key: &str, elements: &[Expression], numbers: &[usize]| {
        let mut seen = BTreeSet::new();
        numbers.iter().all(|number| {
            let value = elements.get(*number).and_then(|one| one.get(&[key]));
            value.is_some_and(|value| seen.insert(value))
        })
    };
    if removed.is_empty() || added.is_empty() {
        return None;
    }
    IDENTITIES
        .into_iter()
        .find(|key| tells(key, old, removed) && tells(key, new, added))
}

/// The step to an element that is in both lists, by its place in the new one.
pub(super) fn step_to(element: &Expression, is_set: bool, number: usize) -> Step {
    Step::Element {
        identity: named(element, None),
        old: None,
        new: (!is_set).then_some(number),
    }
}

/// The name that tells an element from its neighbours, with its value.
fn named(element: &Expression, key: Option<&'static str>) -> Option<(&'static str, String)> {
    let key = key.or_else(|| {
        IDENTITIES
            .into_iter()
            .find(|key| element.get(&[key]).is_some())
    })?;
    Some((key, element.get(&[key])?.shown()))
}
