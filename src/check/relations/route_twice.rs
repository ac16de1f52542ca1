//! # route-twice
//!
//! ## What it finds
//! Two routes of one table with one destination.
//!
//! ## Why it matters
//! EC2 refuses the second: "The route already exists".
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//!   Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
//!   One:
//!     Type: AWS::EC2::Route
//!     Properties:
//!       RouteTableId: !Ref Table
//!       DestinationCidrBlock: 0.0.0.0/0
//!       NatGatewayId: nat-0123456789abcdef0
//!   Two:
//!     Type: AWS::EC2::Route
//!     Properties:
//!       RouteTableId: !Ref Table
//!       DestinationCidrBlock: 0.0.0.0/0
//!       NatGatewayId: nat-0123456789abcdef0
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//!   Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
//!   One:
//!     Type: AWS::EC2::Route
//!     Properties:
//!       RouteTableId: !Ref Table
//!       DestinationCidrBlock: 0.0.0.0/0
//!       NatGatewayId: nat-0123456789abcdef0
//!   Two:
//!     Type: AWS::EC2::Route
//!     Properties:
//!       RouteTableId: !Ref Table
//!       DestinationCidrBlock: 192.168.0.0/16
//!       NatGatewayId: nat-0123456789abcdef0
//! ```
//! ## Sources
//! Amazon EC2 API reference, "CreateRoute".

use super::twice::{Once, report_twice};
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "route-twice",
        severity: Severity::Error,
        page: include_str!("route_twice.rs"),
    },
    cfn_lint: &[],
    run,
};

const DESTINATIONS: [Once; 3] = [
    Once {
        types: &["AWS::EC2::Route"],
        properties: &[&["RouteTableId"], &["DestinationCidrBlock"]],
        share: "the table and the destination",
    },
    Once {
        types: &["AWS::EC2::Route"],
        properties: &[&["RouteTableId"], &["DestinationIpv6CidrBlock"]],
        share: "the table and the destination",
    },
    Once {
        types: &["AWS::EC2::Route"],
        properties: &[&["RouteTableId"], &["DestinationPrefixListId"]],
        share: "the table and the destination",
    },
];

fn run(context: &Context<'_>) {
    for once in &DESTINATIONS {
        report_twice(context, &CHECK.rule, once);
    }
}
