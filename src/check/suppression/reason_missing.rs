//! # suppression-reason-missing
//!
//! ## What it finds
//! A suppression in `Metadata` without a reason, or without a rule. It suppresses nothing.
//!
//! ## Why it matters
//! Nobody who reads the template later can tell whether it is still right.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Queue:
//!     Type: AWS::SQS::Queue
//!     Metadata:
//!       ess-cfn:
//!         ignore:
//!           - { rule: property-type }
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
        id: "suppression-reason-missing",
        severity: Severity::Warning,
        page: include_str!("reason_missing.rs"),
    },
    cfn_lint: &[],
    run,
};

/// Suppressions are looked at when everything is found.
fn run(_: &Context<'_>) {}
