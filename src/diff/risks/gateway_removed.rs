//! # gateway-removed
//!
//! ## What it finds
//! A way out of a network that is no more: a route to everywhere that is removed while its table stays and
//! no other one takes its place; a NAT gateway, internet gateway, attachment, connection or endpoint that is
//! removed while the network around it stays.
//!
//! ## Why it matters
//! What used the way reaches nothing behind it: images, updates, other services, and clients their answers.
//! Where another gateway takes over, a failure of its zone cuts off the others as well.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: vpc-1 } }
//!   Out: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-1 } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: vpc-1 } }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: vpc-1 } }
//!   Out: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-2 } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Network: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   NatA: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: subnet-1, AllocationId: eipalloc-1 } }
//!   NatB: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: subnet-2, AllocationId: eipalloc-2 } }
//!   OutB: { Type: AWS::EC2::Route, Properties: { RouteTableId: rtb-2, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref NatB } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Network: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   NatA: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: subnet-1, AllocationId: eipalloc-1 } }
//!   OutB: { Type: AWS::EC2::Route, Properties: { RouteTableId: rtb-2, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref NatA } }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//!   Registry: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcId: !Ref Vpc, ServiceName: com.amazonaws.eu-central-1.ecr.api, VpcEndpointType: Interface } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//! ```
//! ## Sources
//! Amazon VPC user guide, "NAT gateways", "Configure route tables", "AWS PrivateLink".

use super::{Class, Risk};
use crate::diff::change::Fate;
use crate::diff::comparison::Comparison;
use crate::diff::expression::Expression;
use crate::diff::state::{ResourceState, State};
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "gateway-removed",
        severity: Severity::Warning,
        page: include_str!("gateway_removed.rs"),
    },
    class: Class::Availability,
    judge,
};

/// What leads out of a network, with the property that names the network.
const WAYS: [(&str, &str); 7] = [
    ("AWS::EC2::EgressOnlyInternetGateway", "VpcId"),
    ("AWS::EC2::NatGateway", "SubnetId"),
    ("AWS::EC2::TransitGatewayAttachment", "VpcId"),
    ("AWS::EC2::VPCEndpoint", "VpcId"),
    ("AWS::EC2::VPCGatewayAttachment", "VpcId"),
    ("AWS::EC2::VPCPeeringConnection", "VpcId"),
    ("AWS::EC2::VPNConnection", "VpnGatewayId"),
];

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let removed = comparison
        .gone()
        .filter(|(_, change)| matches!(change.fate, Fate::Removed(_)));
    let findings = removed.filter_map(|(resource, _)| {
        let name = &resource.address;
        let what = if &*resource.resource_type == "AWS::EC2::Route" {
            let destination = everywhere(resource)?;
            let table = resource.property(&["RouteTableId"])?;
            let mut others = comparison.new.of_type("AWS::EC2::Route");
            let is_taken_over = others.any(|other| {
                other.property(&["RouteTableId"]) == Some(table) && everywhere(other).is_some()
            });
            if !stays(comparison.new, table) || is_taken_over {
                return None;
            }
            format!(
                "`{name}` is removed: nothing in {} leads to {destination} any more",
                table.shown()
            )
        } else {
            let (_, property) = WAYS
                .iter()
                .find(|(of, _)| **of == *resource.resource_type)?;
            if !stays(comparison.new, resource.property(&[property])?) {
                return None;
            }
            match successor(comparison, resource) {
                Some(other) => {
                    format!("`{name}` is removed, and `{other}` carries what went through it")
                }
                None => format!("`{name}` is removed: what went through it needs another way"),
            }
        };
        Some(comparison.before(&RISK.rule, resource, &[], what))
    });
    findings.collect()
}

/// The destination of a route to everywhere.
fn everywhere<'r>(route: &'r ResourceState<'_>) -> Option<&'r str> {
    let names = ["DestinationCidrBlock", "DestinationIpv6CidrBlock"];
    let destination = names.iter().find_map(|name| route.text(&[name]))?;
    ["0.0.0.0/0", "::/0"]
        .contains(&destination)
        .then_some(destination)
}

/// Whether something that is referred to, or named, is there afterwards.
fn stays(new: &State<'_, '_>, value: &Expression) -> bool {
    let mut references = value.references().into_iter();
    references.all(|(address, _)| new.resources.contains_key(address))
}

/// The gateway to which a route leads that led to one that is removed.
fn successor(comparison: &Comparison<'_, '_, '_>, removed: &ResourceState<'_>) -> Option<String> {
    let gateway = ["NatGatewayId"];
    let led = |value: &Expression| {
        let references = value.references();
        references
            .iter()
            .any(|(address, _)| **address == removed.address)
    };
    comparison.changed().find_map(|pair| {
        let (old, new) = pair.values(&gateway)?;
        old.is_some_and(led).then_some(())?;
        Some(new?.shown())
    })
}
