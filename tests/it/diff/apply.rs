//! Applies the changes of a comparison to the values that were there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ess_cfn::diff::{Expression, PropertyChange, Step};

/// What is left of a way, and what stands at its end.
type Rest<'c> = (&'c [Step], &'c PropertyChange);

/// The value that the changes make of another one; `None` where they take it away.
pub(super) fn applied(old: Option<&Expression>, changes: &[Rest<'_>]) -> Option<Expression> {
    if let Some((_, change)) = changes.iter().find(|(steps, _)| steps.is_empty()) {
        return change.new.clone();
    }
    if changes.is_empty() {
        return old.cloned();
    }
    match old {
        Some(Expression::Map(entries)) => Some(Expression::Map(map(entries, changes))),
        Some(Expression::List(items)) => Some(Expression::List(list(items, changes))),
        Some(Expression::Set(items)) => {
            let mut items = set(items, changes);
            items.sort();
            Some(Expression::Set(items))
        }
        other => panic!("nothing is inside of {other:?}"),
    }
}

fn map(
    entries: &BTreeMap<Arc<str>, Expression>,
    changes: &[Rest<'_>],
) -> BTreeMap<Arc<str>, Expression> {
    let mut by_name: BTreeMap<Arc<str>, Vec<Rest<'_>>> = BTreeMap::new();
    for (steps, change) in changes {
        let Step::Name(name) = &steps[0] else {
            panic!("an element in a mapping: {:?}", change.path)
        };
        let inside = by_name.entry(name.clone()).or_default();
        inside.push((&steps[1..], change));
    }
    let mut made = entries.clone();
    for (name, inside) in by_name {
        match applied(entries.get(&name), &inside) {
            Some(value) => made.insert(name, value),
            None => made.remove(&name),
        };
    }
    made
}

fn list(items: &[Expression], changes: &[Rest<'_>]) -> Vec<Expression> {
    let mut inside: BTreeMap<usize, Vec<Rest<'_>>> = BTreeMap::new();
    let (mut removed, mut added) = (BTreeSet::new(), BTreeMap::new());
    for (steps, change) in changes {
        let Step::Element { old, new, .. } = &steps[0] else {
            panic!("a name in a list: {:?}", change.path)
        };
        match (old, new) {
            (Some(old), Some(_)) => inside.entry(*old).or_default().push((&steps[1..], change)),
            (Some(old), None) => drop(removed.insert(*old)),
            (None, Some(new)) => drop(added.insert(*new, change.new.clone().unwrap())),
            (None, None) => panic!("an element without a place: {:?}", change.path),
        }
    }
    let kept = items.iter().enumerate();
    let kept = kept.filter(|(number, _)| !removed.contains(number));
    let kept = kept.map(|(number, item)| match inside.get(&number) {
        Some(inside) => applied(Some(item), inside).unwrap(),
        None => item.clone(),
    });
    let mut made: Vec<Expression> = kept.collect();
    for (number, item) in added {
        made.insert(number, item);
    }
    made
}

fn set(items: &[Expression], changes: &[Rest<'_>]) -> Vec<Expression> {
    let mut made = items.to_vec();
    let mut inside: BTreeMap<(&str, &str), Vec<Rest<'_>>> = BTreeMap::new();
    for (steps, change) in changes {
        let Step::Element { identity, .. } = &steps[0] else {
            panic!("a name in a set: {:?}", change.path)
        };
        match (steps.len(), &change.old, &change.new) {
            (1, Some(old), None) => {
                let at = made.iter().position(|item| item == old).unwrap();
                made.remove(at);
            }
            (1, None, Some(new)) => made.push(new.clone()),
            (_, _, _) => {
                let (key, value) = identity.as_ref().unwrap();
                let among = inside.entry((key, value)).or_default();
                among.push((&steps[1..], change));
            }
        }
    }
    for ((key, value), inside) in inside {
        let is_it = |item: &&mut Expression| {
            let own = item.get(&[key]);
            own.is_some_and(|own| own.shown() == value)
        };
        let item = made.iter_mut().find(is_it).unwrap();
        *item = applied(Some(item), &inside).unwrap();
    }
    made
}
