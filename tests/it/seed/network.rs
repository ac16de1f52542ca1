//! S1 to S4: one VPC, zones, subnets, and what runs where; made with the deployment or taken over.

use std::collections::{BTreeMap, BTreeSet};

use ess_cfn::architecture::{Architecture, Egress, SubnetKind, Vpc};
use ess_cfn::assembly::Assembly;
use ess_cfn::aws::ZoneLetter;
use ess_cfn::document::{Intrinsic, Node, Value};

use super::{Deployment, on_every_deployment, on_every_spec};
use crate::follow::{Resource, Source, all, follow, follow_property, resources};

/// Where a subnet of a VPC that is made with the deployment leads.
#[derive(Debug, PartialEq, Eq)]
enum Way {
    /// To the internet and from there.
    Internet,
    /// To a NAT gateway.
    Nat(Source),
    /// To storage alone.
    Storage,
    /// Nowhere.
    Nowhere,
}

type Name = (String, String);

fn one(sources: BTreeSet<Source>) -> Source {
    assert_eq!(sources.len(), 1, "{sources:?}");
    sources.into_iter().next().unwrap()
}

/// Every subnet that is made with the deployment, with the way that its route table has.
fn ways(assembly: &Assembly) -> BTreeMap<Source, Way> {
    let associations = resources(assembly, "AWS::EC2::SubnetRouteTableAssociation");
    let routes = resources(assembly, "AWS::EC2::Route");
    let endpoints = resources(assembly, "AWS::EC2::VPCEndpoint");
    let storage: BTreeSet<Source> = endpoints
        .iter()
        .flat_map(|endpoint| follow_property(assembly, endpoint, &["RouteTableIds"]))
        .collect();
    let found = resources(assembly, "AWS::EC2::Subnet")
        .into_iter()
        .map(|subnet| {
            let mut tables = associations
                .iter()
                .filter(|link| {
                    one(follow_property(assembly, link, &["SubnetId"])) == subnet.source()
                })
                .map(|link| one(follow_property(assembly, link, &["RouteTableId"])));
            let table = tables
                .next()
                .expect("every subnet has a route table of its own");
            assert!(tables.next().is_none(), "one route table per subnet");
            let mut of_table = routes
                .iter()
                .filter(|route| one(follow_property(assembly, route, &["RouteTableId"])) == table);
            let route = of_table.next();
            assert!(of_table.next().is_none(), "at most one route per table");
            let way = match route {
                Some(route) => {
                    let to = route.property(&["DestinationCidrBlock"]);
                    assert_eq!(to, Some(&Node::text("0.0.0.0/0")));
                    match route.property(&["NatGatewayId"]) {
                        Some(gateway) => {
                            assert!(storage.contains(&table), "{subnet:?}");
                            Way::Nat(one(follow(assembly, route.stack, gateway)))
                        }
                        None => {
                            let gateway = one(follow_property(assembly, route, &["GatewayId"]));
                            let internet = resources(assembly, "AWS::EC2::InternetGateway");
                            assert_eq!(gateway, internet[0].source());
                            Way::Internet
                        }
                    }
                }
                None if storage.contains(&table) => Way::Storage,
                None => Way::Nowhere,
            };
            (subnet.source(), way)
        });
    found.collect()
}

/// What the subnets of a kind are: those whose routes make them such, or the parameters that say which
/// they are.
pub(super) fn subnets_of(
    architecture: &Architecture,
    assembly: &Assembly,
    kind: SubnetKind,
) -> BTreeSet<Source> {
    match architecture.vpc() {
        Vpc::Created { .. } => {
            let found = ways(assembly).into_iter().filter(|(_, way)| match way {
                Way::Internet => kind == SubnetKind::Public,
                Way::Nat(_) | Way::Storage => kind == SubnetKind::Private,
                Way::Nowhere => kind == SubnetKind::Data,
            });
            found.map(|(subnet, _)| subnet).collect()
        }
        Vpc::Existing { .. } => architecture
            .zones()
            .iter()
            .map(|zone| Source::Parameter(format!("{}Subnet{}", kind.prefix(), zone.letter())))
            .collect(),
    }
}

/// The root parameter that names the zone of a subnet.
fn zone(assembly: &Assembly, subnet: &Resource<'_>) -> Source {
    one(follow_property(assembly, subnet, &["AvailabilityZone"]))
}

fn zone_parameter(letter: ZoneLetter) -> Source {
    Source::Parameter(format!("Zone{letter}"))
}

/// Calls `assert` with every deployment whose VPC is made with it, and counts them.
fn on_created(assert: impl Fn(&Deployment)) {
    on_every_deployment(|deployment| match deployment.architecture.vpc() {
        Vpc::Created { .. } => assert(deployment),
        Vpc::Existing { .. } => {}
    });
}

