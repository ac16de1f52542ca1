//! # public-address-unordered
//!
//! ## What it finds
//! An Elastic IP address, a public NAT gateway, a load balancer that faces the internet, or a database that
//! is publicly accessible, which does not wait for the attachment of the internet gateway to its network.
//! Where a NAT gateway's address waits, so does the gateway.
//!
//! ## Why it matters
//! It can be made before the network has a way to the internet, which fails. When the stack is deleted, the
//! gateway can't be detached while public addresses are in use.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//!   Gateway: { Type: AWS::EC2::InternetGateway }
//!   Attachment:
//!     Type: AWS::EC2::VPCGatewayAttachment
//!     Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway }
//!   Subnet:
//!     Type: AWS::EC2::Subnet
//!     Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 }
//!   Address:
//!     Type: AWS::EC2::EIP
//!     Properties: { Domain: vpc }
//!   Nat:
//!     Type: AWS::EC2::NatGateway
//!     Properties: { SubnetId: !Ref Subnet, AllocationId: !GetAtt Address.AllocationId }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//!   Gateway: { Type: AWS::EC2::InternetGateway }
//!   Attachment:
//!     Type: AWS::EC2::VPCGatewayAttachment
//!     Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway }
//!   Subnet:
//!     Type: AWS::EC2::Subnet
//!     Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 }
//!   Address:
//!     Type: AWS::EC2::EIP
//!     DependsOn: Attachment
//!     Properties: { Domain: vpc }
//!   Nat:
//!     Type: AWS::EC2::NatGateway
//!     Properties: { SubnetId: !Ref Subnet, AllocationId: !GetAtt Address.AllocationId }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "DependsOn attribute", "When a DependsOn attribute is required";
//! template reference of AWS::EC2::EIP.

use super::sides::{Side, onwards, report, report_unordered, sides};
use crate::check::cases::Case;
use crate::check::{Check, Context};
use crate::resolve::Resource;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "public-address-unordered",
        severity: Severity::Warning,
        page: include_str!("public_unordered.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    let attached = sides(context, &["AWS::EC2::VPCGatewayAttachment"], &[&["VpcId"]]);
    let mut attached: Vec<Side<'_>> = attached;
    attached.retain(|side| {
        let mut gateways = context
            .cases(&side.resource, &["InternetGatewayId"])
            .into_iter();
        gateways.all(|case| !case.is_absent())
    });
    if attached.is_empty() {
        return;
    }
    for second in seconds(context) {
        report_unordered(
            context,
            &CHECK.rule,
            &[second],
            &attached,
            |second, first| {
                let (second, first) = (&second.resource, &first.resource);
                format!(
                    "`{}` is public, and does not wait for `{}`, which attaches the internet gateway",
                    second.logical_id, first.logical_id
                )
            },
        );
    }
    addresses(context, &attached);
}

/// Addresses name no network: those beside the one attachment of their stack are meant.
fn addresses(context: &Context<'_>, attached: &[Side<'_>]) {
    for resource in context.of_types(&["AWS::EC2::EIP"]) {
        let mut beside = attached
            .iter()
            .filter(|side| side.resource.stack == resource.stack);
        let (Some(first), None) = (beside.next(), beside.next()) else {
            continue;
        };
        let Some(case) = context.cases(&resource, &[]).into_iter().next() else {
            continue;
        };
        let second = Side {
            resource,
            case: Case {
                node: resource.key.id,
                ..case
            },
        };
        if context
            .together(&second.case.guard, &first.case.guard)
            .is_none()
        {
            continue;
        }
        let message = format!(
            "`{}` does not wait for `{}`, which attaches the internet gateway",
            resource.logical_id, first.resource.logical_id
        );
        report(context, &CHECK.rule, &second, &first.resource, &message);
    }
}

/// Public resources with the networks that they stand in.
fn seconds<'c>(context: &Context<'c>) -> Vec<Side<'c>> {
    let mut found = Vec::new();
    for resource in context.of_types(&["AWS::EC2::NatGateway"]) {
        // Where its address is one of ours, it is spoken of there.
        let mut allocations = context.cases(&resource, &["AllocationId"]).into_iter();
        if allocations.all(|case| !case.is_absent() && case.resource().is_none()) {
            networks(context, resource, &["SubnetId"], &[], &mut found);
        }
    }
    let balancers = [
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        "AWS::ElasticLoadBalancing::LoadBalancer",
    ];
    for balancer in balancers {
        let of_type = context.resolved.all_resources();
        for resource in of_type.filter(|resource| resource.resource_type() == balancer) {
            let mut schemes = context.cases(&resource, &["Scheme"]).into_iter();
            let public = |case: Case| case.is_absent() || case.text() == Some("internet-facing");
            if schemes.any(public) && !context.resolved.is_transformed(resource.stack) {
                networks(context, resource, &["Subnets", "*"], &[], &mut found);
                let mapped = ["SubnetMappings", "*", "SubnetId"];
                networks(context, resource, &mapped, &[], &mut found);
            }
        }
    }
    for resource in context.of_types(&["AWS::RDS::DBInstance"]) {
        let mut public = context
            .cases(&resource, &["PubliclyAccessible"])
            .into_iter();
        if public.any(|case| case.truth() == Some(true)) {
            let subnets = ["SubnetIds", "*"];
            networks(
                context,
                resource,
                &["DBSubnetGroupName"],
                &subnets,
                &mut found,
            );
        }
    }
    found
}

fn networks<'c>(
    context: &Context<'c>,
    resource: Resource<'c>,
    path: &[&str],
    then: &[&str],
    found: &mut Vec<Side<'c>>,
) {
    let mut cases = context.cases(&resource, path);
    let node = cases.first().map(|case| case.node);
    if !then.is_empty() {
        let sides = cases.iter().flat_map(|case| onwards(context, case, then));
        cases = sides.map(|side| side.case).collect();
    }
    for subnet in cases {
        for network in onwards(context, &subnet, &["VpcId"]) {
            let case = Case {
                node: node.unwrap_or(resource.key.id),
                ..network.case
            };
            found.push(Side { resource, case });
        }
    }
}
