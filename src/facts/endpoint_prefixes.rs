//! How the names of services begin for endpoints in a VPC.
//!
//! Source: `schemas/values/endpoint-prefixes.tsv`. Not here: which services a deployment calls
//! (`architecture`).

use super::table;

/// What stands before region and service in the name of an endpoint's service.
pub fn endpoint_prefix(region: &str, service: &str) -> &'static str {
    let mut rows = table::ENDPOINT_PREFIXES.rows();
    let other = rows
        .find(|[at, _, services]| *at == region && services.split(',').any(|one| one == service));
    other.map_or("com.amazonaws", |[_, prefix, _]| prefix)
}
