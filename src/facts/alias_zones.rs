//! Hosted zones of services that alias records name where no attribute of a resource yields them.
//!
//! Source: Route 53 API reference, `AliasTarget`. A load balancer's zone comes from its attribute
//! `CanonicalHostedZoneID` instead.

use super::table;

/// A service whose alias targets share one hosted zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// A CloudFront distribution.
    CloudFront,
    /// An accelerator of Global Accelerator.
    GlobalAccelerator,
}

impl Service {
    /// The id of the hosted zone.
    pub fn hosted_zone_id(self) -> &'static str {
        let key = match self {
            Self::CloudFront => "cloudfront",
            Self::GlobalAccelerator => "globalaccelerator",
        };
        let found = table::ALIAS_ZONES.row(key);
        found
            .map(|[_, id]| id)
            .expect("invariant: a test asks for every service")
    }
}
