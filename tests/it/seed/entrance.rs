//! S4 and S6 at the load balancers: one, one in each zone, or an accelerator before those; each speaks
//! TLS alone, and sends to the tasks that are its own.

use std::collections::{BTreeMap, BTreeSet};

use ess_cfn::architecture::{LoadBalancerMode, LoadBalancerRole};
use ess_cfn::assembly::Assembly;
use ess_cfn::document::Node;

use super::{Deployment, on_every_deployment, on_every_spec};
use crate::follow::{Resource, Source, follow, follow_property, resources, written};

const BALANCER: &str = "AWS::ElasticLoadBalancingV2::LoadBalancer";
const LISTENER: &str = "AWS::ElasticLoadBalancingV2::Listener";
const RULE: &str = "AWS::ElasticLoadBalancingV2::ListenerRule";

/// An attribute of a load balancer, as its API names it.
fn attribute<'a>(balancer: &Resource<'a>, key: &str) -> &'a Node {
    let attributes = balancer.property(&["LoadBalancerAttributes"]);
    let mut attributes = attributes.and_then(Node::as_sequence).unwrap().iter();
    let found = attributes.find(|one| one.get(&["Key"]) == Some(&Node::text(key)));
    let found = found.unwrap_or_else(|| panic!("attribute {key}"));
    found.get(&["Value"]).unwrap()
}

/// What a source is called: a resource's logical id, a parameter's name.
fn called(source: &Source) -> &str {
    match source {
        Source::Resource { logical_id, .. } => logical_id,
        Source::Parameter(name) | Source::Pseudo(name) | Source::Literal(name) => name,
    }
}

/// Whatever a property of a resource refers to, by stack and logical id; one thing.
fn referred(assembly: &Assembly, resource: &Resource<'_>, path: &[&str]) -> (String, String) {
    let sources = follow_property(assembly, resource, path);
    assert_eq!(sources.len(), 1, "{resource:?}: {path:?}");
    sources
        .first()
        .and_then(Source::resource)
        .expect("a resource")
}

/// The load balancer of each target group to which a rule leads.
fn reached(assembly: &Assembly) -> BTreeMap<(String, String), BTreeSet<String>> {
    let listeners = resources(assembly, LISTENER);
    let mut reached: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    for rule in resources(assembly, RULE) {
        let listener = referred(assembly, &rule, &["ListenerArn"]);
        let listener = listeners.iter().find(|one| one.name() == listener).unwrap();
        assert_eq!(
            listener.property(&["Port"]),
            Some(&Node::integer(443)),
            "{rule:?}"
        );
        let (_, balancer) = referred(assembly, listener, &["LoadBalancerArn"]);
        for action in rule
            .property(&["Actions"])
            .and_then(Node::as_sequence)
            .unwrap()
        {
            let group = follow(
                assembly,
                rule.stack,
                action.get(&["TargetGroupArn"]).unwrap(),
            );
            let group = group.first().and_then(Source::resource).unwrap();
            reached.entry(group).or_default().insert(balancer.clone());
        }
    }
    reached
}

#[test]
fn s6_there_is_one_load_balancer_or_one_in_each_zone_and_each_is_where_it_belongs() {
    on_every_deployment(|deployment| {
        let (name, assembly) = (&deployment.name, &deployment.assembly);
        let architecture = &deployment.architecture;
        let roles: Vec<LoadBalancerRole> = architecture.load_balancer_roles().iter().collect();
        let zones = architecture.zones().len();
        let public = roles.iter().filter(|role| role.is_public()).count();
        let expected = match architecture.load_balancers().mode {
            LoadBalancerMode::Single => 1,
            LoadBalancerMode::PerZone | LoadBalancerMode::Fronted => zones,
        };
        assert!(public == expected || public == 0, "{name}: {roles:?}");
        let balancers = resources(assembly, BALANCER);
        assert_eq!(balancers.len(), roles.len(), "{name}");
        for role in roles {
            let id = role.named("LoadBalancer");
            let balancer = balancers.iter().find(|one| one.logical_id == id);
            let balancer = balancer.unwrap_or_else(|| panic!("{name}: {id}"));
            let scheme = if role.is_public() {
                "internet-facing"
            } else {
                "internal"
            };
            assert_eq!(
                balancer.property(&["Scheme"]),
                Some(&Node::text(scheme)),
                "{name}: {id}"
            );
            let subnets = follow_property(assembly, balancer, &["Subnets"]);
            let subnets: BTreeSet<&str> = subnets.iter().map(called).collect();
            let side = if role.is_public() {
                "PublicSubnet"
            } else {
                "PrivateSubnet"
            };
            assert!(
                subnets.iter().all(|one| one.starts_with(side)),
                "{name}: {id}: {subnets:?}"
            );
            match role.zone() {
                None => assert_eq!(subnets.len(), zones, "{name}: {id}"),
                Some(letter) => {
                    // An Application Load Balancer has to be in two zones: its own and one beside it.
                    assert_eq!(subnets.len(), 2, "{name}: {id}");
                    let own = format!("{side}{letter}");
                    assert!(subnets.contains(own.as_str()), "{name}: {id}: {subnets:?}");
                }
            }
        }
    });
}

