//! Certificates that a deployment has issued for its public names.
//!
//! Source: AWS Certificate Manager user guide, "DNS validation". The same record validates them in
//! every region. Not here: certificates that are given.

use crate::architecture::Architecture;
use crate::bindings::certificate_manager::{Certificate, certificate};
use crate::bindings::route53::HostedZoneId;
use crate::cfn::{Expr, Tag};

/// A certificate for the domain and one label below it, validated in the hosted zone.
pub(super) fn issued(
    architecture: &Architecture,
    zone: &Expr<HostedZoneId>,
    tags: &[Tag],
) -> Certificate {
    let domain = architecture.domain().to_string();
    // One record validates the domain and the wildcard below it: asked for twice, Route 53 refuses.
    let validation = certificate::DomainValidationOption::new(domain.as_str()).hosted_zone_id(zone);
    Certificate::new(domain.as_str())
        .subject_alternative_names([format!("*.{domain}")])
        .validation_method("DNS")
        .domain_validation_options([validation])
        .tags(tags.to_vec())
}
