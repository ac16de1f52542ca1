//! Certificates that a deployment has issued for its public names.
//!
//! Source: AWS Certificate Manager user guide, "DNS validation". The same record validates them in
//! every region. Not here: certificates that are given.

use super::public_names::PublicNames;
use crate::bindings::certificate_manager::{Certificate, certificate};
use crate::bindings::route53::HostedZoneId;
use crate::cfn::{Expr, Tag};
use crate::sub;

/// A certificate for the domain and one label below it, validated in the hosted zone.
pub(super) fn issued(names: &PublicNames, zone: &Expr<HostedZoneId>, tags: &[Tag]) -> Certificate {
    let domain = names.domain();
    // One record validates the domain and the wildcard below it: asked for twice, Route 53 refuses.
    let validation = certificate::DomainValidationOption::new(&domain).hosted_zone_id(zone);
    Certificate::new(&domain)
        .subject_alternative_names([sub!["*.", &domain]])
        .validation_method("DNS")
        .domain_validation_options([validation])
        .tags(tags.to_vec())
}
