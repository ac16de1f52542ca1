//! # property-default
//!
//! ## What it finds
//! A value that a parameter has by default, or that it allows, which a property does not take.
//!
//! ## Why it matters
//! The stack fails unless somebody gives another value.
//!
//! ## Fails
//! ```yaml
//! Parameters:
//!   Kind: { Type: String, Default: instanec }
//! Resources:
//!   Group: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { TargetType: !Ref Kind } }
//! ```
//! ## Passes
//! ```yaml
//! Parameters:
//!   Kind: { Type: String, Default: lambda }
//! Resources:
//!   Group: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { TargetType: !Ref Kind } }
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
        id: "property-default",
        severity: Severity::Warning,
        page: include_str!("default.rs"),
    },
    cfn_lint: &["W1030"],
    run,
};

fn run(context: &Context<'_>) {
    report(context, &CHECK.rule, Kind::Default);
}
