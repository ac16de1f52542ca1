//! The header by which load balancers know the gateway's requests.
//!
//! Source: Amazon CloudFront developer guide, "Restrict access to Application Load Balancers". Not here: the
//! secret that holds its value (`keys_and_secrets`).

/// The header that the distribution sends along, and nobody else can.
pub(super) const ORIGIN_HEADER: &str = "X-Origin-Verify";

/// The key of its value in the secret's JSON object.
pub(super) const ORIGIN_HEADER_KEY: &str = "value";
