//! Facts of AWS that are no resource type: regions and partitions, instance types, database versions
//! and classes, runtimes, host images, alias zones, names of endpoints, quotas of accounts,
//! effects of updates, snapshots at deletion.
//!
//! Source: `schemas/values/`, vendored by `make refresh-facts` or kept by hand; every table names its
//! source and date ([`sources`]). They age: a value that is missing here may exist, so that a reader
//! warns rather than refuses.
//! Not here: resource types (`schema`), and what a deployment makes of the facts.

pub mod account_quotas;
pub mod alias_zones;
pub mod cloudfront;
pub mod ecs_ami;
pub mod endpoint_prefixes;
pub mod instance_types;
pub mod lambda;
pub mod rds;
pub mod regions;
pub mod snapshots;
mod table;
pub mod update_effects;

pub use table::{Source, sources};
