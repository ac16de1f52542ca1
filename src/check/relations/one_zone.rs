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
use crate::resolve::{Alternatives, Form, Resource, Unknown, Value};
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
            let found = match subnets.as_slice() {
                [one] if is_one(one) => "found one subnet alone".to_owned(),
                [_] => continue,
                several => match same_zone(context, several) {
                    Some(zone) => format!("all subnets are in one zone{zone}"),
                    None => continue,
                },
            };
            let finding = context.finding_of(&CHECK.rule, &resource, &case, found);
            let finding = finding.path(format!("Properties.{property}"));
            context.report(finding.expected("expected subnets in two zones at least"));
        }
    }
}

/// Whether a value surely is one subnet: a parameter, or an output, may be a list after all.
fn is_one(value: &Value) -> bool {
    match &value.form {
        Form::Text(text, _) => text.starts_with("subnet-") && !text.contains(','),
        Form::Unknown(Unknown::Resource { resource_type, .. }) => {
            &**resource_type == "AWS::EC2::Subnet"
        }
        Form::List(_) | Form::Map(_) | Form::Absent | Form::Unknown(_) => false,
    }
}

/// The zone of all subnets, in words, where it surely is one.
fn same_zone(context: &Context<'_>, subnets: &[&Value]) -> Option<String> {
    let mut zones = Vec::new();
    for subnet in subnets {
        let (stack, name) = resource_of(subnet)?;
        let resource = context.resolved.resource(stack, name)?;
        if resource.resource_type() != "AWS::EC2::Subnet" {
            return None;
        }
        let written = resource.property(&["AvailabilityZone"])?;
        let zone = context.resolved.evaluate(stack, written);
        zones.push((stack, written, zone.text().map(str::to_owned)));
    }
    let (stack, written, zone) = zones.first()?;
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
