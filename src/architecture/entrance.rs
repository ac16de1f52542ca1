//! The way in: load balancers, their certificate, and the names in DNS.
//!
//! Source: Elastic Load Balancing user guide, "Security policies" (a policy is always set: the
//! default of the API admits TLS 1.0) and "Load balancer attributes"; AWS Certificate Manager user
//! guide, "DNS validation". Not here: which hosts there are (`service`).

use std::fmt;

use crate::aws::{Arn, HostedZoneId};

use super::decided::Decided;

/// The load balancers and how they behave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadBalancers {
    /// How many public ones there are.
    pub mode: LoadBalancerMode,
    /// Whether there is one inside the VPC too. Without a way out there is one in any case.
    pub internal: bool,
    /// How long a connection may be silent. WebSockets are: nobody pings.
    pub idle_timeout_seconds: u32,
    /// Which versions and ciphers of TLS the listener takes.
    pub tls_policy: TlsPolicy,
    /// How long access logs are kept.
    pub access_log_retention_days: u32,
}

/// How many public load balancers there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadBalancerMode {
    /// One, in all zones.
    Single,
    /// One in each zone for the tasks of that zone; DNS answers with those that are healthy.
    PerZone,
    /// The same behind an accelerator, which sends to those that are healthy.
    Fronted,
}

/// The security policy of the HTTPS listener. All of them take hybrid post-quantum key exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TlsPolicy {
    /// TLS 1.2 and 1.3 with forward secrecy; AWS recommends it.
    Restricted,
    /// The same with FIPS 140-3 modules.
    RestrictedFips,
    /// TLS 1.3 alone.
    Tls13,
}

impl TlsPolicy {
    /// All policies on offer.
    pub const ALL: [Self; 3] = [Self::Restricted, Self::RestrictedFips, Self::Tls13];

    /// AWS's name of it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Restricted => "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
            Self::RestrictedFips => "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09",
            Self::Tls13 => "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
        }
    }
}

impl fmt::Display for TlsPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Where the certificate of the public names comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Certificate {
    /// It is issued for the domain and one label below it, validated in the hosted zone.
    Issue,
    /// It exists already, or its ARN is given at deployment.
    Given(Decided<Arn>),
}

/// Where the public names live.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dns {
    /// In a hosted zone of Route 53.
    Route53 {
        /// The zone.
        hosted_zone: Decided<HostedZoneId>,
    },
    /// With another provider: whoever runs it enters the records.
    External,
}
