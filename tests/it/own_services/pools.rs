//! How pools grow and shrink: managed scaling, and other ranges at times.

use ess_cfn::assembly::Assembly;
use ess_cfn::document::{Node, emit_yaml};

use super::{named, origin, resource, yaml};
use crate::follow::{Resource, resources};
use crate::seed;

fn with_pools(pools: &str) -> Assembly {
    let text =
        format!("name: own\nregion: eu-central-1\ndomain: pods.example.org\npools:\n{pools}");
    seed::assembly("own", &text)
}

const SCHEDULES: &str = "  ess:
    schedules:
      day: { cron: '0 6 ? * 2-6 *', timezone: Europe/Berlin, min: 6, max: 18 }
      night: { cron: '30 20 ? * MON-FRI *', min: 3 }
";

fn properties<'a>(resource: &Resource<'a>) -> &'a Node {
    resource.node.get(&["Properties"]).expect("properties")
}

#[test]
fn a_schedule_moves_the_fewest_and_the_most_hosts_of_its_own_pool_and_nothing_else() {
    let assembly = with_pools(SCHEDULES);
    let day = resource(&assembly, "EssPool", "DayScheduledAction");
    let group = origin(&assembly, &day, &["AutoScalingGroupName"]);
    assert_eq!(group, named("EssPool", "AutoScalingGroup"));
    let without_group = |resource: &Resource<'_>| {
        let mut properties = properties(resource).clone();
        let mapping = properties.as_mapping_mut().expect("a mapping");
        mapping.remove("AutoScalingGroupName");
        properties
    };
    let expected =
        "{ Recurrence: '0 6 * * 1-5', TimeZone: Europe/Berlin, MinSize: 6, MaxSize: 18 }";
    assert_eq!(without_group(&day), yaml(expected));
    let night = resource(&assembly, "EssPool", "NightScheduledAction");
    let expected = "{ Recurrence: '30 20 * * MON-FRI', TimeZone: UTC, MinSize: 3 }";
    assert_eq!(without_group(&night), yaml(expected));
    assert_eq!(
        resources(&assembly, "AWS::AutoScaling::ScheduledAction").len(),
        2
    );
}

#[test]
fn an_update_leaves_the_range_of_the_hour_alone_where_there_are_schedules() {
    let assembly = with_pools(SCHEDULES);
    let path = [
        "UpdatePolicy",
        "AutoScalingScheduledAction",
        "IgnoreUnmodifiedGroupSizeProperties",
    ];
    let ess = resource(&assembly, "EssPool", "AutoScalingGroup");
    assert_eq!(ess.node.get(&path), Some(&Node::boolean(true)));
    let backend = resource(&assembly, "BackendPool", "AutoScalingGroup");
    assert!(backend.node.get(&path).is_none());
    // Nobody writes back how many hosts there are: managed scaling knows.
    for group in resources(&assembly, "AWS::AutoScaling::AutoScalingGroup") {
        assert!(group.property(&["DesiredCapacity"]).is_none());
    }
    for action in resources(&assembly, "AWS::AutoScaling::ScheduledAction") {
        assert!(action.property(&["DesiredCapacity"]).is_none());
    }
    // Schedules rest while hosts are exchanged.
    let resting = [
        "UpdatePolicy",
        "AutoScalingRollingUpdate",
        "SuspendProcesses",
    ];
    let resting = ess
        .node
        .get(&resting)
        .and_then(Node::as_sequence)
        .expect("a list");
    assert!(resting.contains(&Node::text("ScheduledActions")));
}

#[test]
fn managed_scaling_keeps_hosts_as_full_as_the_spec_says() {
    let scaling = |pools: &str| {
        let assembly = with_pools(pools);
        let provider = resource(&assembly, "EssPool", "CapacityProvider");
        let path = ["AutoScalingGroupProvider", "ManagedScaling"];
        provider.property(&path).cloned()
    };
    let plain = yaml("{ Status: ENABLED, TargetCapacity: 100 }");
    assert_eq!(scaling("  ess: {}\n"), Some(plain));
    let given = yaml("{ Status: ENABLED, TargetCapacity: 80, InstanceWarmupPeriod: 120 }");
    let pools = "  ess: { target_capacity_percent: 80, warmup_seconds: 120 }\n";
    assert_eq!(scaling(pools), Some(given));
}

#[test]
fn how_one_pool_scales_changes_no_byte_of_the_others_stack() {
    let text = |assembly: &Assembly, stack: &str| {
        let template = assembly.template(stack).expect("a stack");
        emit_yaml(&mut template.node().clone()).text
    };
    let plain = with_pools("  backend: {}\n");
    let scaled = with_pools(&format!(
        "{}    target_capacity_percent: 70\n",
        SCHEDULES.replace("ess:", "backend:")
    ));
    for stack in ["EssPool", "EssServices", "Capacity", "Network", "Database"] {
        assert_eq!(text(&plain, stack), text(&scaled, stack), "{stack}");
    }
    assert_ne!(text(&plain, "BackendPool"), text(&scaled, "BackendPool"));
}
