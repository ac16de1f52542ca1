//! S8 and S9: two pools managed separately, and the user's own container in the backend pool.

use std::collections::BTreeSet;

use ess_cfn::assembly::Assembly;
use ess_cfn::document::Node;

use super::{SIX_ZONES, assembly, on_every_deployment, on_every_spec};
use crate::follow::{Source, all, follow, follow_property, resources};

fn template<'a>(assembly: &'a Assembly, name: &str) -> &'a Node {
    assembly
        .template(name)
        .unwrap_or_else(|| panic!("stack {name}"))
        .node()
}

/// The stacks whose resources a stack's resources refer to, directly or through parameters.
fn reached(assembly: &Assembly, stack: &str) -> BTreeSet<String> {
    let of_stack = all(assembly)
        .into_iter()
        .filter(|resource| resource.stack == stack);
    let sources = of_stack.flat_map(|resource| match resource.node.get(&["Properties"]) {
        Some(properties) => follow(assembly, stack, properties),
        None => BTreeSet::new(),
    });
    sources
        .filter_map(|source| source.resource())
        .map(|(stack, _)| stack)
        .collect()
}

#[test]
fn s8_two_auto_scaling_groups_each_with_everything_of_its_own() {
    on_every_spec(|spec, assembly| {
        let groups = resources(assembly, "AWS::AutoScaling::AutoScalingGroup");
        let stacks: BTreeSet<&str> = groups.iter().map(|group| group.stack).collect();
        assert_eq!(groups.len(), 2, "{spec}");
        assert_eq!(stacks, BTreeSet::from(["BackendPool", "EssPool"]), "{spec}");
        for kind in [
            "AWS::EC2::LaunchTemplate",
            "AWS::IAM::InstanceProfile",
            "AWS::ECS::CapacityProvider",
            "AWS::EC2::SecurityGroup",
        ] {
            for stack in &stacks {
                let of_stack = |found: &&crate::follow::Resource<'_>| found.stack == *stack;
                let found = resources(assembly, kind);
                assert_eq!(
                    found.iter().filter(of_stack).count(),
                    1,
                    "{spec}: {kind} in {stack}"
                );
            }
        }
        assert!(
            !reached(assembly, "EssPool").contains("BackendPool"),
            "{spec}"
        );
        assert!(
            !reached(assembly, "BackendPool").contains("EssPool"),
            "{spec}"
        );
    });
}

#[test]
fn s8_each_pool_spans_every_zone_by_a_private_subnet() {
    on_every_deployment(|deployment| {
        let (spec, assembly) = (&deployment.name, &deployment.assembly);
        for group in resources(assembly, "AWS::AutoScaling::AutoScalingGroup") {
            let found = follow_property(assembly, &group, &["VPCZoneIdentifier"]);
            assert_eq!(found.len(), deployment.architecture.zones().len(), "{spec}");
            for subnet in found {
                let name = match &subnet {
                    Source::Resource { logical_id, .. } => logical_id,
                    Source::Parameter(name) => name,
                    Source::Pseudo(_) | Source::Literal(_) => panic!("{spec}: {subnet:?}"),
                };
                assert!(name.starts_with("PrivateSubnet"), "{spec}: {name}");
            }
        }
    });
}

#[test]
fn s8_a_service_runs_on_its_own_pool_only() {
    on_every_spec(|spec, assembly| {
        let services = resources(assembly, "AWS::ECS::Service");
        assert!(services.len() >= 3, "{spec}");
        for service in services {
            let pool = match service.stack {
                "EssServices" => "EssPool",
                "BackendServices" => "BackendPool",
                other => panic!("{spec}: a service in stack {other}"),
            };
            assert!(service.property(&["LaunchType"]).is_none(), "{spec}");
            let strategy = service.property(&["CapacityProviderStrategy"]);
            let strategy = strategy.and_then(Node::as_sequence).expect("a strategy");
            assert_eq!(strategy.len(), 1, "{spec}: exactly one provider");
            let provider = strategy[0].get(&["CapacityProvider"]).expect("a provider");
            let provider = follow(assembly, service.stack, provider);
            let stacks: Vec<String> = provider
                .iter()
                .filter_map(Source::resource)
                .map(|(stack, _)| stack)
                .collect();
            assert_eq!(stacks, [pool], "{spec}: {service:?}");
        }
    });
}

#[test]
fn s8_a_change_of_one_pool_leaves_the_other_pools_stack_alone() {
    let (name, text) = ("six zones", SIX_ZONES);
    let before = assembly(name, text);
    let changed = text.replace(
        "backend: { min: 6, max: 8 }",
        "backend: { min: 8, max: 20 }",
    );
    assert_ne!(text, changed);
    let after = assembly(name, &changed);
    for stack in [
        "EssPool",
        "EssServices",
        "Network",
        "Database",
        "LoadBalancers",
        "Capacity",
    ] {
        assert_eq!(template(&before, stack), template(&after, stack), "{stack}");
    }
    assert_ne!(before.root().node(), after.root().node());
}

#[test]
fn s9_a_container_of_the_users_own_leaves_the_ess_pool_and_its_services_alone() {
    let (name, text) = ("six zones", SIX_ZONES);
    let before = assembly(name, text);
    let more = format!(
        "{text}\u{20} more: {{ pool: backend, image: 'more:1.0', port: 8080, cpu: 128, \
         memory_mib: 128, database: true, stop_timeout_seconds: 900, min: 1, max: 3 }}\n"
    );
    let after = assembly(name, &more);
    for stack in [
        "EssPool",
        "EssServices",
        "Network",
        "Database",
        "LoadBalancers",
        "Cluster",
    ] {
        assert_eq!(template(&before, stack), template(&after, stack), "{stack}");
    }
    assert_ne!(
        template(&before, "BackendServices"),
        template(&after, "BackendServices")
    );
}
