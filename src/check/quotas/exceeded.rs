//! # quota-exceeded
//!
//! ## What it finds
//! More than CloudFormation takes of one template: 500 resources, 200 parameters, outputs, mappings and keys
//! of a map, 60 dynamic references, a megabyte; and more than 2,500 resources in a root and all its nested
//! stacks. Loops are counted as what they make.
//!
//! ## Why it matters
//! CloudFormation refuses the template, or the operation on the root.
//!
//! ## Fails
//! ```yaml
//! Transform: AWS::LanguageExtensions
//! Resources:
//!   Fn::ForEach::First:
//!     - First
//!     - [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w]
//!     - Fn::ForEach::Second:
//!         - Second
//!         - [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w]
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
        id: "quota-exceeded",
        severity: Severity::Error,
        page: include_str!("exceeded.rs"),
    },
    cfn_lint: &["E1002", "E2010", "E3010", "E6010", "E7010"],
    run,
};

fn run(context: &Context<'_>) {
    report(context, &CHECK.rule, |one| one.count > one.most);
}
