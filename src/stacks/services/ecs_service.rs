//! The ECS service: keeps the tasks of a service running, spread over zones and hosts.
//!
//! Sources: Amazon ECS developer guide, "Amazon ECS services", "Balancing an Amazon ECS service across
//! Availability Zones", "Deployment circuit breaker". An update starts new tasks before it stops old
//! ones, and goes back by itself when they do not live.

use super::exposure::Exposed;
use super::{Placed, scaling};
use crate::architecture::ServicePart;
use crate::assembly::Stack;
use crate::bindings::ecs::service::{
    AvailabilityZoneRebalancing, CapacityProviderStrategyItem, DeploymentCircuitBreaker,
    DeploymentConfiguration, LoadBalancer, PlacementStrategy, PlacementStrategyType, PropagateTags,
};
use crate::bindings::ecs::{Service, ServiceHandle, TaskDefinitionHandle};
use crate::cfn::Resource as _;

/// Adds the ECS service.
pub(super) fn ecs_service(
    placed: &Placed<'_>,
    definition: &TaskDefinitionHandle,
    exposed: Option<&Exposed>,
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
        .capacity_provider_strategy([pool])
        .placement_strategies([
            spread("attribute:ecs.availability-zone"),
            spread("instanceId"),
        ])
        .availability_zone_rebalancing(AvailabilityZoneRebalancing::Enabled)
        .deployment_configuration(deployment)
        .enable_ecs_managed_tags(true)
        .propagate_tags(PropagateTags::Service)
        // The cluster takes the pool's capacity provider only once they are associated.
        .depends_on(inputs.association);
    let service = match exposed {
        Some(exposed) => {
            let tasks = LoadBalancer::new()
                .container_name(placed.service.id.as_str())
                .container_port(placed.service.port)
                .target_group_arn(exposed.target_group.arn());
            service
                .load_balancers([tasks])
                .health_check_grace_period_seconds(exposed.grace_seconds)
                // ECS refuses a target group to which no listener leads.
                .depends_on(&exposed.rule)
        }
        None => service,
    };
    stack.add(placed.service.id.part(ServicePart::Service), service)
}

/// Zone first: only then does ECS move tasks back when a zone returns.
fn spread(field: &str) -> PlacementStrategy {
    PlacementStrategy::new(PlacementStrategyType::Spread).field(field)
}
