//! # property-type
//!
//! ## What it finds
//! A value of another type than the property takes: a list where a text belongs, a word where a number does. Texts,
//! numbers and truth values are turned into one another as CloudFormation does.
//!
//! ## Why it matters
//! CloudFormation or the service refuses the resource.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Queue: { Type: AWS::SQS::Queue, Properties: { DelaySeconds: soon } }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Queue: { Type: AWS::SQS::Queue, Properties: { DelaySeconds: "30" } }
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
        id: "property-type",
        severity: Severity::Error,
        page: include_str!("value_type.rs"),
    },
    cfn_lint: &["E3012"],
    run,
};

fn run(context: &Context<'_>) {
    report(context, &CHECK.rule, Kind::Type);
}
