//! # property-unknown
//!
//! ## What it finds
//! A property that the type of its resource, or the object that holds it, has not: mostly a misspelt name.
//!
//! ## Why it matters
//! CloudFormation refuses the template.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Bucket: { Type: AWS::S3::Bucket, Properties: { BuckettName: logs } }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Bucket: { Type: AWS::S3::Bucket, Properties: { BucketName: logs } }
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
        id: "property-unknown",
        severity: Severity::Error,
        page: include_str!("unknown.rs"),
    },
    cfn_lint: &["E3002"],
    run,
};

fn run(context: &Context<'_>) {
    report(context, &CHECK.rule, Kind::Unknown);
}
