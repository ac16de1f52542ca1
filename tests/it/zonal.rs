//! A load balancer in each zone: what a public service becomes, what is asked of whoever deploys, and
//! how many hosts it takes.

use std::collections::BTreeSet;

use ess_cfn::architecture::{
    Architecture, Certificate, Count, Decided, Dns, Draft, LoadBalancerMode, Placement, PoolName,
    RootParameter, ServiceUnit, Zones,
};
use ess_cfn::assembly::Assembly;
use ess_cfn::aws::{Region, ZoneLetter};
use ess_cfn::document::Node;
use ess_cfn::stacks::{Synthesis, synthesise};

use crate::deployments::{draft, scaling, value};
use crate::follow::{Resource, Source, all, follow_property, resources};

fn zonal(zones: &str, change: impl FnOnce(&mut Draft)) -> Draft {
    let mut draft = draft();
    let names = zones
        .chars()
        .map(|letter| value(&format!("eu-central-1{letter}")));
    draft.zones = Zones::named(names).unwrap();
    draft.load_balancers.mode = LoadBalancerMode::PerZone;
    change(&mut draft);
    draft
}

fn synthesised(draft: Draft) -> Synthesis {
    let architecture = Architecture::new(draft).unwrap();
    synthesise(&architecture).unwrap()
}

fn ids(assembly: &Assembly, stack: &str, prefix: &str) -> Vec<String> {
    let found = all(assembly).into_iter();
    let found = found.filter(|one| one.stack == stack && one.logical_id.starts_with(prefix));
    found.map(|one| one.logical_id.to_owned()).collect()
}

fn resource<'a>(assembly: &'a Assembly, logical_id: &str) -> Resource<'a> {
    let mut found = all(assembly);
    found.retain(|one| one.logical_id == logical_id);
    assert_eq!(found.len(), 1, "{logical_id}");
    found[0]
}

#[test]
fn a_service_has_a_part_in_each_zone_and_shares_what_is_no_zones() {
    let made = synthesised(zonal("ab", |draft| draft.load_balancers.internal = true));
    assert_eq!(
        ids(&made.assembly, "EssServices", "Oidc"),
        [
            "OidcLogGroup",
            "OidcExecutionRole",
            "OidcTaskRole",
            "OidcTaskDefinition",
            "OidcTargetGroupA",
            "OidcListenerRuleA",
            "OidcTargetGroupB",
            "OidcListenerRuleB",
            "OidcInternalTargetGroup",
            "OidcInternalListenerRule",
            "OidcServiceA",
            "OidcScalableTargetA",
            "OidcScalingPolicyA",
            "OidcServiceB",
            "OidcScalableTargetB",
            "OidcScalingPolicyB",
        ]
    );
    assert_eq!(
        ids(&made.assembly, "LoadBalancers", ""),
        [
            "LogBucket",
            "LogBucketPolicy",
            "SecurityGroupA",
            "SecurityGroupB",
            "InternalSecurityGroup",
            "Certificate",
            "LoadBalancerA",
            "HttpsListenerA",
            "HttpListenerA",
            "LoadBalancerB",
            "HttpsListenerB",
            "HttpListenerB",
            // What is inside of the VPC speaks TLS from the start.
            "InternalLoadBalancer",
            "InternalHttpsListener",
        ]
    );
    assert_eq!(
        ids(&made.assembly, "Dns", "Oidc"),
        [
            "OidcDnsRecordA",
            "OidcDnsRecordB",
            "OidcPrivateZone",
            "OidcInternalDnsRecord"
        ]
    );
}

#[test]
fn the_internal_load_balancer_has_the_tasks_of_all_zones_in_one_target_group() {
    let made = synthesised(zonal("ab", |draft| draft.load_balancers.internal = true));
    let shared = resource(&made.assembly, "LdpInternalTargetGroup").source();
    for letter in ["A", "B"] {
        let service = resource(&made.assembly, &format!("LdpService{letter}"));
        let own = resource(&made.assembly, &format!("LdpTargetGroup{letter}")).source();
        let groups = service
            .property(&["LoadBalancers"])
            .and_then(Node::as_sequence);
        let groups: BTreeSet<Source> = groups
            .unwrap()
            .iter()
            .flat_map(|one| {
                let group = one.get(&["TargetGroupArn"]).unwrap();
                crate::follow::follow(&made.assembly, service.stack, group)
            })
            .collect();
        assert_eq!(groups, BTreeSet::from([own, shared.clone()]));
    }
}

