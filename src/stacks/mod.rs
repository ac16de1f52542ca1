//! One file per nested stack: architecture in, typed resources out; `root` wires them.
//!
//! Nothing is read and nothing is printed here. Not here: choices (the architecture made them) and
//! the outputs and parameters between stacks (the `assembly` floor derives them from use).

pub mod accelerator;
mod access_logs;
mod account_quotas;
pub mod capacity;
mod certificate;
pub mod cluster;
pub mod database;
mod declaration;
pub mod dns;
pub mod edge;
pub mod endpoints;
pub mod gateway;
pub mod keys_and_secrets;
pub mod load_balancers;
pub mod monitoring;
pub mod network;
mod origin_header;
mod outputs;
pub mod parameters;
pub mod pool;
mod public_names;
mod quota_advice;
pub mod registry;
pub mod services;
mod stack_policy;
pub mod storage;
mod synthesis;
mod way;
mod web_acl;

pub use account_quotas::{QuotaNeed, quota_needs};
pub use public_names::PublicNames;
pub use synthesis::{Synthesis, synthesise};