#[test]
fn s6_a_load_balancer_of_a_zone_reaches_tasks_of_that_zone_alone() {
    on_every_deployment(|deployment| {
        let (name, assembly) = (&deployment.name, &deployment.assembly);
        let reached = reached(assembly);
        let mut served: BTreeMap<&str, usize> = BTreeMap::new();
        for service in resources(assembly, "AWS::ECS::Service") {
            let groups = service.property(&["LoadBalancers"]);
            let groups = groups.and_then(Node::as_sequence).unwrap_or_default();
            assert!(groups.len() <= 5, "{name}: {service:?}");
            let mut zones = BTreeSet::new();
            for group in groups {
                let group = follow(
                    assembly,
                    service.stack,
                    group.get(&["TargetGroupArn"]).unwrap(),
                );
                let group = group.first().and_then(Source::resource).unwrap();
                let balancers = reached
                    .get(&group)
                    .unwrap_or_else(|| panic!("{name}: {group:?}"));
                // A target group serves one load balancer.
                assert_eq!(balancers.len(), 1, "{name}: {group:?}");
                let balancer = balancers.first().unwrap();
                zones.extend(
                    balancer
                        .strip_prefix("LoadBalancer")
                        .filter(|zone| !zone.is_empty())
                        .map(str::to_owned),
                );
            }
            let bound = follow_property(assembly, &service, &["PlacementConstraints"]);
            let bound: BTreeSet<String> = bound
                .iter()
                .filter_map(|source| match source {
                    Source::Parameter(parameter) => parameter.strip_prefix("Zone"),
                    Source::Resource { .. } | Source::Pseudo(_) | Source::Literal(_) => None,
                })
                .map(str::to_owned)
                .collect();
            assert_eq!(bound, zones, "{name}: {service:?}");
            let moves = service
                .property(&["AvailabilityZoneRebalancing"])
                .and_then(Node::as_text);
            let expected = if zones.is_empty() {
                "ENABLED"
            } else {
                "DISABLED"
            };
            assert_eq!(moves, Some(expected), "{name}: {service:?}");
            if !groups.is_empty() {
                *served.entry(service.stack).or_default() += 1;
            }
        }
        let exposed = deployment.architecture.exposed().count();
        let units = match deployment.architecture.load_balancers().mode {
            LoadBalancerMode::Single => 1,
            LoadBalancerMode::PerZone | LoadBalancerMode::Fronted => {
                deployment.architecture.zones().len()
            }
        };
        assert_eq!(
            served,
            BTreeMap::from([("EssServices", exposed * units)]),
            "{name}"
        );
    });
}

#[test]
fn s6_another_load_balancer_fronts_those_of_the_zones_where_it_is_asked_for() {
    on_every_deployment(|deployment| {
        let (name, assembly) = (&deployment.name, &deployment.assembly);
        let groups = resources(assembly, "AWS::GlobalAccelerator::EndpointGroup");
        if deployment.architecture.load_balancers().mode != LoadBalancerMode::Fronted {
            assert!(groups.is_empty(), "{name}");
            return;
        }
        let zonal: BTreeSet<_> = resources(assembly, BALANCER)
            .into_iter()
            .filter(|one| one.property(&["Scheme"]) == Some(&Node::text("internet-facing")))
            .map(|one| one.name())
            .collect();
        assert!(!groups.is_empty(), "{name}");
        for group in groups {
            let mut fronted = BTreeSet::new();
            for endpoint in group
                .property(&["EndpointConfigurations"])
                .and_then(Node::as_sequence)
                .unwrap()
            {
                let sources = follow(
                    assembly,
                    group.stack,
                    endpoint.get(&["EndpointId"]).unwrap(),
                );
                fronted.extend(sources.iter().filter_map(Source::resource));
                let kept = endpoint.get(&["ClientIPPreservationEnabled"]);
                assert_eq!(
                    kept,
                    Some(&Node::boolean(true)),
                    "{name}: who asks stays known"
                );
            }
            assert_eq!(fronted, zonal, "{name}");
        }
    });
}

