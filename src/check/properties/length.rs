//! # property-length
//!
//! ## What it finds
//! A text that is shorter or longer than the property takes.
//!
//! ## Why it matters
//! The service refuses the resource.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Group: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: "" } }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Group: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: logs } }
//! ```
//! ## Sources
//! AWS's published schemas of resource types, as vendored in `schemas/facts`.

use super::mistake::Kind;
use super::report;
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "property-length",
        severity: Severity::Error,
        page: include_str!("length.rs"),
    },
    cfn_lint: &["E3033"],
    run,
};

fn run(context: &Context<'_>) {
    report(context, &CHECK.rule, Kind::Length);
}
