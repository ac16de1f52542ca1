//! S1 to S4 and S7: one VPC, zones, subnets, what runs where, and the names.

use std::collections::{BTreeMap, BTreeSet};

use ess_cfn::assembly::Assembly;
use ess_cfn::document::{Intrinsic, Node, Value};

use super::on_every_spec;
use crate::follow::{Resource, Source, all, follow, follow_property, resources};

type Name = (String, String);

/// Where the default route of a subnet leads.
#[derive(Debug, PartialEq, Eq)]
enum WayOut {
    Internet,
    Nat(Name),
}

/// Every subnet with the way out of its route table.
fn subnets(assembly: &Assembly) -> BTreeMap<Name, WayOut> {
    let one = |sources: BTreeSet<Source>| -> Name {
        assert_eq!(sources.len(), 1, "{sources:?}");
        sources
            .first()
            .and_then(Source::resource)
            .expect("a resource")
    };
    let associations = resources(assembly, "AWS::EC2::SubnetRouteTableAssociation");
    let routes = resources(assembly, "AWS::EC2::Route");
    let found = resources(assembly, "AWS::EC2::Subnet")
        .into_iter()
        .map(|subnet| {
            let mut tables = associations
                .iter()
                .filter(|link| one(follow_property(assembly, link, &["SubnetId"])) == subnet.name())
                .map(|link| one(follow_property(assembly, link, &["RouteTableId"])));
            let table = tables
                .next()
                .expect("every subnet has a route table of its own");
            assert!(tables.next().is_none(), "one route table per subnet");
            let mut defaults = routes.iter().filter(|route| {
                one(follow_property(assembly, route, &["RouteTableId"])) == table
                    && route.property(&["DestinationCidrBlock"]) == Some(&Node::text("0.0.0.0/0"))
            });
            let route = defaults.next().expect("every subnet has a way out");
            assert!(defaults.next().is_none(), "one default route per table");
            let way = match route.property(&["NatGatewayId"]) {
                Some(gateway) => WayOut::Nat(one(follow(assembly, route.stack, gateway))),
                None => {
                    let gateway = one(follow_property(assembly, route, &["GatewayId"]));
                    let internet = resources(assembly, "AWS::EC2::InternetGateway");
                    assert!(internet.iter().any(|found| found.name() == gateway));
                    WayOut::Internet
                }
            };
            (subnet.name(), way)
        });
    found.collect()
}

fn public_subnets(assembly: &Assembly) -> BTreeSet<Name> {
    let found = subnets(assembly)
        .into_iter()
        .filter(|(_, way)| *way == WayOut::Internet);
    found.map(|(name, _)| name).collect()
}

/// The zone of a subnet: a name, or the root parameter that holds it.
fn zone(assembly: &Assembly, subnet: &Resource<'_>) -> Source {
    let sources = follow_property(assembly, subnet, &["AvailabilityZone"]);
    assert_eq!(sources.len(), 1);
    let zone = sources.into_iter().next().expect("a zone");
    assert!(
        matches!(zone, Source::Literal(_) | Source::Parameter(_)),
        "{zone:?}"
    );
    zone
}

#[test]
fn s1_everything_runs_in_one_vpc() {
    on_every_spec(|spec, assembly| {
        let vpcs = resources(assembly, "AWS::EC2::VPC");
        assert_eq!(vpcs.len(), 1, "{spec}");
        let vpc = BTreeSet::from([vpcs[0].source()]);
        let mut members = 0;
        for resource in all(assembly) {
            if resource.property(&["VpcId"]).is_some() {
                members += 1;
                let found = follow_property(assembly, &resource, &["VpcId"]);
                assert_eq!(found, vpc, "{spec}: {resource:?}");
            }
        }
        assert!(
            members > 5,
            "{spec}: subnets, route tables, security groups, target groups"
        );
        for group in resources(assembly, "AWS::EC2::SecurityGroup") {
            assert!(group.property(&["VpcId"]).is_some(), "{spec}: {group:?}");
        }
    });
}

