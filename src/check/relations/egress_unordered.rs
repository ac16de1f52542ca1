//! # egress-unordered
//!
//! ## What it finds
//! Instances that CloudFormation waits for a signal of, and functions in a network that it calls for custom
//! resources, which do not wait for the default route of their subnet, or for the association of the subnet
//! with the table of that route, when both are in the deployment. Where a subnet has no default route, the
//! endpoint of CloudFormation, or for functions that of Amazon S3, is the way out.
//!
//! ## Why it matters
//! An instance that boots before its way out is there gets no packages and sends no signal: "Failed to
//! receive 1 resource signal(s) within the specified duration". A function can't answer, neither when its
//! resource is made nor when it is deleted after the way out is gone: the stack hangs for an hour.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//!   Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 } }
//!   Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
//!   Default:
//!     Type: AWS::EC2::Route
//!     Properties:
//!       RouteTableId: !Ref Table
//!       DestinationCidrBlock: 0.0.0.0/0
//!       NatGatewayId: nat-0123456789abcdef0
//!   Association:
//!     Type: AWS::EC2::SubnetRouteTableAssociation
//!     Properties: { RouteTableId: !Ref Table, SubnetId: !Ref Subnet }
//!   Group:
//!     Type: AWS::AutoScaling::AutoScalingGroup
//!     CreationPolicy: { ResourceSignal: { Count: 1, Timeout: PT10M } }
//!     Properties:
//!       MinSize: "1"
//!       MaxSize: "1"
//!       VPCZoneIdentifier: [!Ref Subnet]
//!       LaunchTemplate: { LaunchTemplateId: lt-0123456789abcdef0, Version: "1" }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//!   Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 } }
//!   Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
//!   Default:
//!     Type: AWS::EC2::Route
//!     Properties:
//!       RouteTableId: !Ref Table
//!       DestinationCidrBlock: 0.0.0.0/0
//!       NatGatewayId: nat-0123456789abcdef0
//!   Association:
//!     Type: AWS::EC2::SubnetRouteTableAssociation
//!     Properties: { RouteTableId: !Ref Table, SubnetId: !Ref Subnet }
//!   Group:
//!     Type: AWS::AutoScaling::AutoScalingGroup
//!     CreationPolicy: { ResourceSignal: { Count: 1, Timeout: PT10M } }
//!     DependsOn: [Default, Association]
//!     Properties:
//!       MinSize: "1"
//!       MaxSize: "1"
//!       VPCZoneIdentifier: [!Ref Subnet]
//!       LaunchTemplate: { LaunchTemplateId: lt-0123456789abcdef0, Version: "1" }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Troubleshooting CloudFormation": wait condition didn't receive the
//! required number of signals.

use std::collections::BTreeMap;

use super::sides::{Side, Thing, advice, onwards, sides, thing};
use crate::check::cases::{Case, Identity};
use crate::check::{Check, Context};
use crate::resolve::{Resource, StackId};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "egress-unordered",
        severity: Severity::Warning,
        page: include_str!("egress_unordered.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    let associations = sides(
        context,
        &["AWS::EC2::SubnetRouteTableAssociation"],
        &[&["SubnetId"]],
    );
    let mut routes = sides(context, &["AWS::EC2::Route"], &[&["RouteTableId"]]);
    routes.retain(|route| {
        let mut destinations = context
            .cases(&route.resource, &["DestinationCidrBlock"])
            .into_iter();
        destinations.any(|case| case.text() == Some("0.0.0.0/0"))
    });
    let endpoints = sides(context, &["AWS::EC2::VPCEndpoint"], &[&["VpcId"]]);
    let mut missing: BTreeMap<(StackId, &str), (Side<'_>, Vec<Resource<'_>>)> = BTreeMap::new();
    for second in waiting(context) {
        let Some(subnet) = thing(&second.case) else {
            continue;
        };
        for association in &associations {
            if thing(&association.case).as_ref() != Some(&subnet) {
                continue;
            }
            let tables = context.cases(&association.resource, &["RouteTableId"]);
            let tables: Vec<Thing> = tables.iter().filter_map(thing).collect();
            let mut through = routes.clone();
            through.retain(|route| thing(&route.case).is_some_and(|table| tables.contains(&table)));
            // Interface endpoints stand in the network itself, whatever its tables say.
            let mut by_table = !through.is_empty();
            if through.is_empty() {
                through = beside(context, &second, &endpoints);
                by_table = through.iter().any(|one| is_gateway(context, one));
            }
            // Without a way out, there is nothing to wait for.
            if through.is_empty() {
                continue;
            }
            if by_table {
                through.push(association.clone());
            }
            through.retain(|first| {
                let both = context.together(&second.case.guard, &first.case.guard);
                both.is_some()
                    && !context
                        .order()
                        .is_ordered(&second.resource, &first.resource)
            });
            let key = (second.resource.stack, second.resource.logical_id);
            let (_, firsts) = missing.entry(key).or_insert((second.clone(), Vec::new()));
            firsts.extend(through.into_iter().map(|first| first.resource));
        }
    }
    for (second, firsts) in missing.into_values() {
        say(context, &second, firsts);
    }
}

