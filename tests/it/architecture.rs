//! The architecture: what is planned, derived and refused.

use ess_cfn::architecture::{
    Addresses, Architecture, Count, Placement, PoolName, Priority, Profile, ServicePart,
    SubnetKind, Zones, ZonesError, needed, surviving,
};
use ess_cfn::aws::{Cidr, Region, ZoneLetter};

use crate::deployments::{draft, value};

fn conflicts(draft: ess_cfn::architecture::Draft) -> Vec<String> {
    let conflicts = Architecture::new(draft).err().unwrap_or_default();
    conflicts.iter().map(ToString::to_string).collect()
}

#[test]
fn three_zones_hold_the_services_of_ess_on_three_hosts() {
    let architecture = Architecture::new(draft()).unwrap();
    let ess = architecture.pool(PoolName::Ess);
    assert_eq!((ess.min(), ess.max(), ess.min_in_service()), (3, 9, 3));
    let backend = architecture.pool(PoolName::Backend);
    assert_eq!((backend.min(), backend.max()), (2, 4));
    assert_eq!(ess.host().usable_memory_mib(), 7444);
    assert_eq!(ess.host().cpu_units(), 2048);
}

#[test]
fn two_zones_need_twice_the_hosts_that_the_services_need() {
    let mut draft = draft();
    draft.zones = Zones::counted(&draft.region, ZoneLetter::all().take(2)).unwrap();
    let architecture = Architecture::new(draft).unwrap();
    let ess = architecture.pool(PoolName::Ess);
    assert_eq!((ess.min(), ess.max(), ess.min_in_service()), (4, 10, 4));
}

#[test]
fn what_is_needed_survives_every_zone_and_one_host_less_does_not() {
    for zones in 2..=6 {
        for demand in 1..=40 {
            let hosts = needed(demand, zones);
            assert!(surviving(hosts, zones) >= demand);
            assert!(hosts == 2 || surviving(hosts - 1, zones) < demand);
        }
    }
}

#[test]
fn too_few_hosts_for_the_loss_of_a_zone_are_refused_with_the_numbers() {
    let mut draft = draft();
    draft.pools.ess.min = Some(2);
    assert_eq!(
        conflicts(draft),
        ["when one of 3 zones fails, pool `ess` keeps 1 of its 2 hosts, and its services need 2"]
    );
}

#[test]
fn tasks_that_fill_a_hosts_memory_take_hosts_of_their_own_however_little_they_compute() {
    let hosts = |tasks| {
        let mut draft = draft();
        let mut own = draft.services[0].clone();
        own.id = value("own");
        own.placement = Placement::Backend;
        own.count = Count::Fixed(tasks);
        (own.cpu, own.memory_mib) = (128, 5_000);
        let mut other = own.clone();
        other.id = value("other");
        draft.services.extend([own, other]);
        let architecture = Architecture::new(draft).unwrap();
        architecture.pool(PoolName::Backend).min_in_service()
    };
    // Of three zones with a host each, two are left; of three with two each, four.
    assert_eq!((hosts(1), hosts(2)), (3, 6));
}

#[test]
fn no_deployment_has_fewer_than_two_zones() {
    for zones in [[].as_slice(), &["eu-central-1a"]] {
        let zones = zones.iter().map(|zone| value(zone));
        assert_eq!(
            Zones::named(zones.clone()),
            Err(ZonesError::TooFew(zones.len()))
        );
    }
}

#[test]
fn another_zone_moves_no_address() {
    let region: Region = value("us-east-1");
    let addresses = Addresses::plan(value("10.20.0.0/16")).unwrap();
    let planned = |count| {
        let zones = Zones::counted(&region, ZoneLetter::all().take(count)).unwrap();
        zones.map(|zone| {
            let letter = zone.letter();
            SubnetKind::ALL.map(|kind| addresses.of(kind, letter))
        })
    };
    for count in 2..6 {
        let (fewer, more) = (planned(count), planned(count + 1));
        for (letter, ranges) in fewer.iter() {
            assert_eq!(more.get(letter), Some(ranges));
        }
    }
}

#[test]
fn no_two_ranges_of_a_plan_overlap_and_all_lie_in_the_vpc() {
    for vpc in ["10.0.0.0/16", "172.16.32.0/20", "192.168.4.0/22"] {
        let addresses = Addresses::plan(value(vpc)).unwrap();
        let ranges: Vec<Cidr> = ZoneLetter::all()
            .flat_map(|letter| SubnetKind::ALL.map(|kind| addresses.of(kind, letter)))
            .collect();
        for (index, range) in ranges.iter().enumerate() {
            assert!(addresses.vpc().contains(*range));
            assert!(ranges[..index].iter().all(|other| !other.overlaps(*range)));
        }
    }
}

#[test]
fn a_vpc_too_small_for_load_balancers_is_refused_with_the_numbers() {
    let refused = Addresses::plan(value("10.0.0.0/24")).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "expected at least a /22 with 1024 addresses, found 256: a load balancer's /27 is reserved in \
         every zone that could be"
    );
}

#[test]
fn every_profile_builds_and_its_services_have_distinct_hosts_and_priorities() {
    for profile in Profile::ALL {
        let mut draft = draft();
        draft.profile = profile;
        draft.services = profile.services(&draft.domain, false);
        let architecture = Architecture::new(draft).unwrap();
        assert_eq!(
            architecture.exposed().count(),
            architecture.services().len()
        );
    }
}

#[test]
fn a_priority_is_made_of_the_host_alone() {
    let domain = value("pods.example.org");
    let of = |host: &str| Priority::of(&value(host), &domain).number();
    assert_eq!(of("pods.example.org"), 100);
    assert_eq!(of("identity.pods.example.org"), 110);
    assert_eq!(of("app1.pods.example.org"), 13_636);
    assert_eq!(of("app2.pods.example.org"), 13_637);
}

#[test]
fn the_names_of_two_services_parts_never_meet() {
    for one in ServicePart::ALL {
        for other in ServicePart::ALL {
            assert!(one == other || !one.ending().ends_with(other.ending()));
        }
    }
}
