//! `ess-cfn`: a typed model of a highly available Enterprise Solid Server (ESS) on AWS, compiled
//! into nested CloudFormation stacks, offline.
//!
//! The modules are floors: each imports only from floors below its own (`ARCHITECTURE.md` has the
//! map). Everything but `cli` and `disk` is pure: no files, no clock, no environment.

pub mod assembly;
pub mod aws;
pub mod cfn;
pub mod document;
pub mod facts;
pub mod policy;
pub mod schema;
pub mod source;
