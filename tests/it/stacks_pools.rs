//! The pools, the cluster that they join and the capacity that it makes of them, as they stand in the
//! templates.

mod built;
mod hosts;
mod update;
mod user_data;
mod ways;

use ess_cfn::architecture::{Architecture, Origin, Placement, PoolName, Service};
use ess_cfn::document::{Node, emit_yaml};

use crate::deployments::{draft, value};
use built::{Built, POOLS, built, name};

/// A container of the user's own on the backend pool.
fn own_container(name: &str) -> Service {
    let mut service = draft().services.swap_remove(0);
    service.id = value(name);
    service.origin = Origin::User;
    service.placement = Placement::Backend;
    service.needs_database = false;
    service.environment.clear();
    service
}

fn text(built: &Built, stack: &str) -> String {
    emit_yaml(&mut built.template(stack).clone()).text
}

#[test]
fn no_pool_mentions_the_other() {
    let built = built(draft());
    for (stack, foreign) in [
        ("EssPool", ["Backend", "backend"].as_slice()),
        (
            "BackendPool",
            ["Ess", "-ess", "ess pool", "\"ess\""].as_slice(),
        ),
    ] {
        let text = text(&built, stack);
        for word in foreign {
            assert!(!text.contains(word), "{stack} has {word}:\n{text}");
        }
        for (name, _) in built.section(stack, "Parameters") {
            let pool = name.starts_with("EssPool") || name.starts_with("BackendPool");
            assert!(!pool || name.starts_with(stack), "{name} in {stack}");
        }
    }
}

#[test]
fn nothing_of_a_pool_has_a_name_that_its_replacement_would_need() {
    let built = built(draft());
    let names = [
        "AutoScalingGroupName",
        "InstanceProfileName",
        "RoleName",
        "GroupName",
        "LaunchTemplateName",
        "Name",
        "ClusterName",
        "LogGroupName",
    ];
    for stack in ["EssPool", "BackendPool", "Cluster"] {
        for (id, resource) in built.section(stack, "Resources") {
            for name in names {
                assert!(
                    resource.get(&["Properties", name]).is_none(),
                    "{stack}.{id}.{name}"
                );
            }
        }
    }
}

#[test]
fn the_cluster_has_one_association_that_names_both_pools_and_no_default() {
    let built = built(draft());
    let association = built.only("Capacity", "AWS::ECS::ClusterCapacityProviderAssociations");
    let properties = association.property(&[]).unwrap();
    let cluster = properties.get(&["Cluster"]).unwrap();
    assert_eq!(
        built.follow("Capacity", cluster),
        name("Cluster", "Cluster")
    );
    let providers = properties.get(&["CapacityProviders"]).unwrap();
    let providers = providers.as_sequence().unwrap().iter();
    let providers: Vec<(String, String)> = providers
        .map(|provider| built.follow("Capacity", provider))
        .collect();
    assert_eq!(
        providers,
        POOLS.map(|stack| name(stack, "CapacityProvider"))
    );
    assert_eq!(
        properties.get(&["DefaultCapacityProviderStrategy"]),
        Some(&Node::sequence(Vec::new()))
    );
    assert_eq!(built.section("Capacity", "Resources").count(), 1);
}

#[test]
fn a_capacity_provider_drains_hosts_and_does_not_hold_them() {
    let built = built(draft());
    for stack in POOLS {
        let provider = built.only(stack, "AWS::ECS::CapacityProvider");
        let provider = provider.property(&["AutoScalingGroupProvider"]).unwrap();
        let group = provider.get(&["AutoScalingGroupArn"]).unwrap();
        assert_eq!(built.follow(stack, group), name(stack, "AutoScalingGroup"));
        for (path, expected) in [
            (["ManagedTerminationProtection"].as_slice(), "DISABLED"),
            (&["ManagedDraining"], "ENABLED"),
            (&["ManagedScaling", "Status"], "ENABLED"),
        ] {
            let found = provider.get(path).and_then(Node::as_text);
            assert_eq!(found, Some(expected), "{path:?}");
        }
    }
}

#[test]
fn what_people_do_in_containers_is_logged_under_the_key() {
    let built = built(draft());
    let group = built.only("Cluster", "AWS::Logs::LogGroup");
    let key = group.property(&["KmsKeyId"]).unwrap();
    assert_eq!(built.follow("Cluster", key), name("KeysAndSecrets", "Key"));
    let days = group.property(&["RetentionInDays"]);
    assert_eq!(days, Some(&Node::integer(90)));
    let cluster = built.only("Cluster", "AWS::ECS::Cluster");
    let exec = ["Configuration", "ExecuteCommandConfiguration"];
    let exec = cluster.property(&exec).unwrap();
    let key = exec.get(&["KmsKeyId"]).unwrap();
    assert_eq!(built.follow("Cluster", key), name("KeysAndSecrets", "Key"));
    let log = exec.get(&["LogConfiguration", "CloudWatchLogGroupName"]);
    assert_eq!(built.follow("Cluster", log.unwrap()), group.name());
}

#[test]
fn both_pools_stand_whatever_the_deployment_runs_on_them() {
    let mut draft = draft();
    draft.services.clear();
    let architecture = Architecture::new(draft.clone()).unwrap();
    assert_eq!(architecture.services_on(PoolName::Ess).count(), 0);
    let built = built(draft);
    for stack in POOLS {
        built.only(stack, "AWS::AutoScaling::AutoScalingGroup");
    }
}
