//! Who reaches whom: the rules between security groups, and when they are there.

use std::collections::BTreeSet;

use ess_cfn::architecture::{Decided, EnvironmentValue, Kafka};
use ess_cfn::document::Node;

use super::built::{Built, POOLS, built};
use super::own_container;
use crate::deployments::{draft, value};
use crate::follow::resources;

/// From, to, and the first and last port.
type Way = (String, String, String, String);

fn way(from: &str, to: &str, first: u16, last: u16) -> Way {
    let (first, last) = (first.to_string(), last.to_string());
    (from.to_owned(), to.to_owned(), first, last)
}

/// The ways that rules of a type open, by the stack of either security group.
fn ways(built: &Built, kind: &str, from: &str, to: &str) -> BTreeSet<Way> {
    let rules = resources(&built.assembly, kind).into_iter();
    rules
        .map(|rule| {
            let group = |key: &str| {
                let (owner, id) = built.follow(rule.stack, rule.property(&[key]).unwrap());
                if owner == "Root" { id } else { owner }
            };
            let text = |key: &str| {
                rule.property(&[key])
                    .and_then(Node::as_text)
                    .unwrap()
                    .to_owned()
            };
            assert_eq!(text("IpProtocol"), "tcp");
            (group(from), group(to), text("FromPort"), text("ToPort"))
        })
        .collect()
}

/// The ways that are open at both ends.
fn open(built: &Built) -> BTreeSet<Way> {
    let enter = ways(
        built,
        "AWS::EC2::SecurityGroupIngress",
        "SourceSecurityGroupId",
        "GroupId",
    );
    let leave = ways(
        built,
        "AWS::EC2::SecurityGroupEgress",
        "GroupId",
        "DestinationSecurityGroupId",
    );
    assert_eq!(enter, leave, "a way is open at one end only");
    enter
}

#[test]
fn the_load_balancer_reaches_the_ess_pool_and_the_ess_pool_the_database() {
    let expected = [
        way("EssPool", "Database", 5432, 5432),
        way("LoadBalancers", "EssPool", 32768, 60999),
    ];
    assert_eq!(open(&built(draft())), expected.into());
}

#[test]
fn the_database_is_open_to_exactly_the_pools_that_need_it() {
    let mut draft = draft();
    for service in &mut draft.services {
        service.needs_database = false;
        service.environment.clear();
        service.secrets.clear();
    }
    let mut reporter = own_container("reporter");
    reporter.needs_database = true;
    draft.services.push(reporter);
    let expected = [
        way("BackendPool", "Database", 5432, 5432),
        way("LoadBalancers", "EssPool", 32768, 60999),
    ];
    assert_eq!(open(&built(draft)), expected.into());
}

#[test]
fn kafka_is_open_on_its_ports_to_the_pool_that_is_told_of_it() {
    let mut draft = draft();
    draft.kafka = Some(Kafka {
        bootstrap_servers: Decided::Now(value("b-1.example.org:9094,b-2.example.org:9096")),
        security_group: Decided::AtDeployment,
    });
    let mut consumer = own_container("consumer");
    let variable = (value("SERVERS"), EnvironmentValue::KafkaBootstrapServers);
    consumer.environment.push(variable);
    draft.services.push(consumer);
    let built = built(draft);
    let to_kafka: BTreeSet<Way> = open(&built)
        .into_iter()
        .filter(|(_, to, _, _)| to == "KafkaSecurityGroupId")
        .collect();
    let expected = [
        way("BackendPool", "KafkaSecurityGroupId", 9094, 9094),
        way("BackendPool", "KafkaSecurityGroupId", 9096, 9096),
    ];
    assert_eq!(to_kafka, expected.into());
}

#[test]
fn hosts_send_https_to_anywhere_and_take_nothing_from_outside() {
    let built = built(draft());
    for stack in POOLS {
        let group = built.properties(stack, "AWS::EC2::SecurityGroup");
        assert!(group.get("SecurityGroupIngress").is_none());
        let egress = group.get("SecurityGroupEgress").unwrap();
        let egress = egress.as_sequence().unwrap();
        assert_eq!(egress.len(), 1);
        for key in ["FromPort", "ToPort"] {
            assert_eq!(egress[0].get(&[key]), Some(&Node::integer(443)));
        }
    }
}

#[test]
fn no_host_boots_before_its_ways_are_open() {
    let built = built(draft());
    for stack in POOLS {
        let group = built.only(stack, "AWS::AutoScaling::AutoScalingGroup");
        let after = group.node.get(&["DependsOn"]).and_then(Node::as_sequence);
        let after: Vec<&str> = after
            .unwrap_or_default()
            .iter()
            .filter_map(Node::as_text)
            .collect();
        let rules = ["Ingress", "Egress"].into_iter().flat_map(|kind| {
            let kind = format!("AWS::EC2::SecurityGroup{kind}");
            built.all(stack, &kind)
        });
        for rule in rules {
            assert!(after.contains(&rule.logical_id), "{rule:?}");
        }
    }
}
