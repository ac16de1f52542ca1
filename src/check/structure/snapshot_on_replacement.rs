//! # update-replace-policy-snapshot
//!
//! ## What it finds
//! `UpdateReplacePolicy: Snapshot` at a type of which CloudFormation makes no snapshots.
//!
//! ## Why it matters
//! What is replaced is deleted, without a snapshot and without a word.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, UpdateReplacePolicy: Snapshot }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, UpdateReplacePolicy: Retain }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "UpdateReplacePolicy".

use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "update-replace-policy-snapshot",
        severity: Severity::Warning,
        page: include_str!("snapshot_on_replacement.rs"),
    },
    cfn_lint: &["E3036"],
    run,
};

fn run(context: &Context<'_>) {
    super::snapshots::report(context, &CHECK.rule, "UpdateReplacePolicy");
}
