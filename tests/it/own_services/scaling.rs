//! What a service's number of tasks follows, and its other ranges at times.

use std::collections::BTreeMap;

use ess_cfn::assembly::Assembly;
use ess_cfn::document::Node;

use super::{assembly, named, origin, resource, yaml};
use crate::follow::{Resource, Source, follow, resources};
use crate::seed;

const SERVICES: &str = "  ldp:
    memory_percent: 70
    requests_per_minute: 900
    schedules:
      day: { cron: '0 6 ? * MON-FRI *', timezone: Europe/Berlin, min: 4, max: 12 }
      night: { cron: '30 20 ? * MON-FRI *', min: 2 }
";

/// A deployment of which the load balancers are of a mode.
fn by_mode(load_balancers: &str) -> Assembly {
    let text = format!(
        "name: own\nregion: eu-central-1\ndomain: pods.example.org\n\
         load_balancers: {load_balancers}\nservices:\n{SERVICES}"
    );
    seed::assembly("own", &text)
}

/// The policies of a stack's scalable targets by logical id, each with its metric and goal.
fn policies<'a>(assembly: &'a Assembly, service: &str) -> BTreeMap<&'a str, (String, String)> {
    let policies = resources(assembly, "AWS::ApplicationAutoScaling::ScalingPolicy");
    let of_service = policies
        .into_iter()
        .filter(|policy| policy.logical_id.starts_with(service));
    let read = of_service.map(|policy| {
        assert_eq!(
            policy.node.get(&["Condition"]),
            Some(&Node::text("ServicesOn"))
        );
        let tracking = policy.property(&["TargetTrackingScalingPolicyConfiguration"]);
        let tracking = tracking.expect("a goal");
        let text = |path: &[&str]| {
            let text = tracking.get(path).and_then(Node::as_text);
            text.expect("a value").to_owned()
        };
        let metric = text(&["PredefinedMetricSpecification", "PredefinedMetricType"]);
        (policy.logical_id, (metric, text(&["TargetValue"])))
    });
    read.collect()
}

/// Load balancer and target group whose requests a policy counts.
fn counted(assembly: &Assembly, policy: &Resource<'_>) -> Vec<(String, String)> {
    let path = [
        "TargetTrackingScalingPolicyConfiguration",
        "PredefinedMetricSpecification",
        "ResourceLabel",
    ];
    let label = policy.property(&path).expect("a label");
    let text = label.as_function().and_then(|sub| sub.argument.as_text());
    let text = text.expect("names");
    // Load balancer, a slash, target group: the form that Application Auto Scaling asks for.
    assert!(text.split("}/${").count() == 2, "{text}");
    let sources = follow(assembly, policy.stack, label);
    sources.iter().filter_map(Source::resource).collect()
}

#[test]
fn a_service_follows_processor_memory_and_requests_where_the_spec_has_goals_for_them() {
    let assembly = assembly(SERVICES);
    let goal = |metric: &str, value: &str| (metric.to_owned(), value.to_owned());
    let expected = [
        (
            "LdpMemoryPolicy",
            goal("ECSServiceAverageMemoryUtilization", "70"),
        ),
        ("LdpRequestsPolicy", goal("ALBRequestCountPerTarget", "900")),
        (
            "LdpScalingPolicy",
            goal("ECSServiceAverageCPUUtilization", "60"),
        ),
    ];
    assert_eq!(policies(&assembly, "Ldp"), BTreeMap::from(expected));
    let plain = [(
        "OidcScalingPolicy",
        goal("ECSServiceAverageCPUUtilization", "60"),
    )];
    assert_eq!(policies(&assembly, "Oidc"), BTreeMap::from(plain));
    for policy in ["LdpMemoryPolicy", "LdpRequestsPolicy", "LdpScalingPolicy"] {
        let policy = resource(&assembly, "EssServices", policy);
        let target = origin(&assembly, &policy, &["ScalingTargetId"]);
        assert_eq!(target, named("EssServices", "LdpScalableTarget"));
    }
}

