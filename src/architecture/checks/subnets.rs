//! Subnets whose ranges or ids the user gives: whether they fit the VPC, one another and the zones.
//!
//! Sources: Amazon VPC user guide, "Subnet CIDR blocks"; Elastic Load Balancing user guide, "Subnets for
//! your load balancer" (a /27 at least). Not here: the plan of the others (`addresses`).

use std::collections::BTreeMap;

use crate::aws::{SubnetId, ZoneLetter};

use super::super::addresses::{Addresses, SubnetKind};
use super::super::conflict::Conflict;
use super::super::draft::Draft;
use super::super::subnet_conflict::SubnetConflict;
use super::super::vpc::{ExistingSubnets, Vpc};

pub(super) fn subnets(draft: &Draft, found: &mut Vec<Conflict>) {
    match &draft.vpc {
        Vpc::Created { addresses, .. } => ranges(draft, addresses, found),
        Vpc::Existing { subnets, .. } => existing(draft, subnets, found),
    }
}

fn letters(draft: &Draft) -> Vec<ZoneLetter> {
    draft.zones.iter().map(|zone| zone.letter()).collect()
}

/// Zones that are named and not there.
fn absent(
    draft: &Draft,
    named: impl Iterator<Item = ZoneLetter>,
    existing: bool,
    found: &mut Vec<Conflict>,
) {
    let there = letters(draft);
    let mut last = None;
    for letter in named.filter(|letter| !there.contains(letter)) {
        if last.replace(letter) == Some(letter) {
            continue;
        }
        let zones = there.iter().map(|one| format!("`{}`", one.lower()));
        found.push(Conflict::from(SubnetConflict::ZoneAbsent {
            letter,
            zones: zones.collect::<Vec<_>>().join(", "),
            existing,
        }));
    }
}

fn ranges(draft: &Draft, addresses: &Addresses, found: &mut Vec<Conflict>) {
    let vpc = addresses.vpc();
    let there = letters(draft);
    let data = draft.vpc.has_data_subnets();
    let mut named: Vec<ZoneLetter> = addresses.pinned().map(|(_, letter, _)| letter).collect();
    named.sort_unstable();
    absent(draft, named.into_iter(), false, found);
    let pinned = addresses
        .pinned()
        .filter(|(_, letter, _)| there.contains(letter));
    for (kind, letter, range) in pinned {
        if kind == SubnetKind::Data && !data {
            found.push(Conflict::from(SubnetConflict::Unused { letter }));
        } else if !vpc.contains(range) {
            found.push(Conflict::from(SubnetConflict::Outside {
                kind,
                letter,
                range,
                vpc,
                planned: addresses.planned(kind, letter),
            }));
        } else if kind == SubnetKind::Public && range.prefix() > Addresses::SMALLEST_PUBLIC {
            let most = Addresses::SMALLEST_PUBLIC;
            found.push(Conflict::from(SubnetConflict::Small {
                letter,
                range,
                most,
            }));
        }
    }
    let all: Vec<(SubnetKind, ZoneLetter)> = there
        .iter()
        .flat_map(|letter| draft.vpc.subnet_kinds().map(move |kind| (kind, *letter)))
        .collect();
    let chosen = |kind, letter| {
        addresses
            .pinned()
            .any(|(one, other, _)| (one, other) == (kind, letter))
    };
    for (number, (kind, letter)) in all.iter().enumerate() {
        for (other_kind, other_letter) in all.iter().skip(number + 1) {
            let range = addresses.of(*kind, *letter);
            let other = addresses.of(*other_kind, *other_letter);
            if !range.overlaps(other) {
                continue;
            }
            // The one that the user chose is named last: it is the one to be changed.
            let mut pair = [(*kind, *letter, range), (*other_kind, *other_letter, other)];
            if !chosen(*other_kind, *other_letter) {
                pair.reverse();
            }
            let [(kind, letter, range), (other_kind, other_letter, other)] = pair;
            found.push(Conflict::from(SubnetConflict::Overlap {
                kind,
                letter,
                range,
                other_kind,
                other_letter,
                other,
            }));
        }
    }
}

fn existing(
    draft: &Draft,
    subnets: &BTreeMap<ZoneLetter, ExistingSubnets>,
    found: &mut Vec<Conflict>,
) {
    absent(draft, subnets.keys().copied(), true, found);
    if !subnets.is_empty() {
        for letter in letters(draft) {
            match subnets.get(&letter) {
                None => found.push(Conflict::from(SubnetConflict::Missing {
                    kind: SubnetKind::Private,
                    letter,
                })),
                Some(of_zone) if draft.vpc.has_data_subnets() && of_zone.data.is_none() => {
                    let kind = SubnetKind::Data;
                    found.push(Conflict::from(SubnetConflict::Missing { kind, letter }));
                }
                Some(_) => {}
            }
        }
    }
    let mut places: BTreeMap<&SubnetId, (SubnetKind, ZoneLetter)> = BTreeMap::new();
    for (letter, of_zone) in subnets {
        for kind in SubnetKind::ALL {
            let Some(id) = of_zone.of(kind) else { continue };
            let (other_kind, other_letter) = (kind, *letter);
            match places.get(id) {
                None => {
                    places.insert(id, (kind, *letter));
                }
                Some((kind, letter)) => found.push(Conflict::from(SubnetConflict::Twice {
                    id: id.clone(),
                    kind: *kind,
                    letter: *letter,
                    other_kind,
                    other_letter,
                })),
            }
        }
    }
}