/// One finding for all that a resource does not wait for.
fn say(context: &Context<'_>, second: &Side<'_>, mut firsts: Vec<Resource<'_>>) {
    firsts.sort_by_key(|first| (first.stack, first.logical_id));
    firsts.dedup_by_key(|first| (first.stack, first.logical_id));
    let names: Vec<String> = firsts
        .iter()
        .map(|first| format!("`{}`", first.logical_id))
        .collect();
    if names.is_empty() {
        return;
    }
    let message = format!(
        "`{}` needs a way out of its network at once, and does not wait for {}",
        second.resource.logical_id,
        names.join(", ")
    );
    let mut finding = context.finding_of(&CHECK.rule, &second.resource, &second.case, message);
    for first in &firsts {
        finding = context.pointing_at(finding, first, "what has to be there first");
    }
    context.report(finding.help(advice(context, &second.resource, &firsts)));
}

/// The endpoints in the network of somebody's subnet that take what CloudFormation waits for: answers of
/// custom resources go to Amazon S3, signals to itself.
fn beside<'c>(context: &Context<'c>, second: &Side<'c>, endpoints: &[Side<'c>]) -> Vec<Side<'c>> {
    let service = if second.resource.is_custom() {
        ".s3"
    } else {
        ".cloudformation"
    };
    let networks = onwards(context, &second.case, &["VpcId"]);
    let networks: Vec<Thing> = networks
        .iter()
        .filter_map(|side| thing(&side.case))
        .collect();
    let mut beside = endpoints.to_vec();
    beside.retain(|side| {
        let services = context.cases(&side.resource, &["ServiceName"]);
        let takes = |case: &Case| match case.identity() {
            Some(Identity::Text(text)) => text.ends_with(service),
            Some(Identity::Joined(parts)) => match parts.last() {
                Some(Identity::Text(text)) => text.ends_with(service),
                Some(_) | None => false,
            },
            Some(Identity::Resource(..) | Identity::Parameter(..) | Identity::Pseudo(..))
            | None => false,
        };
        let network = thing(&side.case);
        network.is_some_and(|network| networks.contains(&network)) && services.iter().any(takes)
    });
    beside
}

/// Whether an endpoint is an entry of tables of routes.
fn is_gateway(context: &Context<'_>, endpoint: &Side<'_>) -> bool {
    let tables = context.cases(&endpoint.resource, &["RouteTableIds"]);
    tables.iter().any(|case| !case.is_absent())
}

/// What CloudFormation waits for a signal or an answer of, with its subnets.
fn waiting<'c>(context: &Context<'c>) -> Vec<Side<'c>> {
    let mut found = sides(
        context,
        &["AWS::AutoScaling::AutoScalingGroup"],
        &[&["VPCZoneIdentifier", "*"]],
    );
    found.extend(sides(context, &["AWS::EC2::Instance"], &[&["SubnetId"]]));
    found.retain(|side| {
        let policy = side
            .resource
            .node
            .get(&["CreationPolicy", "ResourceSignal"]);
        policy.is_some()
    });
    let all = context.resolved.all_resources();
    for resource in all.filter(|resource| resource.is_custom()) {
        for token in context.cases(&resource, &["ServiceToken"]) {
            let subnets = onwards(context, &token, &["VpcConfig", "SubnetIds", "*"]);
            found.extend(subnets.into_iter().map(|subnet| Side {
                resource,
                case: Case {
                    node: token.node,
                    ..subnet.case
                },
            }));
        }
    }
    found
}
