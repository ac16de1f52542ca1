//! # template-unread
//!
//! ## What it finds
//! A template of more than 4 MiB, or with lists and mappings a hundred levels deep: what is beyond is not
//! read, and not judged.
//!
//! ## Why it matters
//! CloudFormation takes a megabyte at most, and no parser of YAML follows such depths.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Topic:
//!     Type: AWS::SNS::Topic
//!     Metadata:
//!       Deep: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "CloudFormation quotas".

use crate::check::{Check, Context};
use crate::document::ProblemKind;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "template-unread",
        severity: Severity::Error,
        page: include_str!("unread.rs"),
    },
    cfn_lint: &["E0000", "E1002"],
    run,
};

fn run(context: &Context<'_>) {
    super::read::report(context, &CHECK.rule, |kind| {
        matches!(
            kind,
            ProblemKind::TooLarge | ProblemKind::TooDeep | ProblemKind::TooManyNodes
        )
    });
}
