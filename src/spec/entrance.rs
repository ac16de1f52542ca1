//! The way in: load balancers, the names that lead to them and their certificate.
//!
//! Not here: which hosts there are (`services`).

use crate::architecture::{Certificate, Decided, Dns, LoadBalancers};

use super::reader::Reader;
use super::rules;
use super::sections::{self, Spec};
use super::words::DnsMode;

pub(super) fn load_balancers(section: &sections::LoadBalancers) -> LoadBalancers {
    LoadBalancers {
        mode: section.mode.value,
        internal: section.internal.value,
        idle_timeout_seconds: section.idle_timeout_seconds.value.0,
        tls_policy: section.tls_policy.value,
        access_log_retention_days: section.access_log_retention_days.value.0,
    }
}

pub(super) fn dns(section: &sections::Dns, reader: &mut Reader<'_>) -> Dns {
    match section.mode.value {
        DnsMode::Route53 => Dns::Route53 {
            hosted_zone: Decided::from(section.hosted_zone_id.value.clone()),
        },
        DnsMode::External => {
            let zone = &section.hosted_zone_id;
            if zone.spot.given {
                reader
                    .report(
                        rules::HOSTED_ZONE_UNUSED,
                        zone.spot,
                        "a hosted zone is given, and the DNS is held elsewhere",
                    )
                    .path("dns.hosted_zone_id")
                    .expected("expected nothing of Route 53")
                    .help("leave it out, or write `mode: route53`");
            }
            Dns::External
        }
    }
}

/// The certificate. Where DNS is held elsewhere none is issued unasked.
pub(super) fn certificate(spec: &Spec, reader: &mut Reader<'_>) -> Certificate {
    let section = &spec.certificate.value;
    match (section.issue.value, &section.arn.value) {
        (Some(true), Some(_)) => {
            reader
                .report(
                    rules::CERTIFICATE,
                    section.issue.spot,
                    "the certificate is issued and given",
                )
                .path("certificate.issue")
                .expected("expected `issue: true` or `arn`, not both")
                .help("leave `issue` out, and the certificate of `arn` is used");
            Certificate::Issue
        }
        (Some(false) | None, Some(arn)) => Certificate::Given(Decided::Now(arn.0.clone())),
        (Some(false), None) => Certificate::Given(Decided::AtDeployment),
        (Some(true), None) => Certificate::Issue,
        (None, None) => match spec.dns.value.mode.value {
            DnsMode::Route53 => Certificate::Issue,
            DnsMode::External => Certificate::Given(Decided::AtDeployment),
        },
    }
}
