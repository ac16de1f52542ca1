//! How hosts are exchanged: what stays in service, what is waited for, and who decides how many.

use ess_cfn::architecture::{Architecture, Count, Draft, PoolName, Zones};
use ess_cfn::aws::ZoneLetter;
use ess_cfn::document::Node;
use proptest::prelude::*;

use super::built::{Built, POOLS, built, name};
use crate::deployments::{draft, scaling, value};

fn group<'a>(built: &'a Built, stack: &str) -> &'a Node {
    built.only(stack, "AWS::AutoScaling::AutoScalingGroup").node
}

fn rolling<'a>(built: &'a Built, stack: &str) -> &'a Node {
    let path = ["UpdatePolicy", "AutoScalingRollingUpdate"];
    group(built, stack).get(&path).unwrap()
}

fn number(node: &Node, key: &str) -> u32 {
    let number = node.get(&[key]).and_then(Node::as_text).unwrap();
    number.parse().unwrap()
}

fn minutes(node: &Node, path: &[&str]) -> u32 {
    let time = node.get(path).and_then(Node::as_text).unwrap();
    let minutes = time.strip_prefix("PT").unwrap().strip_suffix('M');
    minutes.unwrap().parse().unwrap()
}

/// A deployment of some size: zones, tasks of each service, hosts where they are given.
fn sized() -> impl Strategy<Value = Draft> {
    let given = prop::option::of((2_u32..24, 0_u32..12));
    (2_usize..=6, 1_u32..12, 0_u32..6, given).prop_map(|(zones, tasks, more, given)| {
        let mut draft = draft();
        draft.region = value("us-east-1");
        draft.zones = Zones::counted(&draft.region, ZoneLetter::all().take(zones)).unwrap();
        for service in &mut draft.services {
            service.count = Count::Scaled(scaling(tasks, tasks + more, 60));
        }
        if let Some((min, more)) = given {
            draft.pools.ess.min = Some(min);
            draft.pools.ess.max = Some(min + more);
        }
        draft
    })
}

/// Fewer hosts can't hold the pool's tasks, however they are packed.
fn hosts_at_least(architecture: &Architecture, pool: PoolName) -> u32 {
    let host = architecture.pool(pool).host();
    let sum = |size: fn(&ess_cfn::architecture::Service) -> u32| -> u32 {
        let services = architecture.services_on(pool);
        services
            .map(|service| size(service) * service.count.usual())
            .sum()
    };
    let by_cpu = sum(|service| service.cpu).div_ceil(host.cpu_units());
    let by_memory = sum(|service| service.memory_mib).div_ceil(host.usable_memory_mib());
    by_cpu.max(by_memory)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_update_keeps_enough_hosts_in_service_to_lose_a_zone(draft in sized()) {
        // Sizes that don't fit together are refused before there is a template.
        prop_assume!(Architecture::new(draft.clone()).is_ok());
        let built = built(draft);
        let zones = u32::try_from(built.architecture.zones().len()).unwrap();
        for (stack, pool) in POOLS.into_iter().zip(PoolName::ALL) {
            let pool = built.architecture.pool(pool);
            let rolling = rolling(&built, stack);
            let kept = number(rolling, "MinInstancesInService");
            let left = kept - kept.div_ceil(zones);
            prop_assert!(left >= hosts_at_least(&built.architecture, pool.name()));
            prop_assert!(left >= 1);
            prop_assert!(kept <= pool.min());
            prop_assert!(kept < pool.max(), "CloudFormation refuses a minimum that is the maximum");
            prop_assert_eq!(number(rolling, "MaxBatchSize"), 1);
            // Whoever deploys can't choose sizes with which that would be otherwise.
            let least = |parameter: &str| {
                let parameter = format!("{stack}{parameter}");
                let parameter = ["Parameters", parameter.as_str()];
                number(built.template("Root").get(&parameter).unwrap(), "MinValue")
            };
            prop_assert_eq!(least("Minimum"), kept);
            prop_assert_eq!(least("Maximum"), kept + 1);
        }
    }
}

