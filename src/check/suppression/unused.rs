//! # suppression-unused
//!
//! ## What it finds
//! A suppression in `Metadata` of a rule that finds nothing there.
//!
//! ## Why it matters
//! It would hide the next mistake.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Queue:
//!     Type: AWS::SQS::Queue
//!     Metadata:
//!       ess-cfn:
//!         ignore:
//!           - { rule: property-type, reason: a macro of ours replaces the word }
//!     Properties: { DelaySeconds: 30 }
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
        id: "suppression-unused",
        severity: Severity::Warning,
        page: include_str!("unused.rs"),
    },
    cfn_lint: &[],
    run,
};

/// Suppressions are looked at when everything is found.
fn run(_: &Context<'_>) {}
