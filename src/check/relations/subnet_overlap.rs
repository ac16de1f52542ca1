//! # subnet-overlap
//!
//! ## What it finds
//! Two subnets of one VPC whose IPv4 ranges share an address.
//!
//! ## Why it matters
//! EC2 refuses the second subnet: "The CIDR conflicts with another subnet".
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//!   One: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 } }
//!   Two: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.128/25 } }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//!   One: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 } }
//!   Two: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24 } }
//! ```
//! ## Sources
//! Amazon VPC user guide, "Subnet CIDR blocks".

use super::ranges::subnets;
use crate::check::cases::Case;
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "subnet-overlap",
        severity: Severity::Error,
        page: include_str!("subnet_overlap.rs"),
    },
    cfn_lint: &["E3060"],
    run,
};

fn run(context: &Context<'_>) {
    let subnets = subnets(context);
    for (number, one) in subnets.iter().enumerate() {
        for other in subnets.iter().skip(number + 1) {
            let both = context.together(&one.case.guard, &other.case.guard);
            let (Some(guard), true) = (both, one.vpc == other.vpc) else {
                continue;
            };
            let same = one.resource.stack == other.resource.stack
                && one.resource.logical_id == other.resource.logical_id;
            if same || !one.range.overlaps(other.range) {
                continue;
            }
            let message = format!(
                "{} of `{}` overlaps {} of `{}`",
                other.range, other.resource.logical_id, one.range, one.resource.logical_id
            );
            let case = Case {
                guard,
                ..other.case.clone()
            };
            let finding = context.finding_of(&CHECK.rule, &other.resource, &case, message);
            let finding = context.pointing_at(finding, &one.resource, "the other subnet");
            context.report(finding.expected("expected a range that no other subnet has"));
        }
    }
}
