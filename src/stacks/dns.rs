//! The dns stack: the public names of the deployment in its Route 53 hosted zone.
//!
//! Sources: HA architecture, "Load Balancers" (identity.D, D and oidc.D lead to the load balancer);
//! Amazon Route 53 developer guide, "Choosing between alias and non-alias records" (a CNAME is not
//! allowed at the apex of a zone, an alias is). Not here: names that others hold.

use super::load_balancers::LoadBalancers;
use super::parameters::Parameters;
use crate::architecture::{Architecture, ServicePart};
use crate::assembly::Stack;
use crate::bindings::route53::{RecordSet, record_set};

/// Adds an alias record for every public name.
pub fn dns(
    architecture: &Architecture,
    parameters: &Parameters,
    load_balancers: &LoadBalancers,
    stack: &mut Stack,
) {
    for (service, exposure) in architecture.exposed() {
        let target = record_set::AliasTarget::new(
            load_balancers.load_balancer.dns_name(),
            load_balancers.load_balancer.canonical_hosted_zone_id(),
        )
        .evaluate_target_health(true);
        let record = RecordSet::new(format!("{}.", exposure.host), "A")
            .hosted_zone_id(&parameters.hosted_zone_id)
            .alias_target(target);
        stack.add(service.id.part(ServicePart::DnsRecord), record);
    }
}
