//! # quota-near
//!
//! ## What it finds
//! At least nine tenths of what CloudFormation takes at most (rule quota-exceeded).
//!
//! ## Why it matters
//! The next addition or the one after it is refused, probably when it is needed most.
//!
//! ## Fails
//! ```yaml
//! Transform: AWS::LanguageExtensions
//! Resources:
//!   Fn::ForEach::First:
//!     - First
//!     - [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v]
//!     - Fn::ForEach::Second:
//!         - Second
//!         - [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v]
//!         - Topic${First}${Second}: { Type: AWS::SNS::Topic }
//! ```
//! ## Passes
//! ```yaml
//! Transform: AWS::LanguageExtensions
//! Resources:
//!   Fn::ForEach::First:
//!     - First
//!     - [a, b, c]
//!     - Fn::ForEach::Second:
//!         - Second
//!         - [a, b, c]
//!         - Topic${First}${Second}: { Type: AWS::SNS::Topic }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "CloudFormation quotas".

use super::counted::report;
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "quota-near",
        severity: Severity::Warning,
        page: include_str!("near.rs"),
    },
    cfn_lint: &["I1002", "I2010", "I3010", "I6010", "I7010"],
    run,
};

fn run(context: &Context<'_>) {
    report(context, &CHECK.rule, |one| {
        one.count <= one.most && one.count * 10 >= one.most * 9
    });
}
