//! # attachment-unordered
//!
//! ## What it finds
//! A route, or the propagation of routes, through a gateway that is attached to the network by another
//! resource of the deployment, without waiting for it. A dependency through references, `DependsOn` or
//! nested stacks is enough.
//!
//! ## Why it matters
//! The gateway's id is known before the gateway is attached. Now and then the route is made first, and
//! fails.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//!   Gateway: { Type: AWS::EC2::InternetGateway }
//!   Attachment:
//!     Type: AWS::EC2::VPCGatewayAttachment
//!     Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway }
//!   Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
//!   Route:
//!     Type: AWS::EC2::Route
//!     Properties:
//!       RouteTableId: !Ref Table
//!       DestinationCidrBlock: 0.0.0.0/0
//!       GatewayId: !Ref Gateway
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//!   Gateway: { Type: AWS::EC2::InternetGateway }
//!   Attachment:
//!     Type: AWS::EC2::VPCGatewayAttachment
//!     Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway }
//!   Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
//!   Route:
//!     Type: AWS::EC2::Route
//!     DependsOn: Attachment
//!     Properties:
//!       RouteTableId: !Ref Table
//!       DestinationCidrBlock: 0.0.0.0/0
//!       GatewayId: !Ref Gateway
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "DependsOn attribute", "When a DependsOn attribute is required";
//! template reference of AWS::EC2::Route, AWS::EC2::VPNGatewayRoutePropagation and AWS::EC2::ClientVpnRoute.

use super::sides::{Side, onwards, report_unordered, sides, thing};
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "attachment-unordered",
        severity: Severity::Warning,
        page: include_str!("attachment_unordered.rs"),
    },
    cfn_lint: &[],
    run,
};

/// A property, and where the attachment of what it names is.
struct Pair {
    second: &'static [&'static str],
    property: &'static [&'static str],
    first: &'static [&'static str],
    attached: &'static [&'static str],
}

const PAIRS: [Pair; 5] = [
    Pair {
        second: &["AWS::EC2::Route"],
        property: &["GatewayId"],
        first: &["AWS::EC2::VPCGatewayAttachment"],
        attached: &["InternetGatewayId"],
    },
    Pair {
        second: &["AWS::EC2::Route"],
        property: &["GatewayId"],
        first: &["AWS::EC2::VPCGatewayAttachment"],
        attached: &["VpnGatewayId"],
    },
    Pair {
        second: &["AWS::EC2::VPNGatewayRoutePropagation"],
        property: &["VpnGatewayId"],
        first: &["AWS::EC2::VPCGatewayAttachment"],
        attached: &["VpnGatewayId"],
    },
    Pair {
        second: &["AWS::EC2::Route"],
        property: &["TransitGatewayId"],
        first: &[
            "AWS::EC2::TransitGatewayAttachment",
            "AWS::EC2::TransitGatewayVpcAttachment",
        ],
        attached: &["TransitGatewayId"],
    },
    Pair {
        second: &["AWS::EC2::ClientVpnRoute"],
        property: &["ClientVpnEndpointId"],
        first: &["AWS::EC2::ClientVpnTargetNetworkAssociation"],
        attached: &["ClientVpnEndpointId"],
    },
];

fn run(context: &Context<'_>) {
    for pair in &PAIRS {
        let firsts = sides(context, pair.first, &[pair.attached]);
        for second in sides(context, pair.second, &[pair.property]) {
            let mut firsts = firsts.clone();
            firsts.retain(|first| !is_elsewhere(context, &second, first));
            report_unordered(context, &CHECK.rule, &[second], &firsts, |second, first| {
                let (second, first) = (&second.resource, &first.resource);
                format!(
                    "`{}` does not wait for `{}`, which attaches its gateway",
                    second.logical_id, first.logical_id
                )
            });
        }
    }
}

/// Whether the attachment is surely one to another network than the route's.
fn is_elsewhere(context: &Context<'_>, second: &Side<'_>, first: &Side<'_>) -> bool {
    let tables = context
        .cases(&second.resource, &["RouteTableId"])
        .into_iter();
    let mut own = tables.flat_map(|table| onwards(context, &table, &["VpcId"]));
    let of_route = own.find_map(|side| thing(&side.case));
    let mut attached = context.cases(&first.resource, &["VpcId"]).into_iter();
    let of_attachment = attached.find_map(|case| thing(&case));
    matches!((of_route, of_attachment), (Some(one), Some(other)) if one != other)
}
