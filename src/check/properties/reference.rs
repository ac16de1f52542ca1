//! # reference-kind
//!
//! ## What it finds
//! A reference to something of another kind than the property is for: a subnet where a security group belongs, a
//! name where an ARN does; also through parameters, outputs and nested stacks. Judged are properties whose kinds
//! AWS's schemas fix, and those that are called after what they take, such as `RouteTableId`. Not judged: names that
//! somebody chooses, and what may stand for another, as a version of a function does for the function.
//!
//! ## Why it matters
//! The service refuses the resource, or takes a name for another.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//!   Subnet: { Type: AWS::EC2::Subnet, Properties: { CidrBlock: 10.0.0.0/24, VpcId: !Ref Vpc } }
//!   Other: { Type: AWS::EC2::Subnet, Properties: { CidrBlock: 10.0.1.0/24, VpcId: !Ref Subnet } }
//! ```
//! ```yaml
//! Resources:
//!   Address: { Type: AWS::EC2::EIP }
//!   Way:
//!     Type: AWS::EC2::SubnetRouteTableAssociation
//!     Properties: { SubnetId: subnet-0123456789abcdef0, RouteTableId: !Ref Address }
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
        id: "reference-kind",
        severity: Severity::Error,
        page: include_str!("reference.rs"),
    },
    cfn_lint: &["E1040", "E1041"],
    run,
};

fn run(context: &Context<'_>) {
    report(context, &CHECK.rule, Kind::Reference);
}
