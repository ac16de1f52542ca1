//! `load_balancers`, `dns` and `certificate`: the way in.

use crate::architecture::{LoadBalancerMode, TlsPolicy};
use crate::aws::HostedZoneId;
use crate::spec::section::section;
use crate::spec::texts::CertificateArn;
use crate::spec::values::Whole;
use crate::spec::words::DnsMode;

section! {
    /// The load balancers in the public subnets.
    LoadBalancers as "load_balancers" {
        /// How many there are.
        mode: LoadBalancerMode = or "single",
        /// How long a connection may be silent. WebSockets are: their clients send no ping.
        idle_timeout_seconds: Whole<1, 4000> = or "3600",
        /// Which versions and ciphers of TLS are taken.
        tls_policy: TlsPolicy = or "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
        /// How long access logs are kept.
        access_log_retention_days: Whole<1, 3650> = or "90",
    }
}

section! {
    /// Where the public names live.
    Dns as "dns" {
        /// Who answers for them.
        mode: DnsMode = or "route53",
        /// The id of the hosted zone that holds the domain.
        hosted_zone_id: Option<HostedZoneId> = optional "Z0123456789ABCDEFGHIJ"
            "it is given at deployment, as parameter `HostedZoneId` of the root stack",
    }
}

section! {
    /// The certificate of the public names: issued, or one that exists.
    Certificate as "certificate" {
        /// Whether ACM issues it for the domain and one label below it, validated in the hosted zone.
        issue: Option<bool> = optional "true" "true, unless `arn` is given",
        /// The ARN of a certificate that exists, in the deployment's region.
        arn: Option<CertificateArn> = optional
            "arn:aws:acm:eu-central-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
            "the certificate is issued; with `issue: false` it is given at deployment, as parameter `CertificateArn`",
    }
}
