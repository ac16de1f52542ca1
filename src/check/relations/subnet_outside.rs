//! # subnet-outside-vpc
//!
//! ## What it finds
//! A subnet whose IPv4 range does not lie inside a range of its VPC, when the VPC and all its ranges are in
//! the deployment.
//!
//! ## Why it matters
//! EC2 refuses the subnet: "The CIDR is invalid".
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//!   One: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 } }
//!   Two: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.1.0.0/24 } }
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
use super::sides::{Thing, thing};
use crate::aws::Cidr;
use crate::check::cases::Case;
use crate::check::{Check, Context};
use crate::resolve::StackId;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "subnet-outside-vpc",
        severity: Severity::Error,
        page: include_str!("subnet_outside.rs"),
    },
    cfn_lint: &["E3059"],
    run,
};

fn run(context: &Context<'_>) {
    for subnet in subnets(context) {
        let Thing::Resource(stack, name) = &subnet.vpc else {
            continue;
        };
        let Some(ranges) = ranges_of(context, *stack, name) else {
            continue;
        };
        let inside = ranges.iter().any(|(_, range)| range.contains(subnet.range));
        let (false, [(first, range), ..]) = (inside, ranges.as_slice()) else {
            continue;
        };
        let Some(guard) = context.together(&subnet.case.guard, &first.guard) else {
            continue;
        };
        let message = format!(
            "{} of `{}` lies outside {range} of its VPC `{name}`",
            subnet.range, subnet.resource.logical_id
        );
        let case = Case {
            guard,
            ..subnet.case.clone()
        };
        let finding = context.finding_of(&CHECK.rule, &subnet.resource, &case, message);
        let finding = finding.expected(format!("expected a range inside {range}"));
        context.report(match context.resolved.resource(*stack, name) {
            Some(vpc) => context.pointing_at(finding, &vpc, "the VPC"),
            None => finding,
        });
    }
}

/// The ranges of a VPC of the deployment. `None` where one is not known.
fn ranges_of(context: &Context<'_>, stack: StackId, name: &str) -> Option<Vec<(Case, Cidr)>> {
    let vpc = context.resolved.resource(stack, name)?;
    let mut cases = context.cases(&vpc, &["CidrBlock"]);
    let own = Thing::Resource(stack, name.to_owned());
    for more in context.of_types(&["AWS::EC2::VPCCidrBlock"]) {
        let mut of = context.cases(&more, &["VpcId"]).into_iter();
        if of.all(|case| thing(&case).is_some_and(|thing| thing != own)) {
            continue;
        }
        // The range that a pool will give is not known.
        more.property(&["Ipv4IpamPoolId"]).is_none().then_some(())?;
        let blocks = context.cases(&more, &["CidrBlock"]).into_iter();
        cases.extend(blocks.filter(|case| !case.is_absent()));
    }
    let known = cases.into_iter().map(|case| {
        let range = case.text()?.parse().ok()?;
        Some((case, range))
    });
    known.collect()
}
