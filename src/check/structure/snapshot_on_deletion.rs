//! # deletion-policy-snapshot
//!
//! ## What it finds
//! `DeletionPolicy: Snapshot` at a type of which CloudFormation makes no snapshots.
//!
//! ## Why it matters
//! CloudFormation refuses the template: "does not support deletion policy Snapshot".
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, DeletionPolicy: Snapshot }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, DeletionPolicy: Retain }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "DeletionPolicy".

use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "deletion-policy-snapshot",
        severity: Severity::Error,
        page: include_str!("snapshot_on_deletion.rs"),
    },
    cfn_lint: &["E3035"],
    run,
};

fn run(context: &Context<'_>) {
    super::snapshots::report(context, &CHECK.rule, "DeletionPolicy");
}
