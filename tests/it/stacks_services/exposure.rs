//! How the load balancer reaches a service, and that nobody reaches the others.

use std::collections::BTreeSet;

use ess_cfn::architecture::{Count, Placement};
use ess_cfn::document::Node;

use super::reading::{
    BACKEND, ESS, container, list, origin, property, resource, resources, text, texts,
};
use super::stand_ins::{draft, portal, synthesised, with_own};
use crate::deployments::value;

#[test]
fn the_load_balancer_asks_whether_a_task_lives_not_whether_the_database_does() {
    let made = synthesised(with_own());
    for (id, group) in resources(
        &made.assembly,
        ESS,
        "AWS::ElasticLoadBalancingV2::TargetGroup",
    ) {
        let path = text(property(group, &["HealthCheckPath"]));
        assert!(!path.contains("ready"), "{id}: {path}");
        assert_eq!(text(property(group, &["HealthCheckPort"])), "traffic-port");
        let interval: u32 = text(property(group, &["HealthCheckIntervalSeconds"]))
            .parse()
            .unwrap();
        let timeout: u32 = text(property(group, &["HealthCheckTimeoutSeconds"]))
            .parse()
            .unwrap();
        assert!(timeout < interval, "{id}");
        assert!(group.get(&["Properties", "Name"]).is_none());
    }
    let ldp = resource(&made.assembly, ESS, "LdpTargetGroup");
    assert_eq!(text(property(ldp, &["HealthCheckPath"])), "/q/health/live");
    assert_eq!(text(property(ldp, &["Protocol"])), "HTTPS");
    assert_eq!(text(property(ldp, &["HealthCheckProtocol"])), "HTTPS");
    let portal = resource(&made.assembly, ESS, "PortalTargetGroup");
    assert_eq!(text(property(portal, &["Protocol"])), "HTTP");
    assert_eq!(text(property(portal, &["Matcher", "HttpCode"])), "200-299");
    let service = resource(&made.assembly, ESS, "LdpService");
    let grace = property(service, &["HealthCheckGracePeriodSeconds"]);
    assert_eq!(grace, &Node::integer(120));
}

#[test]
fn requests_end_before_their_task_and_stick_to_none() {
    let made = synthesised(with_own());
    for (id, group) in resources(
        &made.assembly,
        ESS,
        "AWS::ElasticLoadBalancingV2::TargetGroup",
    ) {
        let attributes = list(property(group, &["TargetGroupAttributes"]));
        let found = |key| {
            let mut all = attributes.iter();
            let found = all.find(|one| one.get(&["Key"]) == Some(&Node::text(key)));
            text(found.unwrap().get(&["Value"]).unwrap())
        };
        let container = container(&made.assembly, ESS, id.strip_suffix("TargetGroup").unwrap());
        let stop: u32 = text(container.get(&["StopTimeout"]).unwrap())
            .parse()
            .unwrap();
        let drain: u32 = found("deregistration_delay.timeout_seconds")
            .parse()
            .unwrap();
        assert!(drain <= stop, "{id}");
        assert_eq!(found("stickiness.enabled"), "false");
    }
}

#[test]
fn every_rule_has_a_host_and_a_priority_of_its_own() {
    let made = synthesised(with_own());
    let rules = resources(
        &made.assembly,
        ESS,
        "AWS::ElasticLoadBalancingV2::ListenerRule",
    );
    let mut hosts = BTreeSet::new();
    let mut priorities = BTreeSet::new();
    for (id, rule) in &rules {
        let listener = property(rule, &["ListenerArn"]);
        assert_eq!(
            origin(&made.assembly, ESS, listener),
            "LoadBalancers.HttpsListener"
        );
        let [condition] = list(property(rule, &["Conditions"])) else {
            panic!("one condition");
        };
        let named = texts(condition.get(&["HostHeaderConfig", "Values"]).unwrap());
        assert!(hosts.insert(named), "{id}");
        assert!(
            priorities.insert(text(property(rule, &["Priority"]))),
            "{id}"
        );
    }
    assert_eq!(rules.len(), 4);
    assert!(hosts.contains(&vec!["pods.example.org"]));
    assert!(hosts.contains(&vec!["identity.pods.example.org"]));
    assert!(hosts.contains(&vec!["oidc.pods.example.org"]));
}

#[test]
fn the_order_of_services_changes_no_rule() {
    let draft = with_own();
    let mut turned = draft.clone();
    turned.services.reverse();
    turned
        .services
        .retain(|service| service.id != value("identity"));
    let (before, after) = (synthesised(draft), synthesised(turned));
    for service in ["Ldp", "Oidc", "Portal"] {
        let rule = format!("{service}ListenerRule");
        let rule = |made| resource(made, ESS, &rule).clone();
        assert_eq!(rule(&before.assembly), rule(&after.assembly));
    }
}

#[test]
fn a_task_that_is_dead_gets_no_request_after_half_a_minute() {
    let made = synthesised(draft());
    for (id, group) in resources(
        &made.assembly,
        ESS,
        "AWS::ElasticLoadBalancingV2::TargetGroup",
    ) {
        let number = |name: &str| -> u32 { text(property(group, &[name])).parse().unwrap() };
        let seconds = number("UnhealthyThresholdCount") * number("HealthCheckIntervalSeconds")
            + number("HealthCheckTimeoutSeconds");
        assert!(seconds <= 30, "{id}: {seconds}");
    }
}

#[test]
fn a_service_without_a_public_name_is_reached_by_nobody() {
    let mut draft = with_own();
    let mut inner = portal();
    inner.id = value("inner");
    inner.placement = Placement::Ess { exposure: None };
    inner.count = Count::Fixed(2);
    draft.services.push(inner);
    let made = synthesised(draft);
    for (stack, service) in [(ESS, "Inner"), (BACKEND, "MyExporter")] {
        let running = resource(&made.assembly, stack, &format!("{service}Service"));
        assert!(running.get(&["Properties", "LoadBalancers"]).is_none());
        assert!(
            running
                .get(&["Properties", "HealthCheckGracePeriodSeconds"])
                .is_none()
        );
        assert!(
            container(&made.assembly, stack, service)
                .get(&["PortMappings"])
                .is_none()
        );
        let template = made.assembly.template(stack).unwrap().node();
        for part in ["TargetGroup", "ListenerRule"] {
            assert!(
                template
                    .get(&["Resources", &format!("{service}{part}")])
                    .is_none()
            );
        }
        let running = made.running.iter().find(|one| one.name == service).unwrap();
        assert!(running.target_groups.is_empty());
    }
    let backend = made.assembly.template(BACKEND).unwrap();
    let parameters: Vec<&str> = backend
        .section("Parameters")
        .map(|(name, _)| name)
        .collect();
    assert!(!parameters.contains(&"NetworkVpcId"));
}