#[test]
fn s2_at_least_two_zones_each_by_name_or_by_a_root_parameter() {
    on_every_spec(|spec, assembly| {
        let found = resources(assembly, "AWS::EC2::Subnet");
        let zones: BTreeSet<Source> = found.iter().map(|subnet| zone(assembly, subnet)).collect();
        assert!((2..=6).contains(&zones.len()), "{spec}: {zones:?}");
        for resource in all(assembly) {
            assert!(
                !calls(resource.node, &Intrinsic::GetAZs),
                "{spec}: {resource:?}"
            );
        }
    });
}

/// Whether a function is called anywhere below a node.
fn calls(node: &Node, name: &Intrinsic) -> bool {
    match &node.value {
        Value::Scalar(_) => false,
        Value::Sequence(items) => items.iter().any(|item| calls(item, name)),
        Value::Mapping(mapping) => mapping.iter().any(|(_, value)| calls(value, name)),
        Value::Function(function) => function.name == *name || calls(&function.argument, name),
    }
}

#[test]
fn s3_each_zone_has_one_public_and_one_private_subnet_with_a_way_out_of_its_own() {
    on_every_spec(|spec, assembly| {
        let ways = subnets(assembly);
        let found = resources(assembly, "AWS::EC2::Subnet");
        let zone_of: BTreeMap<Name, Source> = found
            .iter()
            .map(|subnet| (subnet.name(), zone(assembly, subnet)))
            .collect();
        let zones: BTreeSet<&Source> = zone_of.values().collect();
        for zone in zones {
            let of_zone: Vec<&WayOut> = ways
                .iter()
                .filter(|(subnet, _)| zone_of.get(*subnet) == Some(zone))
                .map(|(_, way)| way)
                .collect();
            assert_eq!(of_zone.len(), 2, "{spec}: {zone:?}");
            assert_eq!(
                of_zone
                    .iter()
                    .filter(|way| ***way == WayOut::Internet)
                    .count(),
                1,
                "{spec}: {zone:?}"
            );
            for way in of_zone {
                let WayOut::Nat(gateway) = way else { continue };
                let gateways = resources(assembly, "AWS::EC2::NatGateway");
                let gateway = gateways.iter().find(|found| found.name() == *gateway);
                let gateway = gateway.expect("the NAT gateway exists");
                let subnet = follow_property(assembly, gateway, &["SubnetId"]);
                let subnet = subnet.first().and_then(Source::resource).expect("a subnet");
                assert_eq!(
                    ways.get(&subnet),
                    Some(&WayOut::Internet),
                    "{spec}: {gateway:?}"
                );
                assert_eq!(zone_of.get(&subnet), Some(zone), "{spec}: {gateway:?}");
            }
        }
    });
}

#[test]
fn s4_only_load_balancers_and_nat_gateways_are_in_public_subnets() {
    on_every_spec(|spec, assembly| {
        let public = public_subnets(assembly);
        let mut in_public = BTreeSet::new();
        for resource in all(assembly) {
            let Some(properties) = resource.node.get(&["Properties"]) else {
                continue;
            };
            if resource.resource_type() == "AWS::CloudFormation::Stack" {
                continue; // It passes on what its own resources are asked about.
            }
            let sources = follow(assembly, resource.stack, properties);
            let names: BTreeSet<Name> = sources.iter().filter_map(Source::resource).collect();
            if names.iter().any(|name| public.contains(name)) {
                in_public.insert(resource.resource_type());
            }
            let interfaces = resource.property(&["LaunchTemplateData", "NetworkInterfaces"]);
            for interface in interfaces.and_then(Node::as_sequence).unwrap_or_default() {
                let public = interface.get(&["AssociatePublicIpAddress"]);
                assert_eq!(public, Some(&Node::boolean(false)), "{spec}: {resource:?}");
            }
        }
        let mut allowed = BTreeSet::from([
            "AWS::EC2::NatGateway",
            "AWS::EC2::SubnetRouteTableAssociation",
        ]);
        let balancers = resources(assembly, "AWS::ElasticLoadBalancingV2::LoadBalancer");
        let internal = Some(&Node::text("internal"));
        if balancers
            .iter()
            .any(|one| one.property(&["Scheme"]) != internal)
        {
            allowed.insert("AWS::ElasticLoadBalancingV2::LoadBalancer");
        }
        assert_eq!(in_public, allowed, "{spec}");
        for subnet in resources(assembly, "AWS::EC2::Subnet") {
            let map = subnet.property(&["MapPublicIpOnLaunch"]);
            assert_eq!(map, Some(&Node::boolean(false)), "{spec}: {subnet:?}");
        }
    });
}

