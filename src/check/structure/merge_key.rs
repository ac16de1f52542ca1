//! # template-merge-key
//!
//! ## What it finds
//! A merge of YAML: `<<: …`.
//!
//! ## Why it matters
//! CloudFormation knows no merges, and refuses `<<` as a key that it does not know.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { <<: { TopicName: a } } }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Template format".

use crate::check::{Check, Context};
use crate::document::ProblemKind;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "template-merge-key",
        severity: Severity::Error,
        page: include_str!("merge_key.rs"),
    },
    cfn_lint: &["W1100"],
    run,
};

fn run(context: &Context<'_>) {
    super::read::report(context, &CHECK.rule, |kind| {
        matches!(kind, ProblemKind::MergeKey)
    });
}
