//! # property-together
//!
//! ## What it finds
//! Properties that exclude one another are there together, none of several is there, or one without another that it needs.
//!
//! ## Why it matters
//! The service refuses the resource while the stack is made.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { EnableDnsSupport: true } }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
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
        id: "property-together",
        severity: Severity::Error,
        page: include_str!("together.rs"),
    },
    cfn_lint: &["E3014", "E3058", "E3020", "E3021"],
    run,
};

fn run(context: &Context<'_>) {
    report(context, &CHECK.rule, Kind::Together);
}
