//! # property-form
//!
//! ## What it finds
//! A value that has none of the forms of which one has to fit.
//!
//! ## Why it matters
//! The service refuses the resource.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Policy:
//!     Type: AWS::IAM::Policy
//!     Properties:
//!       PolicyName: read
//!       PolicyDocument:
//!         Version: "2012-10-17"
//!         Statement: [{ Effect: Allow, Action: "s3:GetObject", Resource: "arn:aws:s3:::reports/*" }]
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Policy:
//!     Type: AWS::IAM::Policy
//!     Properties:
//!       PolicyName: read
//!       Roles: [one]
//!       PolicyDocument:
//!         Version: "2012-10-17"
//!         Statement: [{ Effect: Allow, Action: "s3:GetObject", Resource: "arn:aws:s3:::reports/*" }]
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
        id: "property-form",
        severity: Severity::Error,
        page: include_str!("form.rs"),
    },
    cfn_lint: &["E3017", "E3018"],
    run,
};

fn run(context: &Context<'_>) {
    report(context, &CHECK.rule, Kind::Form);
}
