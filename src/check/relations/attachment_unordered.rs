//! # attachment-unordered
//!
//! ## What it finds
//! A route, or the propagation of routes, through a gateway that is attached to the network by another
//! resource of the deployment, without waiting for it. A dependency through references, `DependsOn` or
//! nested stacks is enough. Where a gateway has several attachments and it is not known which of them is that
//! of the route's network, waiting for one of them is enough.
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

use super::sides::{Side, Thing, onwards, report_unordered, sides, thing};
use crate::check::{Check, Context};
use crate::resolve::Resource;
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
    /// What the gateway has to be attached to: what the second resource names, or what that stands in.
    place: &'static [&'static str],
    within: &'static [&'static str],
    first: &'static [&'static str],
    attached: &'static [&'static str],
    /// What the first resource attaches the gateway to.
    to: &'static [&'static str],
}

const PAIRS: [Pair; 5] = [
    Pair {
        second: &["AWS::EC2::Route"],
        property: &["GatewayId"],
        place: &["RouteTableId"],
        within: &["VpcId"],
        first: &["AWS::EC2::VPCGatewayAttachment"],
        attached: &["InternetGatewayId"],
        to: &["VpcId"],
    },
    Pair {
        second: &["AWS::EC2::Route"],
        property: &["GatewayId"],
        place: &["RouteTableId"],
        within: &["VpcId"],
        first: &["AWS::EC2::VPCGatewayAttachment"],
        attached: &["VpnGatewayId"],
        to: &["VpcId"],
    },
    Pair {
        second: &["AWS::EC2::VPNGatewayRoutePropagation"],
        property: &["VpnGatewayId"],
        place: &["RouteTableIds", "*"],
        within: &["VpcId"],
        first: &["AWS::EC2::VPCGatewayAttachment"],
        attached: &["VpnGatewayId"],
        to: &["VpcId"],
    },
    Pair {
        second: &["AWS::EC2::Route"],
        property: &["TransitGatewayId"],
        place: &["RouteTableId"],
        within: &["VpcId"],
        first: &[
            "AWS::EC2::TransitGatewayAttachment",
            "AWS::EC2::TransitGatewayVpcAttachment",
        ],
        attached: &["TransitGatewayId"],
        to: &["VpcId"],
    },
    Pair {
        second: &["AWS::EC2::ClientVpnRoute"],
        property: &["ClientVpnEndpointId"],
        place: &["TargetVpcSubnetId"],
        within: &[],
        first: &["AWS::EC2::ClientVpnTargetNetworkAssociation"],
        attached: &["ClientVpnEndpointId"],
        to: &["SubnetId"],
    },
];

/// Whether an attachment is the one that a route needs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Needed {
    Surely,
    Perhaps,
    Not,
}

fn run(context: &Context<'_>) {
    for pair in &PAIRS {
        let all = sides(context, pair.first, &[pair.attached]).into_iter();
        let attached = |first: &Side<'_>| places(context, &first.resource, pair.to, &[]);
        let all: Vec<_> = all.map(|first| (attached(&first), first)).collect();
        for second in sides(context, pair.second, &[pair.property]) {
            let own = places(context, &second.resource, pair.place, pair.within);
            let (mut sure, mut possible) = (Vec::new(), Vec::new());
            for (attached, first) in all.iter().filter(|(_, first)| is_of(&second, first)) {
                match needed(&own, attached) {
                    Needed::Surely => sure.push(first.clone()),
                    Needed::Perhaps => possible.push(first.clone()),
                    Needed::Not => {}
                }
            }
            let waits = |first: &Side<'_>| {
                let order = context.order();
                order.is_ordered(&second.resource, &first.resource)
            };
            let firsts = match (sure.is_empty(), possible.iter().any(waits)) {
                (false, _) => sure,
                (true, false) => possible,
                (true, true) => continue,
            };
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

/// Whether both name one gateway.
fn is_of(second: &Side<'_>, first: &Side<'_>) -> bool {
    let named = thing(&second.case);
    named.is_some() && named == thing(&first.case)
}

/// Everything that a property names, or that what it names stands in; `None` is what is not known.
fn places(
    context: &Context<'_>,
    resource: &Resource<'_>,
    path: &[&str],
    within: &[&str],
) -> Vec<Option<Thing>> {
    let cases = context.cases(resource, path).into_iter();
    if within.is_empty() {
        return cases.map(|case| thing(&case)).collect();
    }
    let cases = cases.flat_map(|case| {
        let around = onwards(context, &case, within).into_iter();
        let mut around: Vec<_> = around.map(|side| thing(&side.case)).collect();
        if around.is_empty() {
            around.push(None);
        }
        around
    });
    cases.collect()
}

/// Whether a route of these places needs what attaches its gateway to others.
fn needed(own: &[Option<Thing>], attached: &[Option<Thing>]) -> Needed {
    let mut known = own.iter().filter(|one| one.is_some());
    if known.any(|one| attached.contains(one)) {
        return Needed::Surely;
    }
    let is_known = |all: &[Option<Thing>]| !all.is_empty() && all.iter().all(Option::is_some);
    if is_known(own) && is_known(attached) {
        Needed::Not
    } else {
        Needed::Perhaps
    }
}
