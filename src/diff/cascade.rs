//! What follows from a replacement: whoever refers to the old resource gets another value, which changes
//! him too, until nothing more follows.
//!
//! References are followed wherever they stand, in any function and through parameters and outputs of nested
//! stacks, since values are compared after resolution. Source: AWS CloudFormation user guide, "Update
//! behaviors of stack resources". Not here: what one change does (`effect`).

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use super::address::Address;
use super::change::{Afterwards, Cause, Effect, Fate, Path, PropertyChange, ResourceChange, Step};
use super::compare;
use super::effect;
use super::expression::Expression;
use super::state::{ResourceState, State};
use crate::facts::snapshots::takes_snapshots;

/// Attributes that yield something else when their resource is changed in place.
const MOVING: [(&str, &str); 1] = [("AWS::EC2::LaunchTemplate", "LatestVersionNumber")];

/// One place where a resource is referred to.
struct Use {
    user: Address,
    path: Path,
    attribute: String,
    value: Expression,
}

/// Adds to the changes what follows from them.
pub(super) fn spread(
    old: &State<'_, '_>,
    new: &State<'_, '_>,
    changes: &mut BTreeMap<Address, ResourceChange>,
) {
    let mut uses: BTreeMap<Address, Vec<Use>> = BTreeMap::new();
    for (address, resource) in &new.resources {
        // A nested stack that is looked into passes values on; they show where they are used.
        if old.resources.contains_key(address) && !resource.is_open {
            collect(address, &Path::default(), &resource.properties, &mut uses);
        }
    }
    let mut open: VecDeque<Address> = changes.keys().cloned().collect();
    let mut known: BTreeMap<Address, Effect> = BTreeMap::new();
    while let Some(address) = open.pop_front() {
        let Some(change) = changes.get(&address) else {
            continue;
        };
        if !matches!(change.fate, Fate::Changed) {
            continue;
        }
        let (effect, resource_type) = (change.effect, Arc::clone(&change.resource_type));
        if known.get(&address).is_some_and(|before| *before >= effect) {
            continue;
        }
        known.insert(address.clone(), effect);
        for used in uses.get(&address).into_iter().flatten() {
            let moves = MOVING
                .iter()
                .any(|(of, name)| **of == *resource_type && **name == used.attribute);
            let cause = match effect {
                Effect::Replacement | Effect::MayReplace => Cause::Replaced(address.clone()),
                Effect::None | Effect::Interruption if moves => Cause::Updated(address.clone()),
                Effect::None | Effect::Interruption => continue,
            };
            let Some(user) = new.resources.get(&used.user) else {
                continue;
            };
            let strongest = match effect {
                Effect::MayReplace => Effect::MayReplace,
                Effect::Replacement | Effect::None | Effect::Interruption => Effect::Replacement,
            };
            if follow(user, used, cause, strongest, changes) {
                open.push_back(used.user.clone());
            }
        }
    }
}

/// Whether the change of a user is new, or stronger than before.
fn follow(
    user: &ResourceState<'_>,
    used: &Use,
    cause: Cause,
    strongest: Effect,
    changes: &mut BTreeMap<Address, ResourceChange>,
) -> bool {
    let value = Some(&used.value);
    let (own, note) = effect::of_change(user, &used.path, value, value);
    let effect = own.min(strongest);
    let change = changes
        .entry(user.address.clone())
        .or_insert_with(|| unchanged(user));
    // A way may name the old place of an element, too.
    let written = used.path.to_string();
    let mut there = change
        .changes
        .iter_mut()
        .filter(|one| !one.is_attribute && one.path.to_string() == written);
    match there.next() {
        // It is written differently, or follows from something else, which counts as well.
        Some(known) if known.effect >= effect => return false,
        Some(known) => {
            known.effect = effect;
            known.note = note;
        }
        None => change.changes.push(PropertyChange {
            path: used.path.clone(),
            is_attribute: false,
            old: Some(used.value.clone()),
            new: Some(used.value.clone()),
            cause,
            effect,
            note,
        }),
    }
    change.effect = change.effect.max(effect);
    true
}

/// A resource of which nothing has changed so far.
pub(super) fn unchanged(resource: &ResourceState<'_>) -> ResourceChange {
    ResourceChange {
        address: resource.address.clone(),
        resource_type: Arc::clone(&resource.resource_type),
        fate: Fate::Changed,
        changes: Vec::new(),
        effect: Effect::None,
        replaced: afterwards(resource, "UpdateReplacePolicy"),
        only_if: None,
    }
}

/// What becomes of a resource that its stack has no more, or that goes with its stack: a stack that is kept
/// keeps what it holds.
pub(super) fn of_removed(
    old: &State<'_, '_>,
    new: &State<'_, '_>,
    resource: &ResourceState<'_>,
) -> Afterwards {
    let mut holder = resource.address.stack.holder();
    while let Some(address) = holder {
        let stack = old.resources.get(&address);
        let is_kept = !new.resources.contains_key(&address)
            && stack.is_some_and(|stack| afterwards(stack, "DeletionPolicy") == Afterwards::Kept);
        if is_kept {
            return Afterwards::Kept;
        }
        holder = address.stack.holder();
    }
    afterwards(resource, "DeletionPolicy")
}

/// What a policy says of a resource that goes. A database instance outside of clusters, and a cluster, leave
/// a snapshot where `DeletionPolicy` says nothing.
///
/// Source: AWS CloudFormation template reference, "DeletionPolicy attribute", "UpdateReplacePolicy attribute".
pub(super) fn afterwards(resource: &ResourceState<'_>, policy: &str) -> Afterwards {
    match resource.policy(policy) {
        Some("Retain" | "RetainExceptOnCreate") => Afterwards::Kept,
        Some("Snapshot") if takes_snapshots(&resource.resource_type) => Afterwards::Snapshot,
        Some(_) => Afterwards::Deleted,
        None => {
            let alone = resource.property(&["DBClusterIdentifier"]).is_none();
            let by_default = match &*resource.resource_type {
                "AWS::RDS::DBCluster" => true,
                "AWS::RDS::DBInstance" => alone,
                _ => false,
            };
            if policy == "DeletionPolicy" && by_default {
                Afterwards::Snapshot
            } else {
                Afterwards::Deleted
            }
        }
    }
}

fn collect(
    user: &Address,
    path: &Path,
    value: &Expression,
    uses: &mut BTreeMap<Address, Vec<Use>>,
) {
    if let Expression::Map(entries) = value {
        for (name, inner) in entries {
            collect(user, &path.then(Step::Name(Arc::clone(name))), inner, uses);
        }
    } else if let Some(items) = value.items() {
        for (number, item) in items.iter().enumerate() {
            let is_set = matches!(value, Expression::Set(_));
            let step = compare::step_to(item, is_set, number);
            collect(user, &path.then(step), item, uses);
        }
    } else {
        let named: BTreeSet<(&Address, &str)> = value.references().into_iter().collect();
        for (address, attribute) in named {
            uses.entry(address.clone()).or_default().push(Use {
                user: user.clone(),
                path: path.clone(),
                attribute: attribute.to_owned(),
                value: value.clone(),
            });
        }
    }
}
