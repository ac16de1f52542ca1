//! # property-choice
//!
//! ## What it finds
//! A text that is none of the values which the property takes.
//!
//! ## Why it matters
//! The service refuses the resource.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Group: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { TargetType: instanec } }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Group: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { TargetType: lambda } }
//! ```
//! ## Sources
//! AWS's published schemas of resource types, as vendored in `schemas/facts`.

use super::mistake::Kind;
use super::report;
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "property-choice",
        severity: Severity::Error,
        page: include_str!("choice.rs"),
    },
    cfn_lint: &["E3030"],
    run,
};

fn run(context: &Context<'_>) {
    report(context, &CHECK.rule, Kind::Choice);
}
