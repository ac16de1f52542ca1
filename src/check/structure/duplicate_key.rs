//! # template-duplicate-key
//!
//! ## What it finds
//! One key twice in a mapping.
//!
//! ## Why it matters
//! One of the two values is lost without a word: CloudFormation takes the last, other readers the first.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//!   Topic: { Type: AWS::SQS::Queue }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Template sections".

use crate::check::{Check, Context};
use crate::document::ProblemKind;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "template-duplicate-key",
        severity: Severity::Warning,
        page: include_str!("duplicate_key.rs"),
    },
    cfn_lint: &["E0000"],
    run,
};

fn run(context: &Context<'_>) {
    super::read::report(context, &CHECK.rule, |kind| {
        matches!(kind, ProblemKind::DuplicateKey)
    });
}
