//! The monitoring stack: every alarm says what silence means, tells somebody, and watches something
//! that exists.

use std::collections::BTreeSet;

use ess_cfn::architecture::{Architecture, LoadBalancerRole};
use ess_cfn::assembly::Assembly;
use ess_cfn::document::Node;
use ess_cfn::stacks::synthesise;

use crate::deployments::draft;
use crate::follow::{Resource, Source, follow, follow_property, resources};
use crate::seed::{on_every_deployment, on_every_spec};

fn assembly() -> Assembly {
    synthesise(&Architecture::new(draft()).unwrap())
        .unwrap()
        .assembly
}

fn alarms(assembly: &Assembly) -> Vec<Resource<'_>> {
    resources(assembly, "AWS::CloudWatch::Alarm")
}

#[test]
fn every_alarm_tells_the_topic_and_says_what_silence_means() {
    let assembly = assembly();
    let topic = resources(&assembly, "AWS::SNS::Topic")[0].source();
    for alarm in alarms(&assembly) {
        for actions in ["AlarmActions", "OKActions"] {
            let told = follow_property(&assembly, &alarm, &[actions]);
            assert!(told.contains(&topic), "{alarm:?}");
        }
        assert!(alarm.property(&["TreatMissingData"]).is_some(), "{alarm:?}");
        let description = alarm
            .property(&["AlarmDescription"])
            .and_then(Node::as_text)
            .unwrap();
        assert!(
            description.len() > 20 && description.len() <= 1024,
            "{description}"
        );
    }
}

#[test]
fn every_public_service_is_watched_in_every_zone() {
    let assembly = assembly();
    let zones = resources(&assembly, "AWS::EC2::NatGateway").len();
    let groups = resources(&assembly, "AWS::ElasticLoadBalancingV2::TargetGroup").len();
    let watching = alarms(&assembly)
        .iter()
        .filter(|alarm| alarm.property(&["MetricName"]) == Some(&Node::text("UnHealthyHostCount")))
        .count();
    assert_eq!(watching, zones * groups);
}

