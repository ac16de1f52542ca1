//! The plan of addresses with ranges of the user's own, drawn at random, and as people read it.

use std::collections::BTreeMap;

use ess_cfn::architecture::{
    Addresses, Architecture, Conflict, Draft, SubnetConflict, SubnetKind, Vpc, Zones,
};
use ess_cfn::aws::{Cidr, Region, ZoneLetter};
use ess_cfn::report::AddressPlan;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::deployments::{draft, value};

type Subnet = (SubnetKind, ZoneLetter);

/// A VPC with pinned ranges, in so many zones.
#[derive(Clone, Debug)]
struct Drawn {
    vpc: Cidr,
    zones: usize,
    data: bool,
    pins: BTreeMap<Subnet, Cidr>,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    // How much longer than the VPC's prefix, and where in the VPC.
    let pin = (
        0..3_usize,
        0..6_usize,
        2..=8_u8,
        any::<prop::sample::Index>(),
    );
    (16..=22_u8, 2..=6_usize, any::<bool>(), vec(pin, 0..5)).prop_map(
        |(prefix, zones, data, pins)| {
            let vpc: Cidr = value(&format!("10.32.0.0/{prefix}"));
            let letters: Vec<ZoneLetter> = ZoneLetter::all().take(zones).collect();
            let pins = pins.into_iter().map(|(kind, zone, longer, place)| {
                let kind = SubnetKind::ALL[if data { kind } else { kind % 2 }];
                let prefix = (prefix + longer).min(27);
                let blocks = 1_usize << (prefix - vpc.prefix());
                let range = vpc.block(prefix, u32::try_from(place.index(blocks)).unwrap());
                ((kind, letters[zone % zones]), range.unwrap())
            });
            let pins = pins.collect();
            Drawn {
                vpc,
                zones,
                data,
                pins,
            }
        },
    )
}

fn draft_of(drawn: &Drawn) -> Draft {
    let mut addresses = Addresses::plan(drawn.vpc).unwrap();
    for ((kind, zone), range) in &drawn.pins {
        addresses = addresses.pin(*kind, *zone, *range);
    }
    let region: Region = value("us-east-1");
    let mut draft = draft();
    draft.zones = Zones::counted(&region, ZoneLetter::all().take(drawn.zones)).unwrap();
    draft.region = region;
    draft.vpc = Vpc::Created {
        addresses,
        data_subnets: drawn.data,
    };
    draft
}

/// The range of every subnet, whether or not they fit.
fn ranges(drawn: &Drawn) -> BTreeMap<Subnet, Cidr> {
    let plan = Addresses::plan(drawn.vpc).unwrap();
    let kinds = if drawn.data { 3 } else { 2 };
    let subnets = ZoneLetter::all().take(drawn.zones).flat_map(|zone| {
        SubnetKind::ALL
            .into_iter()
            .take(kinds)
            .map(move |kind| (kind, zone))
    });
    subnets
        .map(|(kind, zone)| {
            let pinned = drawn.pins.get(&(kind, zone)).copied();
            ((kind, zone), pinned.unwrap_or_else(|| plan.of(kind, zone)))
        })
        .collect()
}

/// The pinned subnets that share an address with another one.
fn meeting(drawn: &Drawn) -> Vec<Subnet> {
    let all = ranges(drawn);
    let pinned = drawn.pins.iter().filter(|(subnet, range)| {
        let mut others = all.iter().filter(|(other, _)| other != subnet);
        others.any(|(_, other)| other.overlaps(**range))
    });
    pinned.map(|(subnet, _)| *subnet).collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 192,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn ranges_are_refused_where_they_share_addresses_and_what_is_proposed_fits(drawn in drawn()) {
        let conflicts = match Architecture::new(draft_of(&drawn)) {
            Ok(architecture) => {
                prop_assert_eq!(meeting(&drawn), []);
                let all = ranges(&drawn);
                let plan = AddressPlan::of(&architecture).unwrap();
                for (zone, of_zone) in plan.zones {
                    for (kind, range) in plan.kinds.iter().zip(of_zone) {
                        prop_assert_eq!(all.get(&(*kind, zone)), Some(&range));
                        prop_assert!(drawn.vpc.contains(range));
                    }
                }
                return Ok(());
            }
            Err(conflicts) => conflicts,
        };
        prop_assert!(!meeting(&drawn).is_empty(), "{:?}", conflicts);
        let mut again = drawn.clone();
        for conflict in conflicts {
            let Conflict::Subnet(SubnetConflict::Overlap { other_kind, other_letter, other, free, .. }) = conflict else {
                panic!("{conflict:?}")
            };
            let subnet = (other_kind, other_letter);
            prop_assert!(meeting(&drawn).contains(&subnet));
            prop_assert_eq!(drawn.pins.get(&subnet), Some(&other));
            let Some(free) = free else { continue };
            prop_assert_eq!(free.prefix(), other.prefix());
            again.pins.insert(subnet, free);
            prop_assert!(!meeting(&again).contains(&subnet), "{:?} {}", subnet, free);
            again.pins.insert(subnet, other);
        }
    }
}

#[test]
fn the_plan_is_a_table_of_the_zones() {
    let mut drawn = Drawn {
        vpc: value("10.20.0.0/16"),
        zones: 3,
        data: true,
        pins: BTreeMap::new(),
    };
    let b = ZoneLetter::all().nth(1).unwrap();
    drawn
        .pins
        .insert((SubnetKind::Public, b), value("10.20.250.0/24"));
    let architecture = Architecture::new(draft_of(&drawn)).unwrap();
    let plan = AddressPlan::of(&architecture).unwrap().to_string();
    insta::assert_snapshot!(plan, @r"
    Addresses of the VPC, 10.20.0.0/16:
      zone  public              private             data
      a     10.20.128.0/21      10.20.0.0/20        10.20.192.0/21
      b     10.20.250.0/24      10.20.16.0/20       10.20.200.0/21
      c     10.20.144.0/21      10.20.32.0/20       10.20.208.0/21
    ");
}
