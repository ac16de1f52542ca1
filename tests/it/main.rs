//! What a user could notice, one module per capability; and the checks of the source itself
//! (`floors`, `tidy`). One binary, so that it links once.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test may panic, and it reads the files of the repository"
)]

mod account_quotas;
mod addresses;
mod architecture;
mod aws;
mod bindings;
mod check;
mod cli;
mod compile_fail;
mod database;
mod deployments;
mod diff;
mod document;
mod encryption;
mod facts;
mod files;
mod floors;
mod follow;
mod foreign_crate;
#[cfg(feature = "generator")]
mod generator;
mod json_schema;
mod monitoring;
mod own_services;
mod policy;
mod profiles;
mod reading;
mod recurring;
mod report;
mod report_formats;
mod repository;
mod resolve;
mod rustc;
mod schema;
mod seed;
mod snapshots;
mod space;
mod spec;
mod stacks_pools;
mod stacks_services;
mod switches;
mod synthesis;
mod taken_over;
mod tidy;
mod vendored;
mod wiring;
mod writing;
mod zonal;
