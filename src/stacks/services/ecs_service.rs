//! The ECS service: keeps the tasks of a service running, spread over zones and hosts, or over the
//! hosts of one zone.
//!
//! Sources: Amazon ECS developer guide, "Amazon ECS services", "Balancing an Amazon ECS service across
//! Availability Zones", "Define which container instances Amazon ECS uses for tasks" (placement
//! constraints), "Deployment circuit breaker". An update starts new tasks before it stops old
//! ones, and goes back by itself when they do not live.

use super::exposure::Exposed;
use super::{Placed, ServiceInputs, scaling};
use crate::architecture::{LoadBalancerRole, ServicePart, ServiceUnit};
use crate::assembly::Stack;
use crate::bindings::ecs::service::{
    AvailabilityZoneRebalancing, CapacityProviderStrategyItem, DeploymentCircuitBreaker,
    DeploymentConfiguration, LoadBalancer, PlacementConstraint, PlacementConstraintType,
    PlacementStrategy, PlacementStrategyType, PropagateTags,
};
use crate::bindings::ecs::{Service, ServiceHandle, TaskDefinitionHandle};
use crate::cfn::Resource as _;
use crate::sub;

/// Adds the ECS service of a unit.
pub(super) fn ecs_service(
    placed: &Placed<'_>,
    unit: &ServiceUnit,
    definition: &TaskDefinitionHandle,
    exposed: &[(LoadBalancerRole, &Exposed)],
    stack: &mut Stack,
) -> ServiceHandle {
    let inputs = placed.inputs;
    let deployment = DeploymentConfiguration::new()
        .minimum_healthy_percent(100)
        .maximum_percent(200)
        .deployment_circuit_breaker(DeploymentCircuitBreaker::new(true, true));
    // The pool of the service and no other, so that a full pool never spills into the other one.
    let pool = CapacityProviderStrategyItem::new()
        .capacity_provider(inputs.capacity_provider)
        .weight(1);
    let service = Service::new()
        .cluster(inputs.cluster)
        .task_definition(definition.arn())
        .desired_count(scaling::desired_count(placed))
        .capacity_provider_strategy([pool]);
    let service = place(inputs, unit, service)
        .deployment_configuration(deployment)
        .enable_ecs_managed_tags(true)
        .propagate_tags(PropagateTags::Service)
        // The cluster takes the pool's capacity provider only once they are associated.
        .depends_on(inputs.association);
    let service = register(placed, exposed, service);
    stack.add(unit.part(placed.service, ServicePart::Service), service)
}

/// Where tasks run. Spread over zones first: only then does ECS move tasks back when a zone returns.
/// Tasks bound to a zone have nowhere to move.
fn place(inputs: &ServiceInputs<'_>, unit: &ServiceUnit, service: Service) -> Service {
    let Some(letter) = unit.zone else {
        return service
            .placement_strategies([
                spread("attribute:ecs.availability-zone"),
                spread("instanceId"),
            ])
            .availability_zone_rebalancing(AvailabilityZoneRebalancing::Enabled);
    };
    let zone = inputs.zones.of(letter);
    let bound = PlacementConstraint::new(PlacementConstraintType::MemberOf)
        .expression(sub!["attribute:ecs.availability-zone == ", zone]);
    service
        .placement_constraints([bound])
        .placement_strategies([spread("instanceId")])
        .availability_zone_rebalancing(AvailabilityZoneRebalancing::Disabled)
}

/// Registers the tasks at every load balancer that reaches the unit.
fn register(
    placed: &Placed<'_>,
    exposed: &[(LoadBalancerRole, &Exposed)],
    service: Service,
) -> Service {
    let Some(exposure) = placed.service.exposure().filter(|_| !exposed.is_empty()) else {
        return service;
    };
    let tasks = exposed.iter().map(|(_, exposed)| {
        LoadBalancer::new()
            .container_name(placed.service.id.as_str())
            .container_port(placed.service.port)
            .target_group_arn(exposed.target_group.arn())
    });
    let service = service
        .load_balancers(tasks.collect::<Vec<_>>())
        .health_check_grace_period_seconds(exposure.health.grace_seconds);
    // ECS refuses a target group to which no listener leads.
    let rules = exposed.iter().map(|(_, exposed)| &exposed.rule);
    rules.fold(service, Service::depends_on)
}

fn spread(field: &str) -> PlacementStrategy {
    PlacementStrategy::new(PlacementStrategyType::Spread).field(field)
}
