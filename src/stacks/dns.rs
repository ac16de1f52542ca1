//! The dns stack: the public names of the deployment in its Route 53 hosted zone, and the same names
//! inside the VPC, where there is a load balancer for them.
//!
//! Sources: HA architecture, "Load Balancers" (identity.D, D and oidc.D lead to the load balancers);
//! Amazon Route 53 developer guide, "Choosing between alias and non-alias records" (a CNAME is not
//! allowed at the apex of a zone, an alias is), "Weighted routing" (of several records of a name one
//! is answered that is healthy; with none healthy, all are; beside a record without a weight there
//! can be none that has one), "Working with private hosted zones".
//!
//! A load balancer is healthy while each of its target groups has a healthy target. While services
//! are off none has, so that all records are answered, as if there were no health to evaluate.
//! Not here: names that others hold.

use super::accelerator::Accelerator;
use super::load_balancers::LoadBalancers;
use super::parameters::Parameters;
use super::public_names::PublicNames;
use crate::architecture::{
    Architecture, LoadBalancerRole, PublicRecord, RecordTarget, RecordType, ServicePart,
};
use crate::assembly::Stack;
use crate::bindings::cloud_front::DistributionHandle;
use crate::bindings::ec2::VpcId;
use crate::bindings::elastic_load_balancing_v2::LoadBalancerHandle;
use crate::bindings::route53::{HostedZone, HostedZoneId, RecordSet, hosted_zone, record_set};
use crate::cfn::{Expr, IntoExpr, Text, region};
use crate::facts::alias_zones::Service;
use crate::sub;

/// Where names can lead.
pub struct Targets<'a> {
    /// The load balancers.
    pub load_balancers: &'a LoadBalancers,
    /// The accelerator, where there is one.
    pub accelerator: Option<&'a Accelerator>,
    /// The distribution, where there is one.
    pub gateway: Option<&'a DistributionHandle>,
    /// The VPC, whose resolver asks private zones first.
    pub vpc: &'a Expr<VpcId>,
}

/// The type of a record of IPv4 addresses.
const IPV4: &str = "A";

/// The type of a record of IPv6 addresses.
const IPV6: &str = "AAAA";

/// The share of each of several records of a name: all the same.
const EQUAL_WEIGHT: i64 = 1;

/// What tells a record that answers alone from those of zones. It is weighted like them, so that records
/// of another mode of load balancers can be made beside it before it goes.
const UNDIVIDED: &str = "all";

/// Adds an alias record for every public name and everything that it leads to.
pub fn dns(
    architecture: &Architecture,
    parameters: &Parameters,
    targets: &Targets<'_>,
    stack: &mut Stack,
) {
    if let Some(zone) = &parameters.hosted_zone_id {
        for record in architecture.public_records() {
            let set = public_record(&parameters.names, targets, zone, &record);
            stack.add(record.logical_id, set);
        }
    }
    let balancers = &targets.load_balancers.balancers;
    if let Some(internal) = balancers.get(LoadBalancerRole::Internal) {
        let balancer = &internal.load_balancer;
        private_names(
            architecture,
            &parameters.names,
            targets.vpc,
            balancer,
            stack,
        );
    }
}

fn public_record(
    names: &PublicNames,
    targets: &Targets<'_>,
    zone: &Expr<HostedZoneId>,
    record: &PublicRecord,
) -> RecordSet {
    let target = match record.target {
        RecordTarget::LoadBalancer(role) => {
            let balancer = targets.load_balancers.balancers.of(role);
            to_load_balancer(&balancer.load_balancer)
        }
        RecordTarget::Accelerator => {
            let accelerator = targets.accelerator;
            let accelerator = accelerator.expect("invariant: the plan of records has one");
            let zone = fixed_zone(Service::GlobalAccelerator);
            record_set::AliasTarget::new(&accelerator.dns_name, zone).evaluate_target_health(true)
        }
        RecordTarget::Gateway => {
            let gateway = targets.gateway;
            let gateway = gateway.expect("invariant: the plan of records has one");
            // Of its health Route 53 knows nothing.
            record_set::AliasTarget::new(gateway.domain_name(), fixed_zone(Service::CloudFront))
                .evaluate_target_health(false)
        }
    };
    let record_type = match record.record_type {
        RecordType::AliasIpv6 => IPV6,
        // A name for another name is for DNS that is held elsewhere.
        RecordType::Alias | RecordType::Address | RecordType::Cname | RecordType::CnameOrAlias => {
            IPV4
        }
    };
    let share = match record.target.zone() {
        Some(letter) => letter.lower().to_string(),
        None => UNDIVIDED.to_owned(),
    };
    alias(&names.host(&record.host), record_type, zone, target)
        .set_identifier(share)
        .weight(EQUAL_WEIGHT)
}

/// The hosted zone of what AWS serves from everywhere.
fn fixed_zone(service: Service) -> Expr<HostedZoneId> {
    let zone: Expr<Text> = service.hosted_zone_id().into_expr();
    zone.assume("AWS fixes it, the same for all")
}

/// Adds a zone for each public host, seen by the VPC alone. A zone of the domain would answer for every
/// name below it, also for those that only the public one has; one of the host answers for the host.
/// That is the domain where a service is the domain's own; then the architecture has seen to it that
/// nothing which the deployment works with is below.
fn private_names(
    architecture: &Architecture,
    names: &PublicNames,
    vpc: &Expr<VpcId>,
    balancer: &LoadBalancerHandle,
    stack: &mut Stack,
) {
    for (service, exposure) in architecture.exposed() {
        let host = names.host(&exposure.host);
        let zone = HostedZone::new()
            .name(sub![&host, "."])
            .vp_cs([hosted_zone::Vpc::new(vpc, region())]);
        let zone = stack.add(service.id.part(ServicePart::PrivateZone), zone);
        let target = to_load_balancer(balancer);
        let record = alias(&host, IPV4, &zone.id(), target);
        let name = service
            .id
            .part_at(ServicePart::DnsRecord, LoadBalancerRole::Internal);
        stack.add(name, record);
    }
}

fn alias(
    host: &Expr<Text>,
    record_type: &str,
    zone: &Expr<HostedZoneId>,
    target: record_set::AliasTarget,
) -> RecordSet {
    RecordSet::new(sub![host, "."], record_type)
        .hosted_zone_id(zone)
        .alias_target(target)
}

fn to_load_balancer(balancer: &LoadBalancerHandle) -> record_set::AliasTarget {
    record_set::AliasTarget::new(balancer.dns_name(), balancer.canonical_hosted_zone_id())
        .evaluate_target_health(true)
}