#[test]
fn an_update_waits_for_each_host_and_nothing_else_changes_hosts_meanwhile() {
    let built = built(draft());
    for stack in POOLS {
        let rolling = rolling(&built, stack);
        let waits = rolling.get(&["WaitOnResourceSignals"]);
        assert_eq!(waits, Some(&Node::boolean(true)));
        let resting = rolling.get(&["SuspendProcesses"]).unwrap();
        let expected = [
            "HealthCheck",
            "ReplaceUnhealthy",
            "AZRebalance",
            "AlarmNotification",
            "ScheduledActions",
        ];
        assert_eq!(resting, &Node::sequence(expected.map(Node::text).into()));
        assert!(
            group(&built, stack)
                .get(&["UpdatePolicy", "AutoScalingReplacingUpdate"])
                .is_none()
        );
    }
}

#[test]
fn a_batch_has_time_to_move_tasks_and_to_start_hosts() {
    let mut draft = draft();
    let launch = ["CreationPolicy", "ResourceSignal", "Timeout"];
    let usual = built(draft.clone());
    let first = minutes(group(&usual, "EssPool"), &launch);
    // Services of ESS come up in two minutes at most, and take one to end behind the load balancer
    // and one to end themselves. As much is reckoned for a pool without services, so that the first
    // container changes nothing of it.
    for stack in POOLS {
        let pause = minutes(rolling(&usual, stack), &["PauseTime"]);
        assert_eq!(pause, first + 4, "{stack}");
    }
    draft.services[0].stop_timeout_seconds = 1500;
    let slow = built(draft);
    assert_eq!(minutes(group(&slow, "EssPool"), &launch), first);
    let longest = minutes(rolling(&slow, "EssPool"), &["PauseTime"]);
    assert_eq!(longest, 60, "CloudFormation waits no longer than an hour");
}

#[test]
fn the_first_hosts_all_signal_before_the_pool_is_there() {
    let built = built(draft());
    for stack in POOLS {
        let count = ["CreationPolicy", "ResourceSignal", "Count"];
        let count = group(&built, stack).get(&count).unwrap();
        let minimum = format!("{stack}Minimum");
        assert_eq!(built.follow(stack, count), name("Root", &minimum));
    }
}

#[test]
fn scaling_owns_the_number_of_hosts_and_finds_its_mark_on_the_group() {
    let built = built(draft());
    for (stack, name) in [
        ("EssPool", "acme-solid-ess"),
        ("BackendPool", "acme-solid-backend"),
    ] {
        let group = built.properties(stack, "AWS::AutoScaling::AutoScalingGroup");
        assert!(group.get("DesiredCapacity").is_none());
        assert!(group.get("NewInstancesProtectedFromScaleIn").is_none());
        let tag = |key: &str, launched: bool, value: &str| {
            let pairs = [
                ("Key", Node::text(key)),
                ("PropagateAtLaunch", Node::boolean(launched)),
                ("Value", Node::text(value)),
            ];
            Node::mapping(pairs.into_iter().collect())
        };
        let tags = vec![tag("Name", false, name), tag("AmazonECSManaged", true, "")];
        assert_eq!(group.get("Tags"), Some(&Node::sequence(tags)));
    }
}

#[test]
fn a_new_version_of_the_launch_template_is_a_change_of_the_group() {
    let built = built(draft());
    let group = built.properties("EssPool", "AWS::AutoScaling::AutoScalingGroup");
    let version = group
        .get("LaunchTemplate")
        .unwrap()
        .get(&["Version"])
        .unwrap();
    let version = version.as_function().unwrap();
    assert_eq!(
        version.argument.as_text(),
        Some("LaunchTemplate.LatestVersionNumber")
    );
}

#[test]
fn hosts_are_spread_over_the_zones_and_judged_as_machines() {
    let built = built(draft());
    let group = built.properties("EssPool", "AWS::AutoScaling::AutoScalingGroup");
    let spread = group.get("AvailabilityZoneDistribution").unwrap();
    let spread = spread
        .get(&["CapacityDistributionStrategy"])
        .and_then(Node::as_text);
    assert_eq!(spread, Some("balanced-best-effort"));
    // EC2's own checks are always on.
    let check = group.get("HealthCheckType").and_then(Node::as_text);
    assert_eq!(check, Some("EBS"));
    for attached in ["TargetGroupARNs", "LoadBalancerNames", "TrafficSources"] {
        assert!(group.get(attached).is_none(), "{attached}");
    }
}
