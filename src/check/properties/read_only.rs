//! # property-read-only
//!
//! ## What it finds
//! A property that AWS alone writes, such as the id or the ARN of what is made.
//!
//! ## Why it matters
//! CloudFormation refuses the resource.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicArn: "arn:aws:sns:eu-central-1:123456789012:news" } }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: news } }
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
        id: "property-read-only",
        severity: Severity::Error,
        page: include_str!("read_only.rs"),
    },
    cfn_lint: &["E3040"],
    run,
};

fn run(context: &Context<'_>) {
    report(context, &CHECK.rule, Kind::ReadOnly);
}
