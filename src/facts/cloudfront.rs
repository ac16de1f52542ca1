//! What Amazon CloudFront has everywhere alike: policies that AWS manages, and where it delivers logs.
//!
//! Source: Amazon CloudFront developer guide, "Use managed cache policies", "Use managed origin request
//! policies", "Configure standard logging (legacy)".

use super::table;

/// A policy that AWS manages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ManagedPolicy {
    /// A cache policy: every request goes to the origin.
    CachingDisabled,
    /// An origin request policy: everything that the client said, its `Host` too.
    AllViewer,
}

impl ManagedPolicy {
    /// All of them that are known.
    pub const ALL: [Self; 2] = [Self::CachingDisabled, Self::AllViewer];

    /// The id of the policy.
    pub fn id(self) -> &'static str {
        let name = match self {
            Self::CachingDisabled => "CachingDisabled",
            Self::AllViewer => "AllViewer",
        };
        let found = table::CLOUDFRONT_POLICIES.row(name);
        found
            .map(|[_, id]| id)
            .expect("invariant: a test asks for every policy")
    }
}

/// Whether CloudFront delivers standard logs to buckets of a region.
pub fn delivers_logs_to(region: &str) -> bool {
    let mut rows = table::CLOUDFRONT_LOG_REGIONS.rows();
    rows.any(|[known]| known == region)
}