#[test]
fn s1_everything_runs_in_one_vpc() {
    on_every_deployment(|deployment| {
        let (spec, assembly) = (&deployment.name, &deployment.assembly);
        let vpcs = resources(assembly, "AWS::EC2::VPC");
        let vpc = match deployment.architecture.vpc() {
            Vpc::Created { .. } => {
                assert_eq!(vpcs.len(), 1, "{spec}");
                vpcs[0].source()
            }
            Vpc::Existing { .. } => {
                assert!(vpcs.is_empty(), "{spec}");
                Source::Parameter("VpcId".to_owned())
            }
        };
        let mut members = 0;
        for resource in all(assembly) {
            if resource.property(&["VpcId"]).is_some() {
                members += 1;
                let found = follow_property(assembly, &resource, &["VpcId"]);
                assert_eq!(found, BTreeSet::from([vpc.clone()]), "{spec}: {resource:?}");
            }
        }
        assert!(members > 4, "{spec}: security groups, target groups");
        for group in resources(assembly, "AWS::EC2::SecurityGroup") {
            assert!(group.property(&["VpcId"]).is_some(), "{spec}: {group:?}");
        }
    });
}

#[test]
fn s2_at_least_two_zones_each_a_root_parameter() {
    on_every_deployment(|deployment| {
        let (spec, assembly) = (&deployment.name, &deployment.assembly);
        let root = assembly.template("Root").expect("a root");
        let zones = root.section("Parameters").filter(|(_, parameter)| {
            let kind = parameter.get(&["Type"]).and_then(Node::as_text);
            kind == Some("AWS::EC2::AvailabilityZone::Name")
        });
        assert!((2..=6).contains(&zones.count()), "{spec}");
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
fn s3_each_zone_has_one_public_and_one_private_subnet_and_a_data_subnet_where_asked_for() {
    on_created(|deployment| {
        let (spec, assembly) = (&deployment.name, &deployment.assembly);
        let architecture = &deployment.architecture;
        let found = resources(assembly, "AWS::EC2::Subnet");
        for kind in SubnetKind::ALL {
            let of_kind = subnets_of(architecture, assembly, kind);
            let there = architecture.vpc().subnet_kinds().any(|one| one == kind);
            for letter in architecture.zones().iter().map(|zone| zone.letter()) {
                let here = found.iter().filter(|subnet| {
                    zone(assembly, subnet) == zone_parameter(letter)
                        && of_kind.contains(&subnet.source())
                });
                assert_eq!(here.count(), usize::from(there), "{spec}: {kind} {letter}");
            }
            let expected = usize::from(there) * architecture.zones().len();
            assert_eq!(of_kind.len(), expected, "{spec}: {kind}");
        }
        for subnet in &found {
            let map = subnet.property(&["MapPublicIpOnLaunch"]);
            assert_eq!(map, Some(&Node::boolean(false)), "{spec}: {subnet:?}");
        }
    });
}

#[test]
fn s3_hosts_leave_by_the_nat_gateway_of_their_zone_by_that_of_the_first_or_not_at_all() {
    on_created(|deployment| {
        let (spec, assembly) = (&deployment.name, &deployment.assembly);
        let architecture = &deployment.architecture;
        let (ways, found) = (ways(assembly), resources(assembly, "AWS::EC2::Subnet"));
        let gateways = resources(assembly, "AWS::EC2::NatGateway");
        let zone_of: BTreeMap<Source, Source> = found
            .iter()
            .map(|subnet| (subnet.source(), zone(assembly, subnet)))
            .collect();
        for gateway in &gateways {
            let subnet = one(follow_property(assembly, gateway, &["SubnetId"]));
            assert_eq!(
                ways.get(&subnet),
                Some(&Way::Internet),
                "{spec}: {gateway:?}"
            );
        }
        let zones: Vec<ZoneLetter> = architecture
            .zones()
            .iter()
            .map(|one| one.letter())
            .collect();
        let first = zone_parameter(*zones.iter().min().unwrap());
        let mut used = BTreeSet::new();
        for subnet in subnets_of(architecture, assembly, SubnetKind::Private) {
            let Way::Nat(gateway) = &ways[&subnet] else {
                assert_eq!(architecture.egress(), Egress::None, "{spec}: {subnet:?}");
                continue;
            };
            let gateway = gateways
                .iter()
                .find(|one| one.source() == *gateway)
                .unwrap();
            let home = one(follow_property(assembly, gateway, &["SubnetId"]));
            let expected = match architecture.egress() {
                Egress::NatPerZone => &zone_of[&subnet],
                Egress::NatSingle => &first,
                Egress::None => panic!("{spec}: {subnet:?} leads to {gateway:?}"),
            };
            assert_eq!(&zone_of[&home], expected, "{spec}: {subnet:?}");
            used.insert(gateway.name());
        }
        let expected = match architecture.egress() {
            Egress::NatPerZone => zones.len(),
            Egress::NatSingle => 1,
            Egress::None => 0,
        };
        assert_eq!((used.len(), gateways.len()), (expected, expected), "{spec}");
    });
}

#[test]
fn s4_only_load_balancers_and_nat_gateways_are_in_public_subnets() {
    on_every_deployment(|deployment| {
        let (spec, assembly) = (&deployment.name, &deployment.assembly);
        let public = subnets_of(&deployment.architecture, assembly, SubnetKind::Public);
        let mut in_public = BTreeSet::new();
        for resource in all(assembly) {
            let Some(properties) = resource.node.get(&["Properties"]) else {
                continue;
            };
            if resource.resource_type() == "AWS::CloudFormation::Stack" {
                continue; // It passes on what its own resources are asked about.
            }
            let sources = follow(assembly, resource.stack, properties);
            if !sources.is_disjoint(&public) {
                in_public.insert(resource.resource_type());
            }
            let interfaces = resource.property(&["LaunchTemplateData", "NetworkInterfaces"]);
            for interface in interfaces.and_then(Node::as_sequence).unwrap_or_default() {
                let public = interface.get(&["AssociatePublicIpAddress"]);
                assert_eq!(public, Some(&Node::boolean(false)), "{spec}: {resource:?}");
            }
        }
        let allowed = [
            (
                "AWS::EC2::NatGateway",
                !resources(assembly, "AWS::EC2::NatGateway").is_empty(),
            ),
            (
                "AWS::EC2::SubnetRouteTableAssociation",
                matches!(deployment.architecture.vpc(), Vpc::Created { .. }),
            ),
            (
                "AWS::ElasticLoadBalancingV2::LoadBalancer",
                deployment
                    .architecture
                    .load_balancer_roles()
                    .iter()
                    .any(|role| role.is_public()),
            ),
        ];
        let allowed = allowed.into_iter().filter(|(_, there)| *there);
        let allowed: BTreeSet<&str> = allowed.map(|(kind, _)| kind).collect();
        assert_eq!(in_public, allowed, "{spec}");
    });
}

#[test]
fn s4_the_database_alone_is_in_data_subnets_and_in_no_others_where_there_are_such() {
    on_every_deployment(|deployment| {
        let (spec, assembly) = (&deployment.name, &deployment.assembly);
        let architecture = &deployment.architecture;
        let data = architecture.vpc().has_data_subnets();
        let kind = if data {
            SubnetKind::Data
        } else {
            SubnetKind::Private
        };
        let groups = resources(assembly, "AWS::RDS::DBSubnetGroup");
        let found = follow_property(assembly, &groups[0], &["SubnetIds"]);
        // Where a part of a list is selected, its numbers are there too.
        let found: BTreeSet<Source> = found
            .into_iter()
            .filter(|one| !matches!(one, Source::Literal(_)))
            .collect();
        assert_eq!(found, subnets_of(architecture, assembly, kind), "{spec}");
        if data {
            let data = subnets_of(architecture, assembly, SubnetKind::Data);
            for resource in all(assembly) {
                let kind = resource.resource_type();
                let properties = resource.node.get(&["Properties"]);
                let sources = properties.map(|node| follow(assembly, resource.stack, node));
                let there = sources.is_some_and(|sources| !sources.is_disjoint(&data));
                let allowed = [
                    "AWS::EC2::SubnetRouteTableAssociation",
                    "AWS::RDS::DBSubnetGroup",
                    "AWS::CloudFormation::Stack",
                ];
                assert!(!there || allowed.contains(&kind), "{spec}: {resource:?}");
            }
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
    on_created(|deployment| {
        let (spec, assembly) = (&deployment.name, &deployment.assembly);
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
        assert!(waiting >= 2, "{spec}: {waiting}");
    });
}

#[test]
fn s12_image_layers_reach_every_private_subnet_without_nat() {
    on_created(|deployment| {
        let (spec, assembly) = (&deployment.name, &deployment.assembly);
        let endpoints = resources(assembly, "AWS::EC2::VPCEndpoint");
        let gateways = endpoints.iter().filter(|endpoint| {
            endpoint.property(&["VpcEndpointType"]) == Some(&Node::text("Gateway"))
        });
        let gateways: Vec<_> = gateways.collect();
        assert_eq!(gateways.len(), 1, "{spec}");
        let tables = follow_property(assembly, gateways[0], &["RouteTableIds"]);
        let private = subnets_of(&deployment.architecture, assembly, SubnetKind::Private);
        let links = resources(assembly, "AWS::EC2::SubnetRouteTableAssociation");
        let links = links
            .iter()
            .filter(|link| private.contains(&one(follow_property(assembly, link, &["SubnetId"]))));
        let of_private: BTreeSet<Source> = links
            .flat_map(|link| follow_property(assembly, link, &["RouteTableId"]))
            .collect();
        assert_eq!(tables, of_private, "{spec}");
    });
}

#[test]
fn all_traffic_of_the_vpc_is_logged() {
    on_created(|deployment| {
        let (spec, assembly) = (&deployment.name, &deployment.assembly);
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

/// The services of AWS that hosts call in any case.
const CALLED: [&str; 8] = [
    "cloudformation",
    "ecs",
    "ecs-agent",
    "ecs-telemetry",
    "logs",
    "secretsmanager",
    "ssm",
    "ssmmessages",
];

#[test]
fn without_a_way_out_every_service_that_hosts_call_has_an_endpoint_in_every_zone() {
    on_created(|deployment| {
        let (spec, assembly) = (&deployment.name, &deployment.assembly);
        let architecture = &deployment.architecture;
        let endpoints = resources(assembly, "AWS::EC2::VPCEndpoint");
        let interfaces: Vec<_> = endpoints
            .iter()
            .filter(|one| one.property(&["VpcEndpointType"]) == Some(&Node::text("Interface")))
            .collect();
        if architecture.egress() != Egress::None {
            assert!(interfaces.is_empty(), "{spec}");
            return;
        }
        let private = subnets_of(architecture, assembly, SubnetKind::Private);
        let mut services = BTreeSet::new();
        for endpoint in interfaces {
            let name = endpoint.property(&["ServiceName"]).unwrap();
            let Value::Function(name) = &name.value else {
                panic!("{spec}: {endpoint:?}")
            };
            let name = name.argument.as_text().unwrap();
            services.insert(name.strip_prefix("com.amazonaws.${AWS::Region}.").unwrap());
            let found = follow_property(assembly, endpoint, &["SubnetIds"]);
            assert_eq!(found, private, "{spec}: {endpoint:?}");
            let dns = endpoint.property(&["PrivateDnsEnabled"]);
            assert_eq!(dns, Some(&Node::boolean(true)), "{spec}: {endpoint:?}");
        }
        let mut expected = BTreeSet::from(CALLED);
        if !resources(assembly, "AWS::ECR::Repository").is_empty() {
            expected.extend(["ecr.api", "ecr.dkr"]);
        }
        assert_eq!(services, expected, "{spec}");
        let vpc = resources(assembly, "AWS::EC2::VPC")[0];
        for names in ["EnableDnsSupport", "EnableDnsHostnames"] {
            assert_eq!(vpc.property(&[names]), Some(&Node::boolean(true)), "{spec}");
        }
    });
}

#[test]
fn without_a_way_out_hosts_start_when_the_endpoints_are_there_and_let_them_in() {
    on_created(|deployment| {
        let (spec, assembly) = (&deployment.name, &deployment.assembly);
        if deployment.architecture.egress() != Egress::None {
            return;
        }
        let endpoints = resources(assembly, "AWS::EC2::VPCEndpoint");
        let groups: BTreeSet<Source> = endpoints
            .iter()
            .flat_map(|one| follow_property(assembly, one, &["SecurityGroupIds"]))
            .collect();
        let group = one(groups);
        for hosts in resources(assembly, "AWS::AutoScaling::AutoScalingGroup") {
            // The pool's stack uses something of the endpoints' stack, and so comes after all of it.
            let ways = resources(assembly, "AWS::EC2::SecurityGroupIngress");
            let way = ways.iter().find(|rule| {
                rule.stack == hosts.stack
                    && follow_property(assembly, rule, &["GroupId"])
                        == BTreeSet::from([group.clone()])
            });
            let way = way.unwrap_or_else(|| panic!("{spec}: {hosts:?}"));
            for port in ["FromPort", "ToPort"] {
                assert_eq!(way.property(&[port]), Some(&Node::integer(443)), "{spec}");
            }
            let from = one(follow_property(assembly, way, &["SourceSecurityGroupId"]));
            let (stack, _) = from.resource().unwrap();
            assert_eq!(stack, hosts.stack, "{spec}");
            assert!(
                hosts.depends_on().contains(&way.logical_id),
                "{spec}: {hosts:?}"
            );
        }
    });
}

#[test]
fn without_a_way_out_there_is_a_load_balancer_inside() {
    on_every_deployment(|deployment| {
        if deployment.architecture.egress() == Egress::None {
            let balancers = resources(
                &deployment.assembly,
                "AWS::ElasticLoadBalancingV2::LoadBalancer",
            );
            let mut inside = balancers
                .iter()
                .filter(|one| one.property(&["Scheme"]) == Some(&Node::text("internal")));
            assert!(inside.next().is_some(), "{}", deployment.name);
        }
    });
}
