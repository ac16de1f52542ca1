//! # range-collides
//!
//! ## What it finds
//! A subnet that is made or replaced, and whose range overlaps that of a subnet of the same VPC which goes only
//! at the end of the same update.
//!
//! ## Why it matters
//! The old subnet is there until all new resources are made. The new one is refused ("conflicts with another
//! subnet"), and the update is rolled back.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   One:
//!     Type: AWS::EC2::Subnet
//!     Properties: { VpcId: vpc-0123456789abcdef0, CidrBlock: 10.0.0.0/24, AvailabilityZone: eu-central-1a }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   One:
//!     Type: AWS::EC2::Subnet
//!     Properties: { VpcId: vpc-0123456789abcdef0, CidrBlock: 10.0.0.0/24, AvailabilityZone: eu-central-1b }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//!   Subnets:
//!     Type: AWS::CloudFormation::Stack
//!     Properties: { TemplateURL: subnets.yaml, Parameters: { Vpc: !Ref Vpc } }
//! # file: subnets.yaml
//! Parameters:
//!   Vpc: { Type: AWS::EC2::VPC::Id }
//! Resources:
//!   One: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 } }
//!   Two: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24 } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//!   Subnets:
//!     Type: AWS::CloudFormation::Stack
//!     Properties: { TemplateURL: subnets.yaml, Parameters: { Vpc: !Ref Vpc } }
//! # file: subnets.yaml
//! Parameters:
//!   Vpc: { Type: AWS::EC2::VPC::Id }
//! Resources:
//!   Wide: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/23 } }
//! ```
//! ## Instead
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//!   Subnets:
//!     Type: AWS::CloudFormation::Stack
//!     Properties: { TemplateURL: subnets.yaml, Parameters: { Vpc: !Ref Vpc } }
//! # file: subnets.yaml
//! Parameters:
//!   Vpc: { Type: AWS::EC2::VPC::Id }
//! Resources:
//!   Wide: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.2.0/23 } }
//! ```
//! ## Sources
//! Amazon VPC user guide, "Subnet CIDR blocks"; AWS CloudFormation user guide, "Update behaviors of stack resources".

use super::{Class, Risk};
use crate::aws::AddressRange;
use crate::diff::change::Effect;
use crate::diff::comparison::Comparison;
use crate::diff::state::ResourceState;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "range-collides",
        severity: Severity::Error,
        page: include_str!("range_collides.rs"),
    },
    class: Class::Refused,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let continuity = comparison.continuity();
    let replaced = || {
        let changed = comparison.changed();
        changed.filter(|pair| pair.change.effect == Effect::Replacement)
    };
    let going = comparison.gone().map(|(resource, _)| resource);
    let going = going.chain(replaced().map(|pair| pair.old));
    let going: Vec<_> = going.filter(|one| is_subnet(one)).collect();
    let made = comparison.made().map(|(resource, _)| resource);
    let made = made.chain(replaced().map(|pair| pair.new));
    let mut findings = Vec::new();
    for subnet in made.filter(|one| is_subnet(one)) {
        let Some(vpc) = subnet.property(&["VpcId"]) else {
            continue;
        };
        let mut others = going.iter().filter(|other| {
            other.property(&["VpcId"]) == Some(vpc)
                && other.exists == subnet.exists
                && range(other)
                    .zip(range(subnet))
                    .is_some_and(|(one, two)| one.overlaps(two))
        });
        let (Some(other), false) = (others.next(), continuity.names_anew(vpc)) else {
            continue;
        };
        let shown = |of: &ResourceState<'_>| of.text(&["CidrBlock"]).unwrap_or_default().to_owned();
        let holder = if other.address == subnet.address {
            "the old one".to_owned()
        } else {
            format!("`{}`", other.address)
        };
        let what = format!(
            "`{}` is made with {}, and {holder} has {} until it is deleted at the end of the update",
            subnet.address,
            shown(subnet),
            shown(other),
        );
        let found = comparison.after(&RISK.rule, subnet, &["CidrBlock"], what);
        findings.push(found.help("give the new subnet a range that is free now"));
    }
    findings
}

fn is_subnet(resource: &ResourceState<'_>) -> bool {
    &*resource.resource_type == "AWS::EC2::Subnet"
}

fn range(subnet: &ResourceState<'_>) -> Option<AddressRange> {
    AddressRange::read(subnet.text(&["CidrBlock"])?)
}
