//! # suppression-rule-unknown
//!
//! ## What it finds
//! A suppression in `Metadata` that names a rule that there is not.
//!
//! ## Why it matters
//! It suppresses nothing.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Queue:
//!     Type: AWS::SQS::Queue
//!     Metadata:
//!       ess-cfn:
//!         ignore:
//!           - { rule: property-tpye, reason: a macro of ours replaces the word }
//!     Properties: { DelaySeconds: soon }
//!     DeletionPolicy: Delete
//!     UpdateReplacePolicy: Delete
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Queue:
//!     Type: AWS::SQS::Queue
//!     Metadata:
//!       ess-cfn:
//!         ignore:
//!           - { rule: property-type, reason: a macro of ours replaces the word }
//!     Properties: { DelaySeconds: soon }
//!     DeletionPolicy: Delete
//!     UpdateReplacePolicy: Delete
//! ```
//! ## Sources
//! The handbook of this tool, "Suppressions".

use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "suppression-rule-unknown",
        severity: Severity::Warning,
        page: include_str!("rule_unknown.rs"),
    },
    cfn_lint: &[],
    run,
};

/// Suppressions are looked at when everything is found.
fn run(_: &Context<'_>) {}