#[test]
fn s4_addresses_of_their_own_belong_to_nat_gateways() {
    on_every_spec(|spec, assembly| {
        let gateways = resources(assembly, "AWS::EC2::NatGateway");
        let used: BTreeSet<Name> = gateways
            .iter()
            .flat_map(|gateway| follow_property(assembly, gateway, &["AllocationId"]))
            .filter_map(|source| source.resource())
            .collect();
        let addresses = resources(assembly, "AWS::EC2::EIP");
        let addresses: BTreeSet<Name> = addresses.iter().map(Resource::name).collect();
        assert_eq!(addresses, used, "{spec}");
    });
}

#[test]
fn s4_what_needs_the_internet_waits_until_the_vpc_has_its_gateway() {
    on_every_spec(|spec, assembly| {
        let attachment = resources(assembly, "AWS::EC2::VPCGatewayAttachment")[0];
        let mut waiting = 0;
        for kind in ["AWS::EC2::EIP", "AWS::EC2::NatGateway", "AWS::EC2::Route"] {
            for resource in resources(assembly, kind) {
                if resource.property(&["NatGatewayId"]).is_some() {
                    continue; // It waits for the NAT gateway, and so for what that waits for.
                }
                waiting += 1;
                let before = resource.depends_on();
                assert!(
                    before.contains(&attachment.logical_id),
                    "{spec}: {resource:?}"
                );
            }
        }
        assert!(waiting >= 6, "{spec}: {waiting}");
    });
}

#[test]
fn s12_image_layers_reach_every_private_subnet_without_nat() {
    on_every_spec(|spec, assembly| {
        let routes = resources(assembly, "AWS::EC2::Route");
        let private: BTreeSet<Source> = routes
            .iter()
            .filter(|route| route.property(&["NatGatewayId"]).is_some())
            .flat_map(|route| follow_property(assembly, route, &["RouteTableId"]))
            .collect();
        let endpoint = resources(assembly, "AWS::EC2::VPCEndpoint")[0];
        let tables = follow_property(assembly, &endpoint, &["RouteTableIds"]);
        assert_eq!(tables, private, "{spec}");
    });
}

#[test]
fn all_traffic_of_the_vpc_is_logged() {
    on_every_spec(|spec, assembly| {
        let vpc = resources(assembly, "AWS::EC2::VPC")[0];
        let logs = resources(assembly, "AWS::EC2::FlowLog");
        assert_eq!(logs.len(), 1, "{spec}");
        let of = follow_property(assembly, &logs[0], &["ResourceId"]);
        assert_eq!(of, BTreeSet::from([vpc.source()]), "{spec}");
        let traffic = logs[0].property(&["TrafficType"]);
        assert_eq!(traffic, Some(&Node::text("ALL")), "{spec}");
        let groups = resources(assembly, "AWS::Logs::LogGroup");
        let into = follow_property(assembly, &logs[0], &["LogGroupName"]);
        assert!(
            groups.iter().any(|group| into.contains(&group.source())),
            "{spec}"
        );
    });
}
