//! Who may reach a pool's hosts, and whom they may reach.
//!
//! Source: Amazon ECS developer guide, "Networking modes": in bridge mode tasks share the security
//! group of their host, so that access is given to a pool. A rule between two groups is a resource of
//! its own, on either side, in the pool's stack: the other side's stack knows no pool, and groups that
//! named one another in their own rules would be a circle.
//! Not here: rules between pools. There are none.

use std::ops::RangeInclusive;

use super::PoolInputs;
use crate::architecture::{BootstrapServers, Database, LoadBalancerRole};
use crate::assembly::Stack;
use crate::bindings::ec2::{SecurityGroup, SecurityGroupId, security_group};
use crate::cfn::{Expr, Reference, Tag};
use crate::stacks::way::Way;
use crate::stacks::{endpoints, storage};

/// Host ports that containers get, the range from which Linux gives ports. The agent is told the same
/// range, so that the load balancer's rule fits it exactly.
pub(super) const DYNAMIC_PORTS: RangeInclusive<u16> = 32_768..=60_999;

/// Adds the security group of the hosts.
pub(super) fn security_group(inputs: &PoolInputs<'_>, stack: &mut Stack) -> Expr<SecurityGroupId> {
    // Image registries, AWS's own services, package repositories, identity providers, the public
    // names of the deployment and web ids anywhere: addresses that nobody can list. DNS and time come
    // from the VPC, past security groups.
    let out = security_group::Egress::new("tcp")
        .cidr_ip("0.0.0.0/0")
        .from_port(443)
        .to_port(443)
        .description("HTTPS to anywhere");
    let description = format!("Hosts of the {} pool", inputs.pool);
    let group = SecurityGroup::new(description)
        .vpc_id(inputs.vpc)
        .security_group_egress([out])
        .tags([Tag::new("Name", inputs.shown_name())]);
    stack.add("SecurityGroup", group).id()
}

/// Adds the rules between the hosts and what their services need. A host that boots before them finds
/// its ways closed, so the Auto Scaling Group depends on all of them.
pub(super) fn rules(
    inputs: &PoolInputs<'_>,
    hosts: &Expr<SecurityGroupId>,
    stack: &mut Stack,
) -> Vec<Reference> {
    let mut rules = Vec::new();
    let mut services = inputs.architecture.services_on(inputs.pool);
    if services.any(|service| service.exposure().is_some()) {
        for (role, group) in inputs.load_balancers.iter() {
            let way = Way {
                name: &format!("{}ToHosts", role.named("LoadBalancer")),
                from: group,
                to: hosts,
                ports: DYNAMIC_PORTS,
                what: format!("{} to tasks of the {} pool", role.title(), inputs.pool),
            };
            rules.extend(way.open(stack));
        }
    }
    if let Some(group) = inputs.endpoints {
        let way = Way {
            name: "HostsToEndpoints",
            from: hosts,
            to: group,
            ports: endpoints::PORT..=endpoints::PORT,
            what: format!("Hosts of the {} pool to services of AWS", inputs.pool),
        };
        rules.extend(way.open(stack));
    }
    // Services call each other by their public names, which lead to it inside the VPC.
    if let Some(group) = inputs.load_balancers.get(LoadBalancerRole::Internal) {
        let way = Way {
            name: "HostsToInternalLoadBalancer",
            from: hosts,
            to: group,
            ports: 443..=443,
            what: format!("Tasks of the {} pool to the public names", inputs.pool),
        };
        rules.extend(way.open(stack));
    }
    if inputs.architecture.reaches_database(inputs.pool) {
        let way = Way {
            name: "HostsToDatabase",
            from: hosts,
            to: inputs.database,
            ports: Database::PORT..=Database::PORT,
            what: format!("Tasks of the {} pool to the database", inputs.pool),
        };
        rules.extend(way.open(stack));
    }
    if let Some(storage) = inputs.storage
        && inputs.architecture.reaches_storage(inputs.pool)
    {
        let way = Way {
            name: "HostsToStorage",
            from: hosts,
            to: storage,
            ports: storage::PORT..=storage::PORT,
            what: format!("Hosts of the {} pool to shared volumes", inputs.pool),
        };
        rules.extend(way.open(stack));
    }
    if let Some(kafka) = inputs.kafka
        && inputs.architecture.reaches_kafka(inputs.pool)
    {
        for port in kafka_ports(inputs) {
            let way = Way {
                name: &format!("HostsToKafka{port}"),
                from: hosts,
                to: kafka,
                ports: port..=port,
                what: format!("Tasks of the {} pool to Kafka", inputs.pool),
            };
            rules.extend(way.open(stack));
        }
    }
    rules
}

/// The ports of Kafka's brokers; that of TLS while they are not known.
fn kafka_ports(inputs: &PoolInputs<'_>) -> Vec<u16> {
    let kafka = inputs.architecture.kafka();
    let servers = kafka.and_then(|kafka| kafka.bootstrap_servers.now());
    servers.map_or_else(
        || vec![BootstrapServers::TLS_PORT],
        |servers| servers.ports().to_vec(),
    )
}
