//! `ess-cfn`: a typed model of a highly available Enterprise Solid Server (ESS) on AWS, compiled
//! into nested CloudFormation stacks, offline.
//!
//! The modules are floors: each imports only from floors below its own (`ARCHITECTURE.md` has the
//! map). Everything but `cli` and `disk` is pure: no files, no clock, no environment.
//!
//! The feature `bindings`, on by default, has the generated bindings and every floor that stands on
//! them; without it the feature `generator` builds and runs whatever state the bindings are in.

pub mod architecture;
pub mod assembly;
pub mod aws;
#[cfg(feature = "bindings")]
pub mod bindings;
pub mod cfn;
pub mod check;
#[cfg(feature = "bindings")]
pub mod cli;
pub mod diff;
pub mod disk;
pub mod document;
pub mod facts;
#[cfg(feature = "generator")]
pub mod generator;
mod parallel;
pub mod policy;
pub mod report;
pub mod resolve;
pub mod schema;
pub mod source;
pub mod spec;
#[cfg(feature = "bindings")]
pub mod stacks;
