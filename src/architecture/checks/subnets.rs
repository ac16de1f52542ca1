//! Subnets whose ranges or ids the user gives: whether they fit the VPC, one another and the zones.
//!
//! Sources: Amazon VPC user guide, "Subnet CIDR blocks"; Elastic Load Balancing user guide, "Subnets for
//! your load balancer" (a /27 at least). Not here: the plan of the others (`addresses`).

use std::collections::BTreeMap;

use crate::aws::{Cidr, SubnetId, ZoneLetter};

use super::super::addresses::{Addresses, SubnetKind};
use super::super::conflict::Conflict;
use super::super::draft::Draft;
use super::super::subnet_conflict::SubnetConflict;
use super::super::vpc::{ExistingSubnets, Vpc};

/// A subnet with its range.
type Planned = ((SubnetKind, ZoneLetter), Cidr);

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
    let all: Vec<Planned> = there
        .iter()
        .flat_map(|letter| draft.vpc.subnet_kinds().map(move |kind| (kind, *letter)))
        .map(|(kind, letter)| ((kind, letter), addresses.of(kind, letter)))
        .collect();
    let pinned: Vec<Planned> = addresses
        .pinned()
        .filter(|(_, letter, _)| there.contains(letter))
        .map(|(kind, letter, range)| ((kind, letter), range))
        .collect();
    let planned = all.iter().filter(|(subnet, _)| {
        let mut pinned = pinned.iter();
        !pinned.any(|(one, _)| one == subnet)
    });
    let planned: Vec<&Planned> = planned.collect();
    for (number, ((kind, letter), range)) in pinned.iter().enumerate() {
        let (kind, letter, range) = (*kind, *letter, *range);
        if kind == SubnetKind::Data && !data {
            found.push(Conflict::from(SubnetConflict::Unused { letter }));
            continue;
        }
        if !vpc.contains(range) {
            found.push(Conflict::from(SubnetConflict::Outside {
                kind,
                letter,
                range,
                vpc,
                free: free(vpc, (kind, letter), range, &all),
            }));
            continue;
        }
        if kind == SubnetKind::Public && range.prefix() > Addresses::SMALLEST_PUBLIC {
            let most = Addresses::SMALLEST_PUBLIC;
            found.push(Conflict::from(SubnetConflict::Small {
                letter,
                range,
                most,
            }));
        }
        // Said once, of the range that the user chose, and of the later one where both are chosen:
        // what is proposed for it is free of all others.
        let before = pinned.iter().take(number);
        let mut others = planned.iter().copied().chain(before);
        let meets = others.find(|(_, other)| other.overlaps(range));
        if let Some(((first_kind, first_letter), first)) = meets {
            found.push(Conflict::from(SubnetConflict::Overlap {
                kind: *first_kind,
                letter: *first_letter,
                range: *first,
                other_kind: kind,
                other_letter: letter,
                other: range,
                free: free(vpc, (kind, letter), range, &all),
            }));
        }
    }
}

/// The range of the same size that is nearest to one and free of all subnets but its own.
fn free(vpc: Cidr, subnet: (SubnetKind, ZoneLetter), range: Cidr, all: &[Planned]) -> Option<Cidr> {
    let least = match subnet.0 {
        SubnetKind::Public => Addresses::SMALLEST_PUBLIC,
        SubnetKind::Private | SubnetKind::Data => Cidr::SMALLEST,
    };
    let prefix = range.prefix().min(least);
    let others: Vec<Cidr> = all
        .iter()
        .filter(|(other, _)| *other != subnet)
        .map(|(_, range)| *range)
        .collect();
    let blocks = (0..).map_while(|index| vpc.block(prefix, index));
    let free = blocks.filter(|block| !others.iter().any(|other| other.overlaps(*block)));
    free.min_by_key(|block| {
        let place = block.network().to_bits();
        place.abs_diff(range.network().to_bits())
    })
}

fn existing(
    draft: &Draft,
    subnets: &BTreeMap<ZoneLetter, ExistingSubnets>,
    found: &mut Vec<Conflict>,
) {
    absent(draft, subnets.keys().copied(), true, found);
    if !draft.vpc.has_data_subnets() {
        let unused = subnets.iter().filter(|(_, of_zone)| of_zone.data.is_some());
        found.extend(
            unused.map(|(letter, _)| Conflict::from(SubnetConflict::Unused { letter: *letter })),
        );
    }
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
