//! # template-byte-order-mark
//!
//! ## What it finds
//! An invisible mark at the beginning of the text, or within it.
//!
//! ## Why it matters
//! Some readers take it for a part of the first key, so that the template has a section that nobody knows.
//!
//! ## Fails
//! ```yaml
//! ﻿Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Sources
//! The Unicode Standard, "Byte Order Mark".

use crate::check::{Check, Context};
use crate::document::ProblemKind;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "template-byte-order-mark",
        severity: Severity::Warning,
        page: include_str!("byte_order_mark.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    super::read::report(context, &CHECK.rule, |kind| {
        matches!(kind, ProblemKind::ByteOrderMark)
    });
}