#[test]
fn a_load_balancer_of_a_zone_has_its_second_subnet_in_the_zone_before() {
    let made = synthesised(zonal("abc", |_| {}));
    for (own, second) in [("A", "B"), ("B", "A"), ("C", "B")] {
        let balancer = resource(&made.assembly, &format!("LoadBalancer{own}"));
        let subnets = follow_property(&made.assembly, &balancer, &["Subnets"]);
        let expected = [own, second].map(|zone| {
            let subnet = format!("PublicSubnet{zone}");
            resource(&made.assembly, &subnet).source()
        });
        assert_eq!(subnets, BTreeSet::from(expected), "{own}");
    }
}

#[test]
fn what_is_to_run_after_the_loss_of_a_zone_is_shared_by_those_that_are_left() {
    let counts = |zones: &str, count: Count| {
        let draft = zonal(zones, |draft| draft.services[0].count = count);
        let architecture = Architecture::new(draft).unwrap();
        architecture.unit_count(&architecture.services()[0])
    };
    let scaled = |min, max| Count::Scaled(scaling(min, max, 60));
    assert_eq!(counts("ab", Count::Fixed(4)), Count::Fixed(4));
    assert_eq!(counts("abc", Count::Fixed(4)), Count::Fixed(2));
    assert_eq!(counts("abc", Count::Fixed(5)), Count::Fixed(3));
    assert_eq!(counts("abc", scaled(3, 9)), scaled(2, 5));
    // A zone without a task would take its load balancer out of service.
    assert_eq!(counts("abc", Count::Fixed(0)), Count::Fixed(1));
    assert_eq!(counts("abc", scaled(1, 1)), scaled(1, 1));
}

#[test]
fn tasks_in_each_zone_are_parameters_of_names_of_their_own() {
    let made = synthesised(zonal("abc", |draft| {
        draft.services[0].count = Count::Fixed(4);
        draft.services[1].count = Count::Scaled(scaling(3, 9, 60));
    }));
    let root = made.assembly.root().node();
    let parameter = |name: &str| root.get(&["Parameters", name]);
    let default = |name: &str| parameter(name)?.get(&["Default"])?.as_text();
    assert_eq!(default("LdpTasksPerZone"), Some("2"));
    assert_eq!(default("IdentityTasksPerZoneMinimum"), Some("2"));
    assert_eq!(default("IdentityTasksPerZoneMaximum"), Some("5"));
    for absent in [
        "LdpTaskCount",
        "IdentityTasksMinimum",
        "IdentityTasksMaximum",
    ] {
        assert!(parameter(absent).is_none(), "{absent}");
    }
    // One number for all zones: a zone with fewer tasks than the others would get as many requests.
    for letter in ["A", "B", "C"] {
        let target = resource(&made.assembly, &format!("IdentityScalableTarget{letter}"));
        let least = follow_property(&made.assembly, &target, &["MinCapacity"]);
        let parameter = RootParameter::TasksPerZoneMinimum(value("identity")).name();
        assert_eq!(least, BTreeSet::from([Source::Parameter(parameter)]));
    }
    let least = root.get(&["Parameters", "LdpTasksPerZone", "MinValue"]);
    assert_eq!(least, Some(&Node::integer(1)));
}

#[test]
fn a_service_that_is_not_public_stays_one_over_all_zones() {
    let draft = zonal("abc", |draft| {
        let mut own = draft.services[0].clone();
        own.id = value("worker");
        own.placement = Placement::Ess { exposure: None };
        own.count = Count::Fixed(4);
        draft.services.push(own);
    });
    let architecture = Architecture::new(draft).unwrap();
    let worker = architecture.services().last().unwrap();
    let alone = ServiceUnit {
        zone: None,
        roles: Vec::new(),
    };
    assert_eq!(architecture.units(worker), [alone]);
    assert_eq!(architecture.unit_count(worker), Count::Fixed(4));
}

/// The fewest hosts, those that the loss of a zone needs, and the most, for one public service that
/// fills a host and one that is free to run anywhere and does so too.
fn hosts(zones: &str, public: u32, free: u32) -> [u32; 3] {
    let draft = zonal(zones, |draft| {
        draft.services.truncate(1);
        draft.services[0].count = Count::Fixed(public);
        draft.services[0].memory_mib = 7_000;
        let mut other = draft.services[0].clone();
        other.id = value("worker");
        other.placement = Placement::Ess { exposure: None };
        other.count = Count::Fixed(free);
        draft.services.push(other);
    });
    let architecture = Architecture::new(draft).unwrap();
    let pool = architecture.pool(PoolName::Ess);
    [pool.min(), pool.min_in_service(), pool.max()]
}

