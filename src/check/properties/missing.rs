//! # property-missing
//!
//! ## What it finds
//! A property that has to be there is not, always or under some conditions.
//!
//! ## Why it matters
//! CloudFormation refuses the resource.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Subnet: { Type: AWS::EC2::Subnet, Properties: { CidrBlock: 10.0.0.0/24 } }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//!   Subnet: { Type: AWS::EC2::Subnet, Properties: { CidrBlock: 10.0.0.0/24, VpcId: !Ref Vpc } }
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
        id: "property-missing",
        severity: Severity::Error,
        page: include_str!("missing.rs"),
    },
    cfn_lint: &["E3003"],
    run,
};

fn run(context: &Context<'_>) {
    report(context, &CHECK.rule, Kind::Missing);
}