#[test]
fn requests_are_those_that_the_load_balancer_hands_to_the_service() {
    let assembly = assembly(SERVICES);
    let policy = resource(&assembly, "EssServices", "LdpRequestsPolicy");
    let expected = [
        named("EssServices", "LdpTargetGroup"),
        named("LoadBalancers", "LoadBalancer"),
    ];
    assert_eq!(counted(&assembly, &policy), expected);
    // No metric of both is there before the one leads to the other.
    assert_eq!(policy.depends_on(), ["LdpListenerRule"]);
}

#[test]
fn with_a_load_balancer_in_each_zone_each_zones_tasks_follow_its_own() {
    let assembly = by_mode("{ mode: per-zone, internal: true }");
    for zone in ["A", "B", "C"] {
        for (prefix, balancer, group) in [
            (
                "",
                format!("LoadBalancer{zone}"),
                format!("LdpTargetGroup{zone}"),
            ),
            (
                "Internal",
                "InternalLoadBalancer".into(),
                "LdpInternalTargetGroup".into(),
            ),
        ] {
            let id = format!("Ldp{prefix}RequestsPolicy{zone}");
            let policy = resource(&assembly, "EssServices", &id);
            let expected = [
                named("EssServices", &group),
                named("LoadBalancers", &balancer),
            ];
            assert_eq!(counted(&assembly, &policy), expected);
            let target = origin(&assembly, &policy, &["ScalingTargetId"]);
            assert_eq!(
                target,
                named("EssServices", &format!("LdpScalableTarget{zone}"))
            );
        }
        // Two zones are left of three: each has half of the tasks, at any hour.
        let target = resource(
            &assembly,
            "EssServices",
            &format!("LdpScalableTarget{zone}"),
        );
        let actions = target
            .property(&["ScheduledActions"])
            .and_then(Node::as_sequence);
        let ranges: Vec<_> = actions
            .expect("schedules")
            .iter()
            .map(|action| action.get(&["ScalableTargetAction"]).cloned())
            .collect();
        let expected = [
            yaml("{ MinCapacity: 2, MaxCapacity: 6 }"),
            yaml("{ MinCapacity: 1 }"),
        ];
        assert_eq!(ranges, expected.map(Some));
    }
}

#[test]
fn a_schedule_moves_the_range_and_leaves_the_number_in_it_to_the_policies() {
    let assembly = assembly(SERVICES);
    let target = resource(&assembly, "EssServices", "LdpScalableTarget");
    let expected = yaml(
        "[{ Schedule: cron(0 6 ? * MON-FRI *), ScheduledActionName: day, Timezone: Europe/Berlin, \
         ScalableTargetAction: { MinCapacity: 4, MaxCapacity: 12 } }, \
         { Schedule: cron(30 20 ? * MON-FRI *), ScheduledActionName: night, Timezone: UTC, \
         ScalableTargetAction: { MinCapacity: 2 } }]",
    );
    assert_eq!(target.property(&["ScheduledActions"]), Some(&expected));
    assert_eq!(
        target.node.get(&["Condition"]),
        Some(&Node::text("ServicesOn"))
    );
    let other = resource(&assembly, "EssServices", "OidcScalableTarget");
    assert!(other.property(&["ScheduledActions"]).is_none());
}

#[test]
fn the_pool_has_room_for_the_busiest_hour() {
    let hosts = |services: &str| {
        let assembly = assembly(services);
        let root = assembly.root().node();
        ["BackendPoolMinimum", "BackendPoolMaximum"].map(|parameter| {
            let default = root.get(&["Parameters", parameter, "Default"]);
            default.and_then(Node::as_text).map(str::to_owned)
        })
    };
    let service = "image: 'one:1', min: 2, max: 4, cpu: 2048";
    let plain = format!("  one: {{ {service} }}\n");
    let day = "schedules: { day: { cron: '0 6 ? * MON-FRI *', min: 4, max: 8 } }";
    let busy = format!("  one: {{ {service}, {day} }}\n");
    assert_eq!(hosts(&plain), [Some("3".into()), Some("6".into())]);
    assert_eq!(hosts(&busy), [Some("6".into()), Some("12".into())]);
}