/// What the alarms on a metric are about: what the value of one dimension comes from, over all.
fn watched(assembly: &Assembly, metric: &str, dimension: &str) -> Vec<Source> {
    let mut found = Vec::new();
    for alarm in alarms(assembly) {
        if alarm.property(&["MetricName"]) != Some(&Node::text(metric)) {
            continue;
        }
        for one in alarm
            .property(&["Dimensions"])
            .and_then(Node::as_sequence)
            .unwrap()
        {
            if one.get(&["Name"]) == Some(&Node::text(dimension)) {
                found.extend(follow(assembly, alarm.stack, one.get(&["Value"]).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// Every resource of a type, by `Ref`.
fn every(assembly: &Assembly, kind: &str) -> Vec<Source> {
    let mut found: Vec<_> = resources(assembly, kind)
        .iter()
        .map(Resource::source)
        .collect();
    found.sort();
    found
}

#[test]
fn there_is_one_alarm_of_a_kind_for_each_thing_and_not_two_for_one() {
    on_every_deployment(|deployment| {
        let (spec, assembly) = (&deployment.name, &deployment.assembly);
        for (metric, dimension, kind) in [
            (
                "GroupInServiceInstances",
                "AutoScalingGroupName",
                "AWS::AutoScaling::AutoScalingGroup",
            ),
            (
                "ErrorPortAllocation",
                "NatGatewayId",
                "AWS::EC2::NatGateway",
            ),
            ("PacketsDropCount", "NatGatewayId", "AWS::EC2::NatGateway"),
        ] {
            let watched = watched(assembly, metric, dimension);
            assert_eq!(watched, every(assembly, kind), "{spec}: {metric}");
        }
        // The memory of a Multi-AZ cluster is that of instances which no template makes.
        let servers = every(assembly, "AWS::RDS::DBInstance");
        if servers.is_empty() {
            let memory = Some(&Node::text("FreeableMemory"));
            let alarms = alarms(assembly).into_iter();
            let of_memory = alarms.filter(|one| one.property(&["MetricName"]) == memory);
            assert_eq!(of_memory.count(), 3, "{spec}");
        } else {
            let watched = watched(assembly, "FreeableMemory", "DBInstanceIdentifier");
            assert_eq!(watched, servers, "{spec}");
        }
        // A target group of a load balancer of one zone is watched there, that of a single one in every
        // zone. The internal one has the same tasks, and is watched where there is no other.
        let watched = watched(assembly, "UnHealthyHostCount", "AvailabilityZone");
        let architecture = &deployment.architecture;
        for zone in architecture.zones().iter() {
            let letter = zone.letter();
            let expected: usize = architecture
                .exposed()
                .map(|_| {
                    let all = architecture.load_balancer_roles();
                    let alone = !all.iter().any(LoadBalancerRole::is_public);
                    let roles = all.iter().filter(|role| role.is_public() || alone);
                    roles
                        .filter(|role| role.zone().is_none_or(|one| one == letter))
                        .count()
                })
                .sum();
            let parameter = Source::Parameter(format!("Zone{letter}"));
            let of_zone = watched.iter().filter(|found| **found == parameter).count();
            assert_eq!(of_zone, expected, "{spec}: {letter}");
        }
    });
}

#[test]
fn what_runs_out_hurts_below_and_what_goes_wrong_hurts_above() {
    let assembly = assembly();
    let mut below = BTreeSet::new();
    for alarm in alarms(&assembly) {
        let Some(metric) = alarm.property(&["MetricName"]).and_then(Node::as_text) else {
            continue; // An expression, which says itself what hurts.
        };
        let operator = alarm
            .property(&["ComparisonOperator"])
            .and_then(Node::as_text);
        match operator.unwrap() {
            "LessThanThreshold" => {
                let statistic = alarm.property(&["Statistic"]).and_then(Node::as_text);
                below.insert((metric, statistic.unwrap()));
            }
            "GreaterThanThreshold" | "GreaterThanOrEqualToThreshold" => {}
            other => panic!("{other}: {alarm:?}"),
        }
    }
    let expected = [
        ("CPUUtilization", "SampleCount"),
        ("DaysToExpiry", "Minimum"),
        ("FreeStorageSpace", "Minimum"),
        ("FreeableMemory", "Minimum"),
        ("GroupInServiceInstances", "Minimum"),
    ];
    assert_eq!(below, BTreeSet::from(expected));
}

#[test]
fn silence_of_what_always_reports_is_an_alarm() {
    let assembly = assembly();
    for alarm in alarms(&assembly) {
        let metric = alarm.property(&["MetricName"]).and_then(Node::as_text);
        let namespace = alarm.property(&["Namespace"]).and_then(Node::as_text);
        let reports = metric == Some("GroupInServiceInstances") || namespace == Some("AWS/RDS");
        let breaching = alarm.property(&["TreatMissingData"]) == Some(&Node::text("breaching"));
        assert!(!reports || breaching, "{alarm:?}");
    }
}

#[test]
fn groups_report_the_metrics_that_alarms_read() {
    on_every_spec(|spec, assembly| {
        for group in resources(assembly, "AWS::AutoScaling::AutoScalingGroup") {
            let collected = group.property(&["MetricsCollection"]);
            let collected = collected.and_then(Node::as_sequence).unwrap_or_default();
            let every_minute = collected.iter().any(|one| {
                one.get(&["Granularity"]) == Some(&Node::text("1Minute"))
                    && one.get(&["Metrics"]).is_none()
            });
            assert!(every_minute, "{spec}: {}", group.stack);
        }
    });
}

#[test]
fn the_address_of_the_spec_is_told_of_alarms() {
    on_every_spec(|spec, assembly| {
        let parameter = "AlarmsEmail";
        let asked = assembly
            .root()
            .node()
            .get(&["Parameters", parameter])
            .is_some();
        let subscriptions = resources(assembly, "AWS::SNS::Subscription");
        assert_eq!(subscriptions.len(), usize::from(asked), "{spec}");
        for subscription in subscriptions {
            let topic = every(assembly, "AWS::SNS::Topic");
            let of: Vec<_> = follow_property(assembly, &subscription, &["TopicArn"])
                .into_iter()
                .collect();
            assert_eq!(of, topic, "{spec}");
            let told = follow_property(assembly, &subscription, &["Endpoint"]);
            let address = Source::Parameter(parameter.to_owned());
            assert_eq!(told, BTreeSet::from([address]), "{spec}");
        }
    });
}

#[test]
fn hosts_of_other_clusters_are_not_reported() {
    let assembly = assembly();
    let rule = resources(&assembly, "AWS::Events::Rule")[0];
    let clusters = rule.property(&["EventPattern", "detail", "clusterArn"]);
    let of = follow(&assembly, rule.stack, clusters.expect("a cluster"));
    let of: Vec<_> = of.iter().filter_map(Source::resource).collect();
    assert_eq!(of, [resources(&assembly, "AWS::ECS::Cluster")[0].name()]);
}

#[test]
fn missing_tasks_and_dead_agents_are_watched_only_while_services_are_on() {
    let assembly = assembly();
    let services = resources(&assembly, "AWS::ECS::Service").len();
    let reporting: Vec<_> = alarms(&assembly)
        .into_iter()
        .filter(|alarm| alarm.property(&["Statistic"]) == Some(&Node::text("SampleCount")))
        .collect();
    assert_eq!(reporting.len(), services);
    for alarm in reporting {
        assert_eq!(
            alarm.node.get(&["Condition"]),
            Some(&Node::text("ServicesOn"))
        );
        assert_eq!(
            alarm.property(&["TreatMissingData"]),
            Some(&Node::text("breaching"))
        );
        let threshold = follow_property(&assembly, &alarm, &["Threshold"]);
        assert!(
            threshold
                .iter()
                .all(|source| matches!(source, Source::Parameter(_)))
        );
    }
}

#[test]
fn the_dashboard_is_json_and_its_values_exist() {
    let assembly = assembly();
    let dashboard = resources(&assembly, "AWS::CloudWatch::Dashboard")[0];
    let body = dashboard.property(&["DashboardBody"]).unwrap();
    let text = body.as_function().unwrap().argument.as_text().unwrap();
    let body: serde_json::Value = serde_json::from_str(text).unwrap();
    let widgets = body["widgets"].as_array().unwrap();
    assert!(widgets.len() >= 9);
    for widget in widgets {
        assert!(
            !widget["properties"]["metrics"]
                .as_array()
                .unwrap()
                .is_empty(),
            "{widget}"
        );
        assert!(widget["x"].as_u64().unwrap() + widget["width"].as_u64().unwrap() <= 24);
    }
    let sources = follow(
        &assembly,
        dashboard.stack,
        dashboard.property(&["DashboardBody"]).unwrap(),
    );
    assert!(
        sources
            .iter()
            .filter(|source| source.resource().is_some())
            .count()
            >= 8
    );
}

#[test]
fn failovers_of_the_database_are_told() {
    let assembly = assembly();
    let events = resources(&assembly, "AWS::RDS::EventSubscription")[0];
    let categories = events
        .property(&["EventCategories"])
        .and_then(Node::as_sequence)
        .unwrap();
    assert!(categories.contains(&Node::text("failover")));
    assert!(categories.contains(&Node::text("configuration change")));
    let told = follow_property(&assembly, &events, &["SnsTopicArn"]);
    assert!(told.contains(&resources(&assembly, "AWS::SNS::Topic")[0].source()));
}
