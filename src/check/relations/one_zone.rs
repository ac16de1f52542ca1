//! # subnets-one-zone
//!
//! ## What it finds
//! An application load balancer, or a subnet group of a database, all of whose subnets are surely in one
//! Availability Zone, or that names one subnet alone. Known are zones that are written out, or written
//! alike.
//!
//! ## Why it matters
//! The service refuses it: subnets in two zones at least are wanted.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//!   One:
//!     Type: AWS::EC2::Subnet
//!     Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, AvailabilityZone: eu-central-1a }
//!   Two:
//!     Type: AWS::EC2::Subnet
//!     Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: eu-central-1a }
//!   Subnets:
//!     Type: AWS::RDS::DBSubnetGroup
//!     Properties: { DBSubnetGroupDescription: database, SubnetIds: [!Ref One, !Ref Two] }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//!   One:
//!     Type: AWS::EC2::Subnet
//!     Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, AvailabilityZone: eu-central-1a }
//!   Two:
//!     Type: AWS::EC2::Subnet
//!     Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: eu-central-1b }
//!   Subnets:
//!     Type: AWS::RDS::DBSubnetGroup
//!     Properties: { DBSubnetGroupDescription: database, SubnetIds: [!Ref One, !Ref Two] }
//! ```
//! ## Sources
//! Elastic Load Balancing user guide, "Application Load Balancers"; Amazon RDS user guide, "Working with DB
//! subnet groups".

use crate::check::cases::{Case, resource_of};
use crate::check::{Check, Context};
use crate::document::{Intrinsic, Node};
use crate::facts::regions;
use crate::resolve::{Alternatives, Resource, Value};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "subnets-one-zone",
        severity: Severity::Error,
        page: include_str!("one_zone.rs"),
    },
    cfn_lint: &["E3680"],
    run,
};

fn run(context: &Context<'_>) {
    let groups = context.of_types(&["AWS::RDS::DBSubnetGroup"]);
    let mut judged: Vec<(Resource<'_>, &str)> = groups.map(|group| (group, "SubnetIds")).collect();
    for balancer in context.of_types(&["AWS::ElasticLoadBalancingV2::LoadBalancer"]) {
        let kinds = context.cases(&balancer, &["Type"]);
        let application = |case: &Case| case.is_absent() || case.text() == Some("application");
        if kinds.iter().all(application) {
            judged.push((balancer, "Subnets"));
        }
    }
    for (resource, property) in judged {
        for case in context.cases(&resource, &[property]) {
            let Some(items) = case.value.items() else {
                continue;
            };
            let sure: Option<Vec<&Value>> = items.iter().map(Alternatives::single).collect();
            let Some(subnets) = sure.filter(|subnets| !subnets.is_empty()) else {
                continue;
            };
            let Some(zone) = same_zone(context, &subnets) else {
                continue;
            };
            let found = match subnets.as_slice() {
                [_] => format!("found one subnet alone{zone}"),
                _ => format!("all subnets are in one zone{zone}"),
            };
            let finding = context.finding_of(&CHECK.rule, &resource, &case, found);
            let finding = finding.path(format!("Properties.{property}"));
            context.report(finding.expected("expected subnets in two zones at least"));
        }
    }
}

/// The zone of all subnets, in words, where it surely is one of a region: a local zone, or an outpost, is
/// enough by itself.
fn same_zone(context: &Context<'_>, subnets: &[&Value]) -> Option<String> {
    let mut zones = Vec::new();
    for subnet in subnets {
        let (stack, name) = resource_of(subnet)?;
        let resource = context.resolved.resource(stack, name)?;
        let is_subnet = resource.resource_type() == "AWS::EC2::Subnet";
        if !is_subnet || resource.property(&["OutpostArn"]).is_some() {
            return None;
        }
        let Some(written) = resource.property(&["AvailabilityZone"]) else {
            // EC2 chooses a zone; of one subnet alone that is one.
            let chosen = resource.property(&["AvailabilityZoneId"]).is_none();
            return (chosen && subnets.len() == 1).then(String::new);
        };
        let zone = context.resolved.evaluate(stack, written);
        let text = zone.text().map(str::to_owned);
        if text.as_deref().is_some_and(|text| !is_of_region(text)) {
            return None;
        }
        zones.push((stack, written, text));
    }
    let (stack, written, zone) = zones.first()?;
    if zone.is_none() && uses_no_zones(written) {
        return None;
    }
    let alike = zones.iter().all(
        |(other_stack, other, other_zone)| match (zone, other_zone) {
            (Some(zone), Some(other)) => zone == other,
            // The same words of one template come to the same.
            (_, _) => stack == other_stack && written == other,
        },
    );
    alike.then(|| {
        zone.as_ref()
            .map_or_else(String::new, |zone| format!(", {zone}"))
    })
}

/// Whether a zone comes from elsewhere than the region's list, so that it may be a local one.
fn uses_no_zones(node: &Node) -> bool {
    let function = node.as_function();
    let select = function.filter(|function| function.name == Intrinsic::Select);
    let list = select.and_then(|function| function.argument.as_sequence()?.get(1));
    let zones = list.and_then(Node::as_function);
    zones.is_none_or(|function| function.name != Intrinsic::GetAZs)
}

/// Whether a zone is one of a region itself: `eu-central-1a`, and not `us-west-2-lax-1a`.
fn is_of_region(zone: &str) -> bool {
    let (region, letter) = zone
        .split_at_checked(zone.len().saturating_sub(1))
        .unwrap_or_default();
    letter.bytes().all(|byte| byte.is_ascii_lowercase()) && regions::region(region).is_some()
}