#[test]
fn s7_every_public_host_has_a_rule_at_every_load_balancer_and_none_has_another() {
    on_every_deployment(|deployment| {
        let (name, assembly) = (&deployment.name, &deployment.assembly);
        let listeners = resources(assembly, LISTENER);
        let mut ruled: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for rule in resources(assembly, RULE) {
            let listener = referred(assembly, &rule, &["ListenerArn"]);
            let listener = listeners.iter().find(|one| one.name() == listener).unwrap();
            let (_, balancer) = referred(assembly, listener, &["LoadBalancerArn"]);
            for condition in rule
                .property(&["Conditions"])
                .and_then(Node::as_sequence)
                .unwrap()
            {
                let hosts = condition.get(&["HostHeaderConfig", "Values"]);
                let hosts = hosts.and_then(Node::as_sequence).unwrap_or_default();
                let hosts = hosts
                    .iter()
                    .filter_map(|one| written(assembly, rule.stack, one));
                ruled.entry(balancer.clone()).or_default().extend(hosts);
            }
        }
        let exposed = deployment.architecture.exposed();
        let hosts: BTreeSet<String> = exposed
            .map(|(_, exposure)| exposure.host.to_string())
            .collect();
        for balancer in resources(assembly, BALANCER) {
            assert_eq!(
                ruled.get(balancer.logical_id),
                Some(&hosts),
                "{name}: {balancer:?}"
            );
        }
    });
}

#[test]
fn nothing_is_answered_without_tls_but_by_the_address_with_it() {
    on_every_spec(|spec, assembly| {
        let mut secure = 0;
        for listener in resources(assembly, LISTENER) {
            if listener.property(&["Port"]) == Some(&Node::integer(443)) {
                secure += 1;
                assert_eq!(listener.property(&["Protocol"]), Some(&Node::text("HTTPS")));
                let policy = listener.property(&["SslPolicy"]).and_then(Node::as_text);
                let policy = policy.expect("without one, a policy of 2016 with TLS 1.0 holds");
                assert!(
                    policy.starts_with("ELBSecurityPolicy-TLS13-"),
                    "{spec}: {policy}"
                );
                for old in ["-1-0-", "-1-1-"] {
                    assert!(!policy.contains(old), "{spec}: {policy}");
                }
                continue;
            }
            assert_eq!(
                listener.property(&["Port"]),
                Some(&Node::integer(80)),
                "{spec}"
            );
            let actions = listener
                .property(&["DefaultActions"])
                .and_then(Node::as_sequence);
            let [action] = actions.unwrap() else {
                panic!("{spec}: one action");
            };
            for (path, value) in [
                (["Type"].as_slice(), "redirect"),
                (&["RedirectConfig", "Protocol"], "HTTPS"),
                (&["RedirectConfig", "Port"], "443"),
            ] {
                assert_eq!(
                    action.get(path),
                    Some(&Node::text(value)),
                    "{spec}: {path:?}"
                );
            }
        }
        assert_eq!(secure, resources(assembly, BALANCER).len(), "{spec}");
    });
}

#[test]
fn no_group_lets_anything_out_but_https_unless_a_rule_names_another_group() {
    on_every_spec(|spec, assembly| {
        for group in resources(assembly, "AWS::EC2::SecurityGroup") {
            // A group that says nothing may send anywhere.
            let egress = group.property(&["SecurityGroupEgress"]);
            let egress = egress.and_then(Node::as_sequence).unwrap_or_default();
            assert!(!egress.is_empty(), "{spec}: {group:?}");
            for rule in egress {
                let nowhere = rule.get(&["CidrIp"]) == Some(&Node::text("127.0.0.1/32"));
                let https = ["FromPort", "ToPort"]
                    .iter()
                    .all(|port| rule.get(&[port]) == Some(&Node::integer(443)));
                assert!(nowhere || https, "{spec}: {rule:?}");
            }
        }
        for rule in resources(assembly, "AWS::EC2::SecurityGroupEgress") {
            let target = rule.property(&["DestinationSecurityGroupId"]);
            assert!(target.is_some(), "{spec}: {rule:?}");
        }
    });
}

#[test]
fn access_is_logged_into_a_bucket_that_takes_it_and_is_open_to_nobody() {
    on_every_spec(|spec, assembly| {
        for balancer in resources(assembly, BALANCER) {
            logged(spec, assembly, &balancer);
        }
    });
}