#[test]
fn each_zone_holds_its_own_tasks_and_those_that_are_left_hold_the_free_ones_too() {
    // Two in each of three zones, and room for an update in each; nothing is free.
    assert_eq!(hosts("abc", 4, 0), [9, 9, 18]);
    // After a loss two zones hold two each and three more: seven are left of eleven.
    assert_eq!(hosts("abc", 4, 3), [12, 11, 24]);
    // One in each zone, since none is too few, and one more.
    assert_eq!(hosts("abc", 1, 0), [6, 6, 12]);
    // Of two zones each holds everything.
    assert_eq!(hosts("ab", 4, 0), [10, 10, 20]);
    assert_eq!(hosts("ab", 4, 3), [14, 14, 28]);
}

#[test]
fn hosts_of_a_plan_are_enough_in_every_zone_and_after_every_loss() {
    for zones in ["ab", "abc"] {
        for public in 1..6 {
            for free in 0..6 {
                let [min, needed, _] = hosts(zones, public, free);
                let count = u32::try_from(zones.len()).unwrap();
                let own = public.div_ceil(count - 1);
                for hosts in [min, needed] {
                    // A host more could start in another zone, so an update needs one that is there.
                    assert!(hosts / count > own);
                    let left = hosts - hosts.div_ceil(count);
                    assert!(left >= own * (count - 1) + free, "{zones} {public} {free}");
                }
            }
        }
    }
}

#[test]
fn a_load_balancer_without_a_healthy_task_is_told_while_services_are_on() {
    let made = synthesised(zonal("ab", |_| {}));
    for letter in ["A", "B"] {
        let alarm = resource(&made.assembly, &format!("LdpNoTargets{letter}"));
        assert_eq!(
            alarm.node.get(&["Condition"]),
            Some(&Node::text("ServicesOn"))
        );
        // An empty target group reports nothing.
        let silence = alarm.property(&["TreatMissingData"]);
        assert_eq!(silence, Some(&Node::text("breaching")));
    }
}

#[test]
fn an_accelerator_takes_both_ports_and_no_target_group_has_thresholds_for_dns() {
    let made = synthesised(zonal("ab", |draft| {
        draft.load_balancers.mode = LoadBalancerMode::Fronted;
    }));
    let [listener] = resources(&made.assembly, "AWS::GlobalAccelerator::Listener")[..] else {
        panic!("one listener");
    };
    let ranges = listener
        .property(&["PortRanges"])
        .and_then(Node::as_sequence);
    let ports: Vec<_> = ranges
        .unwrap()
        .iter()
        .map(|range| {
            assert_eq!(range.get(&["FromPort"]), range.get(&["ToPort"]));
            range.get(&["FromPort"]).unwrap().clone()
        })
        .collect();
    assert_eq!(ports, [Node::integer(443), Node::integer(80)]);
    for group in resources(&made.assembly, "AWS::ElasticLoadBalancingV2::TargetGroup") {
        let attributes = group.property(&["TargetGroupAttributes"]);
        assert!(
            !format!("{attributes:?}").contains("dns_failover"),
            "{group:?}"
        );
    }
    // It is taken away before what is behind it, since it takes values of it.
    let root = made.assembly.root().node();
    let passed = root.get(&["Resources", "Accelerator", "Properties", "Parameters"]);
    let passed = format!("{passed:?}");
    assert!(passed.contains("LoadBalancers.Outputs."), "{passed}");
}

#[test]
fn an_accelerator_of_names_held_elsewhere_is_entered_by_its_addresses() {
    let made = synthesised(zonal("ab", |draft| {
        draft.load_balancers.mode = LoadBalancerMode::Fronted;
        draft.dns = Dns::External;
        draft.certificate = Certificate::Given(Decided::AtDeployment);
    }));
    assert!(made.assembly.template("Dns").is_none());
    let root = made.assembly.root().node();
    assert!(root.get(&["Parameters", "HostedZoneId"]).is_none());
    let record = root.get(&["Outputs", "LdpDnsRecord", "Value"]).unwrap();
    let sources = crate::follow::follow(&made.assembly, "Root", record);
    let addresses = sources.iter().any(|source| {
        matches!(source, Source::Resource { attribute, .. } if attribute == "Ipv4Addresses")
    });
    assert!(addresses, "{sources:?}");
}

#[test]
fn the_neighbour_of_a_zone_is_the_one_before_and_that_of_the_first_is_the_second() {
    let region: Region = value("us-east-1");
    let letters: Vec<ZoneLetter> = ["a", "c", "d", "f"].map(value).to_vec();
    let zones = Zones::counted(&region, letters.iter().copied()).unwrap();
    let beside: Vec<String> = letters
        .iter()
        .map(|letter| zones.beside(*letter).to_string())
        .collect();
    assert_eq!(beside, ["C", "A", "C", "D"]);
}
