//! The services stacks: what each service of a pool becomes, by following references.

mod access;
mod exposure;
mod reading;
mod stand_ins;
mod tasks;

use ess_cfn::architecture::Zones;
use ess_cfn::document::{Intrinsic, Node};

use crate::deployments::value;
use reading::{
    BACKEND, ESS, function, list, origin, property, resource, resources, text, texts, while_on,
    yaml,
};
use stand_ins::{draft, exporter, synthesised, with_own};

#[test]
fn services_come_in_the_order_of_the_architecture_with_ids_that_begin_with_their_names() {
    let made = synthesised(with_own());
    let ids: Vec<&str> = resources(&made.assembly, ESS, "AWS::ECS::Service")
        .into_iter()
        .map(|(id, _)| id)
        .collect();
    assert_eq!(
        ids,
        [
            "LdpService",
            "IdentityService",
            "OidcService",
            "PortalService"
        ]
    );
    let template = made.assembly.template(ESS).unwrap();
    let names = ["Ldp", "Identity", "Oidc", "Portal"];
    for (id, _) in template.section("Resources") {
        assert!(names.iter().any(|name| id.starts_with(name)), "{id}");
    }
    let running: Vec<&str> = made.running.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(running, ["Ldp", "Identity", "Oidc", "Portal", "MyExporter"]);
}

#[test]
fn a_backend_container_changes_no_byte_of_the_ess_services() {
    let (without, with) = (draft(), {
        let mut draft = draft();
        draft.services.push(exporter());
        draft
    });
    let (without, with) = (synthesised(without).assembly, synthesised(with).assembly);
    assert_eq!(yaml(&without, ESS), yaml(&with, ESS));
    assert_eq!(yaml(&without, "EssPool"), yaml(&with, "EssPool"));
}

#[test]
fn a_service_waits_for_its_rule_and_for_its_pool_to_belong_to_the_cluster() {
    let made = synthesised(with_own());
    for (id, service) in resources(&made.assembly, ESS, "AWS::ECS::Service") {
        let rule = id.replace("Service", "ListenerRule");
        assert_eq!(texts(service.get(&["DependsOn"]).unwrap()), [rule.as_str()]);
        let [balancer] = list(property(service, &["LoadBalancers"])) else {
            panic!("one target group");
        };
        let group = balancer.get(&["TargetGroupArn"]).unwrap();
        let rule = resource(&made.assembly, ESS, &rule);
        let [action] = list(property(rule, &["Actions"])) else {
            panic!("one action");
        };
        assert_eq!(action.get(&["TargetGroupArn"]).unwrap(), group);
    }
    // What belongs to another stack makes the whole stack wait.
    for stack in [ESS, BACKEND] {
        let nested = resource(&made.assembly, "Root", stack);
        assert!(texts(nested.get(&["DependsOn"]).unwrap()).contains(&"Capacity"));
    }
}

#[test]
fn a_service_runs_on_its_own_pool_alone_and_spreads_over_zones_first() {
    let made = synthesised(with_own());
    for (stack, provider) in [
        (ESS, "EssPool.CapacityProvider"),
        (BACKEND, "BackendPool.CapacityProvider"),
    ] {
        for (_, service) in resources(&made.assembly, stack, "AWS::ECS::Service") {
            let [only] = list(property(service, &["CapacityProviderStrategy"])) else {
                panic!("one pool");
            };
            let named = only.get(&["CapacityProvider"]).unwrap();
            assert_eq!(origin(&made.assembly, stack, named), provider);
            let fields: Vec<&str> = list(property(service, &["PlacementStrategies"]))
                .iter()
                .map(|strategy| text(strategy.get(&["Field"]).unwrap()))
                .collect();
            assert_eq!(fields, ["attribute:ecs.availability-zone", "instanceId"]);
            assert_eq!(
                text(property(service, &["AvailabilityZoneRebalancing"])),
                "ENABLED"
            );
            assert!(service.get(&["Properties", "LaunchType"]).is_none());
            assert!(service.get(&["Properties", "ServiceName"]).is_none());
            let rollback = [
                "DeploymentConfiguration",
                "DeploymentCircuitBreaker",
                "Rollback",
            ];
            assert_eq!(property(service, &rollback), &Node::boolean(true));
        }
    }
}

#[test]
fn an_update_takes_no_task_away_before_another_one_is_there() {
    let made = synthesised(with_own());
    for stack in [ESS, BACKEND] {
        for (id, service) in resources(&made.assembly, stack, "AWS::ECS::Service") {
            let percent = |name: &str| -> u32 {
                let path = ["DeploymentConfiguration", name];
                text(property(service, &path)).parse().unwrap()
            };
            assert_eq!(percent("MinimumHealthyPercent"), 100, "{id}");
            assert!(
                percent("MaximumPercent") > 100,
                "{id}: no room for an update"
            );
            // Tags of the stack reach tasks by their service, and costs are told apart by them.
            assert_eq!(
                text(property(service, &["PropagateTags"])),
                "SERVICE",
                "{id}"
            );
        }
    }
}

#[test]
fn no_task_runs_while_services_are_off_and_scaling_decides_while_they_are_on() {
    let made = synthesised(with_own());
    let scaled = resource(&made.assembly, ESS, "LdpService");
    let no_value = function(Intrinsic::Ref, "AWS::NoValue");
    assert_eq!(property(scaled, &["DesiredCount"]), &while_on(no_value, 0));
    let fixed = resource(&made.assembly, BACKEND, "MyExporterService");
    let count = function(Intrinsic::Ref, "MyExporterTaskCount");
    assert_eq!(property(fixed, &["DesiredCount"]), &while_on(count, 0));
    for (of, ids) in [
        (
            "AWS::ApplicationAutoScaling::ScalableTarget",
            "ScalableTarget",
        ),
        (
            "AWS::ApplicationAutoScaling::ScalingPolicy",
            "ScalingPolicy",
        ),
    ] {
        assert!(resources(&made.assembly, BACKEND, of).is_empty());
        let scaling = resources(&made.assembly, ESS, of);
        assert_eq!(scaling.len(), 4);
        for (id, node) in scaling {
            assert!(id.ends_with(ids), "{id}");
            assert_eq!(text(node.get(&["Condition"]).unwrap()), "ServicesOn");
        }
    }
    let target = resource(&made.assembly, ESS, "LdpScalableTarget");
    let id = function(Intrinsic::Sub, "service/${ClusterName}/${LdpService.Name}");
    assert_eq!(property(target, &["ResourceId"]), &id);
    let minimum = function(Intrinsic::Ref, "LdpTasksMinimum");
    assert_eq!(property(target, &["MinCapacity"]), &minimum);
    assert!(target.get(&["Properties", "RoleARN"]).is_none());
    let portal = resource(&made.assembly, ESS, "PortalScalingPolicy");
    let goal = property(
        portal,
        &["TargetTrackingScalingPolicyConfiguration", "TargetValue"],
    );
    assert_eq!(goal, &Node::integer(70));
}

#[test]
fn govcloud_is_told_the_role_that_scales() {
    let mut draft = draft();
    draft.region = value("us-gov-west-1");
    let zones = ["a", "b"].map(|letter| value(&format!("us-gov-west-1{letter}")));
    draft.zones = Zones::named(zones).unwrap();
    let made = synthesised(draft);
    let target = resource(&made.assembly, ESS, "LdpScalableTarget");
    assert!(target.get(&["Properties", "RoleARN"]).is_some());
}
