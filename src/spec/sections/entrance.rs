//! `load_balancers`, `dns` and `certificate`: the way in.

use crate::architecture::{LoadBalancerMode, TlsPolicy};
use crate::aws::HostedZoneId;
use crate::spec::section::section;
use crate::spec::texts::CertificateArn;
use crate::spec::values::Whole;
use crate::spec::words::DnsMode;

section! {
    /// The load balancers in the public subnets, and the one inside the VPC.
    LoadBalancers as "load_balancers" {
        /// How many public ones there are. With several, a public service runs in every zone: `count`,
        /// `min` and `max` are what runs when a zone is lost, at least one task a zone. Another mode has
        /// other load balancers, which come before the old ones go.
        mode: LoadBalancerMode = or "single",
        /// Whether there is one inside the VPC too, so that services reach one another by their public
        /// names without leaving it: no NAT gateway is in the way of a request. It costs a load balancer,
        /// and a private hosted zone for each host. What is below a host of a service has no other names
        /// inside the VPC; where a service has the domain as its host, nothing else below the domain is
        /// found from there.
        internal: bool = or "false",
        /// How long a connection may be silent. WebSockets are: their clients send no ping.
        idle_timeout_seconds: Whole<1, 4000> = or "3600",
        /// Which versions and ciphers of TLS are taken.
        tls_policy: TlsPolicy = or "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
        /// How long access logs are kept. What expired, or somebody deleted, can be brought back for 30
        /// days more; then it is gone.
        access_log_retention_days: Whole<1, 3650> = or "90",
    }
}

section! {
    /// Where the public names live.
    Dns as "dns" {
        /// Who answers for them.
        mode: DnsMode = or "route53",
        /// The id of the hosted zone that holds the domain, with `mode: route53`.
        hosted_zone_id: Option<HostedZoneId> = optional "Z0123456789ABCDEFGHIJ"
            "it is given at deployment, as parameter `HostedZoneId` of the root stack",
    }
}

section! {
    /// The certificate of the public names: issued, or one that exists.
    Certificate as "certificate" {
        /// Whether ACM issues it for the domain and one label below it, validated in the hosted zone. Not
        /// with `dns: { mode: external }`: the deployment would wait for somebody to validate it.
        issue: Option<bool> = optional "true" "true, unless `arn` is given or the DNS is external",
        /// The ARN of a certificate that exists, in the deployment's region.
        arn: Option<CertificateArn> = optional
            "arn:aws:acm:eu-central-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
            "the certificate is issued; with `issue: false` or external DNS it is given at deployment, as parameter `CertificateArn`",
    }
}
