//! The accelerator stack: two addresses that never change before the load balancers of all zones.
//!
//! Sources: AWS Global Accelerator developer guide, "Endpoints for standard accelerators" (health of a
//! load balancer is its own; with none healthy, all get connections), "Preserve client IP addresses",
//! "Deleting an endpoint" (before the load balancer is deleted); Elastic Load Balancing user guide for
//! Application Load Balancers, "Target group health" (no thresholds for DNS failover behind an
//! accelerator: target groups have none). Not here: names.

use super::load_balancers::LoadBalancers;
use super::network::name;
use crate::architecture::{Architecture, Gateway, LoadBalancerMode};
use crate::assembly::Stack;
use crate::bindings::global_accelerator::{
    Accelerator as AcceleratorResource, AcceleratorDnsName, EndpointGroup, Listener, accelerator,
    endpoint_group, listener,
};
use crate::cfn::{DeletionPolicy, Expr, List, Resource as _, Text, UpdateReplacePolicy, region};

/// What other stacks may use of the accelerator.
pub struct Accelerator {
    /// Its name in DNS.
    pub dns_name: Expr<AcceleratorDnsName>,
    /// Its two addresses.
    pub addresses: Expr<List<Text>>,
}

/// Whether the deployment has an accelerator.
pub(super) fn is_planned(architecture: &Architecture) -> bool {
    let settings = architecture.load_balancers();
    match settings.mode {
        LoadBalancerMode::Fronted => true,
        LoadBalancerMode::Single | LoadBalancerMode::PerZone => false,
    }
}

/// Adds the accelerator with the load balancers of all zones behind it, each for an equal share.
pub fn accelerator(
    architecture: &Architecture,
    load_balancers: &LoadBalancers,
    stack: &mut Stack,
) -> Accelerator {
    let accelerator = AcceleratorResource::new(architecture.name().to_string())
        .ip_address_type(accelerator::IpAddressType::Ipv4)
        .enabled(true)
        .tags([name(architecture, "")])
        // Names that others hold lead to its addresses, and would lead nowhere: it is given up by hand.
        .deletion_policy(DeletionPolicy::RetainExceptOnCreate)
        .update_replace_policy(UpdateReplacePolicy::Retain);
    let accelerator = stack.add("Accelerator", accelerator);
    // A gateway speaks TLS alone.
    let ports: &[i64] = match architecture.gateway() {
        Gateway::None => &[443, 80],
        Gateway::CloudFront(_) => &[443],
    };
    let ports = ports
        .iter()
        .map(|port| listener::PortRange::new(*port, *port));
    let ports: Vec<_> = ports.collect();
    let listener = Listener::new(accelerator.arn(), ports, listener::Protocol::Tcp);
    let listener = stack.add("Listener", listener);
    let zonal = load_balancers.balancers.iter();
    let zonal = zonal.filter(|(role, _)| role.zone().is_some());
    let endpoints: Vec<_> = zonal
        .map(|(_, balancer)| {
            endpoint_group::EndpointConfiguration::new(balancer.load_balancer.arn())
                .client_ip_preservation_enabled(true)
        })
        .collect();
    let group = EndpointGroup::new(region(), listener.arn()).endpoint_configurations(endpoints);
    stack.add("EndpointGroup", group);
    Accelerator {
        dns_name: accelerator.dns_name(),
        addresses: accelerator.ipv4_addresses(),
    }
}
