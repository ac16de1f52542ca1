//! # property-range
//!
//! ## What it finds
//! A number below or above what the property takes.
//!
//! ## Why it matters
//! The service refuses the resource.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Key: { Type: AWS::KMS::Key, Properties: { PendingWindowInDays: 3 } }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Key: { Type: AWS::KMS::Key, Properties: { PendingWindowInDays: 7 } }
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
        id: "property-range",
        severity: Severity::Error,
        page: include_str!("range.rs"),
    },
    cfn_lint: &["E3034"],
    run,
};

fn run(context: &Context<'_>) {
    report(context, &CHECK.rule, Kind::Range);
}
