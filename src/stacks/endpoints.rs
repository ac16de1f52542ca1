//! The endpoints stack: in place of a way out, endpoints inside the VPC for the services of AWS that
//! hosts call. It exists where the deployment's own VPC has no way out.
//!
//! Sources: AWS PrivateLink guide, "Access an AWS service using an interface VPC endpoint" (private DNS:
//! hosts call the usual names); Amazon ECS developer guide, "Amazon ECS interface VPC endpoints" (they
//! are there before the hosts: the pools' stacks use the security group, and so wait for this one).
//! Endpoints have no policies of their own: roles decide what a host may do, and `cfn-signal` and package
//! managers call without one. Not here: which services (the architecture), storage (a gateway of the
//! network's), who may call (each pool brings its own rule).

use super::network::{Network, name};
use super::way::no_egress;
use crate::architecture::{Architecture, EndpointService};
use crate::assembly::Stack;
use crate::bindings::ec2::{
    SecurityGroup, SecurityGroupId, VpcEndpoint, VpcEndpointHandle, vpc_endpoint,
};
use crate::cfn::{Expr, Text, region};
use crate::facts::endpoint_prefixes::endpoint_prefix;
use crate::sub;

/// What other stacks may use of the endpoints.
pub struct Endpoints {
    /// The security group of all of them, to which each pool adds its rule.
    pub security_group: Expr<SecurityGroupId>,
    /// Each of them.
    pub endpoints: Vec<Endpoint>,
}

/// An endpoint.
pub struct Endpoint {
    /// Of which service.
    pub service: EndpointService,
    /// The name of that service, as endpoints carry it.
    pub service_name: Expr<Text>,
    /// The endpoint.
    pub endpoint: VpcEndpointHandle,
}

/// The port of all services of AWS.
pub const PORT: u16 = 443;

/// Adds an endpoint for each service that hosts call, with an address in every zone.
pub fn endpoints(architecture: &Architecture, network: &Network, stack: &mut Stack) -> Endpoints {
    let group = SecurityGroup::new("Endpoints of services of AWS")
        .vpc_id(&network.vpc)
        .security_group_egress([no_egress()])
        .tags([name(architecture, "endpoints")]);
    let security_group = stack.add("SecurityGroup", group).id();
    let endpoints = architecture.endpoints().into_iter().map(|service| {
        let word = service.name();
        let prefix = endpoint_prefix(architecture.region().as_str(), word);
        let service_name = sub![prefix, ".", region(), ".", word];
        let endpoint = VpcEndpoint::new(&network.vpc)
            .vpc_endpoint_type(vpc_endpoint::VpcEndpointType::Interface)
            .service_name(&service_name)
            .subnet_ids(&network.private)
            .security_group_ids([&security_group])
            .private_dns_enabled(true)
            .tags([name(architecture, &word.replace('.', "-"))]);
        Endpoint {
            service,
            service_name,
            endpoint: stack.add(service.logical_id(), endpoint),
        }
    });
    Endpoints {
        endpoints: endpoints.collect(),
        security_group,
    }
}
