//! The way in: load balancers and what stands before them, the names that lead there, certificates.
//!
//! Not here: which hosts there are (`services`).

use crate::architecture::{Certificate, CloudFront, Decided, Dns, Gateway, LoadBalancers, WebAcl};
use crate::facts::cloudfront;

use super::reader::{Reader, Said, Spot};
use super::rules;
use super::sections::{self, GatewayChoice, Spec, WafChoice};
use super::words::{DnsMode, GatewayMode};

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

/// What stands before the load balancers. Its certificate is issued where that of the load balancers
/// is: what keeps that from being issued keeps this one as well.
pub(super) fn gateway(spec: &Spec, behind: &Certificate, reader: &mut Reader<'_>) -> Gateway {
    let GatewayChoice { mode, settings } = &spec.gateway.value;
    match mode {
        GatewayMode::None => {
            for (key, spot) in settings.given() {
                unused(key, "gateway", spot, reader)
                    .help("leave it out, or write `mode: cloudfront`");
            }
            Gateway::None
        }
        GatewayMode::CloudFront => {
            let arn = settings.certificate_arn.value.as_ref();
            let certificate = match (arn, behind) {
                (Some(arn), _) => Certificate::Given(Decided::Now(arn.0.clone())),
                (None, Certificate::Issue) => Certificate::Issue,
                (None, Certificate::Given(_)) => Certificate::Given(Decided::AtDeployment),
            };
            let delivered = cloudfront::delivers_logs_to(spec.region.value.as_str());
            Gateway::CloudFront(CloudFront {
                origin: settings.origin.value,
                prefix_list: settings.prefix_list_id.value.clone().into(),
                certificate,
                read_timeout_seconds: settings.read_timeout_seconds.value.0,
                price_class: settings.price_class.value,
                access_logs: settings.access_logs.value.unwrap_or(delivered),
            })
        }
    }
}

/// The web ACL, if there is one.
pub(super) fn web_acl(choice: &WafChoice, reader: &mut Reader<'_>) -> Option<WebAcl> {
    let limit = &choice.settings.rate_limit;
    if choice.enabled {
        let rate_limit = limit.value.map(|limit| limit.0);
        return Some(WebAcl { rate_limit });
    }
    if limit.spot.given {
        unused("rate_limit", "waf", limit.spot, reader)
            .help("leave it out, or write `enabled: true`");
    }
    None
}

fn unused<'r>(key: &str, section: &str, spot: Spot, reader: &'r mut Reader<'_>) -> Said<'r> {
    let message = format!("`{key}` is a setting of `{section}`, which is off");
    let said = reader.report(rules::SETTING_UNUSED, spot, message);
    let said = said.path(format!("{section}.{key}"));
    said.expected("expected no settings of what there is not")
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
