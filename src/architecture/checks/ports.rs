//! Finds published ports that do not fit together.

use std::collections::BTreeMap;

use super::super::conflict::Conflict;
use super::super::draft::Draft;

/// Ports of which a host can't have both, and such as the load balancer asks for.
pub(super) fn ports(draft: &Draft, found: &mut Vec<Conflict>) {
    let mut taken = BTreeMap::new();
    for service in &draft.services {
        for port in &service.container.ports {
            let this = (service.id.clone(), port.name.clone());
            let key = (service.pool(), port.host);
            if let Some((first, first_port)) = taken.insert(key, this.clone()) {
                let (second, second_port) = this;
                found.push(Conflict::PortTwice {
                    pool: service.pool(),
                    port: port.host.number(),
                    first,
                    first_port,
                    second,
                    second_port,
                });
            }
            if service.exposure().is_some() && port.container == service.port {
                found.push(Conflict::PortReached {
                    service: service.id.clone(),
                    name: port.name.clone(),
                    port: port.container,
                });
            }
        }
    }
}
