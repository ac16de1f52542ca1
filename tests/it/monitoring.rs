//! The monitoring stack: every alarm says what silence means, tells somebody, and watches something
//! that exists.

use ess_cfn::architecture::Architecture;
use ess_cfn::assembly::Assembly;
use ess_cfn::document::Node;
use ess_cfn::stacks::synthesise;

use crate::deployments::draft;
use crate::follow::{Resource, Source, follow, follow_property, resources};

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
    let told = follow_property(&assembly, &events, &["SnsTopicArn"]);
    assert!(told.contains(&resources(&assembly, "AWS::SNS::Topic")[0].source()));
}
