//! What does not go with a gateway.
//!
//! Sources: Amazon CloudFront developer guide, "Requirements for using SSL/TLS certificates", "Configure
//! standard logging (legacy)", "Restrict access with VPC origins"; AWS CloudFormation user guide, "Get
//! values stored in other services using dynamic references" (how many a template may have).

use crate::assembly::Quota;
use crate::aws::Partition;
use crate::facts::cloudfront;

use super::super::conflict::Conflict;
use super::super::draft::Draft;
use super::super::entrance::{Certificate, LoadBalancerMode};
use super::super::gateway::{Edge, OriginAccess};
use super::super::gateway_conflict::GatewayConflict;
use super::super::roles::LoadBalancerRoles;

/// What of a draft does not go with its gateway.
pub(super) fn conflicts(draft: &Draft, found: &mut Vec<Conflict>) {
    let Some(settings) = draft.gateway.cloud_front() else {
        return;
    };
    let region = &draft.region;
    if region.partition() != Partition::Aws {
        let region = region.clone();
        found.push(GatewayConflict::Absent { region }.into());
    }
    if let Certificate::Given(arn) = &settings.certificate {
        let at_home = Edge::region();
        if let Some(arn) = arn.now().filter(|arn| arn.region() != Some(&at_home)) {
            let named = arn.region().map_or("no region", |region| region.as_str());
            let found_in = named.to_owned();
            found.push(GatewayConflict::CertificateElsewhere { found: found_in }.into());
        }
    }
    if settings.access_logs && !cloudfront::delivers_logs_to(region.as_str()) {
        let region = region.clone();
        found.push(GatewayConflict::LogsAbsent { region }.into());
    }
    match settings.origin {
        OriginAccess::Public => over_the_internet(draft, found),
        OriginAccess::Vpc => match draft.load_balancers.mode {
            LoadBalancerMode::Single => {}
            LoadBalancerMode::PerZone | LoadBalancerMode::Fronted => {
                found.push(GatewayConflict::OriginsMany.into());
            }
        },
    }
}

/// What does not go with a gateway that reaches load balancers over the internet.
fn over_the_internet(draft: &Draft, found: &mut Vec<Conflict>) {
    let exposed = || {
        let services = draft.services.iter();
        services.filter_map(|service| Some((&service.id, &service.exposure()?.host)))
    };
    if let Some(reserved) = draft.origin_host() {
        for (id, host) in exposed().filter(|(_, host)| **host == reserved) {
            let (service, host) = (id.clone(), host.clone());
            found.push(GatewayConflict::HostTaken { service, host }.into());
        }
    }
    let roles = LoadBalancerRoles::plan(draft);
    let load_balancers = roles.iter().filter(|role| role.is_public()).count();
    let services = exposed().count();
    let (count, most) = (services * load_balancers, Quota::DYNAMIC_REFERENCES);
    if count > most {
        found.push(
            GatewayConflict::HeadersMany {
                services,
                load_balancers,
                count,
                most,
            }
            .into(),
        );
    }
}
