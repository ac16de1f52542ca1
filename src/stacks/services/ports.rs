//! Ports of a service's container: that which the load balancer reaches, and those that are published.
//!
//! Source: Amazon ECS developer guide, "Task definition parameters", port mappings. Who may reach a
//! published port is said here and not in the pools' stacks: a pool knows no other, and a port more
//! changes nothing of either. Not here: which ports a host can give away (the architecture).

use super::Placed;
use crate::assembly::Stack;
use crate::bindings::ecs::task_definition::{PortMapping, Protocol};
use crate::stacks::way::Way;

/// The ports of the container that somebody reaches.
pub(super) fn mappings(placed: &Placed<'_>) -> Vec<PortMapping> {
    let service = placed.service;
    let mapping = |container: u16, host: u16| {
        PortMapping::new()
            .container_port(container)
            .host_port(host)
            .protocol(Protocol::Tcp)
    };
    // The host chooses a port, and the load balancer is told.
    let reached = service.exposure().map(|_| mapping(service.port, 0));
    let published = service.container.ports.iter();
    let published = published.map(|port| mapping(port.container, port.host.number()));
    reached.into_iter().chain(published).collect()
}

/// Opens the ways to the published ports.
pub(super) fn open(placed: &Placed<'_>, stack: &mut Stack) {
    let service = placed.service;
    let hosts = placed.inputs.hosts;
    for port in &service.container.ports {
        let number = port.host.number();
        for from in &port.from {
            let way = Way {
                name: &format!("{}Port{number}From{}", service.id.prefix(), from.prefix()),
                from: hosts.of(*from),
                to: hosts.of(service.pool()),
                ports: number..=number,
                what: format!("The {from} pool to port {} of {}", port.name, service.id),
            };
            way.open(stack);
        }
    }
}