#[test]
fn a_log_that_is_deleted_or_expired_is_there_for_a_month_and_then_nothing_of_it() {
    on_every_spec(|spec, assembly| {
        for bucket in resources(assembly, "AWS::S3::Bucket") {
            let versions = bucket.property(&["VersioningConfiguration", "Status"]);
            assert_eq!(versions, Some(&Node::text("Enabled")), "{spec}");
            let rules = bucket.property(&["LifecycleConfiguration", "Rules"]);
            let rules = rules.and_then(Node::as_sequence).expect("rules");
            let of = |path: &[&str]| -> Vec<&Node> {
                rules
                    .iter()
                    .filter(|rule| rule.get(path).is_some())
                    .collect()
            };
            let versions = of(&["NoncurrentVersionExpiration", "NoncurrentDays"]);
            assert_eq!(versions.len(), 1, "{spec}");
            let days = versions[0].get(&["NoncurrentVersionExpiration", "NoncurrentDays"]);
            assert_eq!(days, Some(&Node::integer(30)), "{spec}");
            // S3 refuses a rule about markers that also says when objects expire.
            let markers = of(&["ExpiredObjectDeleteMarker"]);
            assert_eq!(markers.len(), 1, "{spec}");
            assert!(markers[0].get(&["ExpirationInDays"]).is_none(), "{spec}");
        }
    });
}

fn logged(spec: &str, assembly: &Assembly, balancer: &Resource<'_>) {
    let on = attribute(balancer, "access_logs.s3.enabled");
    assert_eq!(on, &Node::text("true"), "{spec}");
    let named = attribute(balancer, "access_logs.s3.bucket");
    let named = follow(assembly, balancer.stack, named);
    let buckets = resources(assembly, "AWS::S3::Bucket");
    let bucket = buckets
        .iter()
        .find(|bucket| named.contains(&bucket.source()));
    let bucket = bucket.expect("the bucket exists");
    // Load balancers can't write with a key of KMS.
    let encryption = format!("{:?}", bucket.property(&["BucketEncryption"]));
    assert!(
        encryption.contains("AES256") && !encryption.contains("aws:kms"),
        "{spec}: {encryption}"
    );
    for closed in [
        "BlockPublicAcls",
        "BlockPublicPolicy",
        "IgnorePublicAcls",
        "RestrictPublicBuckets",
    ] {
        let found = bucket.property(&["PublicAccessBlockConfiguration", closed]);
        assert_eq!(found, Some(&Node::boolean(true)), "{spec}: {closed}");
    }
    // A test object is written when the attribute is set, so the policy is there before.
    let policies = resources(assembly, "AWS::S3::BucketPolicy");
    let mut policies = policies.iter();
    let policy = policies
        .find(|policy| follow_property(assembly, policy, &["Bucket"]).contains(&bucket.source()));
    let policy = policy.expect("the bucket has a policy");
    assert!(balancer.depends_on().contains(&policy.logical_id), "{spec}");
}

#[test]
fn requests_keep_their_host_and_malformed_ones_go_no_further() {
    on_every_deployment(|Deployment { name, assembly, .. }| {
        for balancer in resources(assembly, BALANCER) {
            for (key, value) in [
                ("routing.http.preserve_host_header.enabled", "true"),
                ("routing.http.drop_invalid_header_fields.enabled", "true"),
                ("routing.http.desync_mitigation_mode", "defensive"),
            ] {
                assert_eq!(
                    attribute(&balancer, key),
                    &Node::text(value),
                    "{name}: {key}"
                );
            }
        }
    });
}

#[test]
fn s6_a_zone_is_left_by_a_shift_only_where_tasks_are_in_others() {
    on_every_deployment(|deployment| {
        let (name, assembly) = (&deployment.name, &deployment.assembly);
        for role in deployment.architecture.load_balancer_roles().iter() {
            let id = role.named("LoadBalancer");
            let balancers = resources(assembly, BALANCER);
            let balancer = balancers.iter().find(|one| one.logical_id == id).unwrap();
            let shifts = attribute(balancer, "zonal_shift.config.enabled");
            let expected = if role.zone().is_none() {
                "true"
            } else {
                "false"
            };
            assert_eq!(shifts, &Node::text(expected), "{name}: {id}");
        }
    });
}

#[test]
fn s7_the_addresses_that_others_have_entered_outlive_the_deployment() {
    on_every_deployment(|Deployment { name, assembly, .. }| {
        for accelerator in resources(assembly, "AWS::GlobalAccelerator::Accelerator") {
            let kept = accelerator.node.get(&["DeletionPolicy"]);
            assert_eq!(kept, Some(&Node::text("RetainExceptOnCreate")), "{name}");
        }
    });
}
