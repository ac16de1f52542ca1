//! # subnets-in-use
//!
//! ## What it finds
//! A subnet group that loses subnets, by a change of its own or because they are replaced, while a database in it stays:
//! all of them, or so many that a Multi-AZ database with its standby is in one that goes.
//!
//! ## Why it matters
//! RDS refuses to take a subnet out of a group while a database is in it ("Some of the subnets to be deleted are
//! currently in use"); the update is rolled back.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Subnets:
//!     Type: AWS::RDS::DBSubnetGroup
//!     Properties: { DBSubnetGroupDescription: of the database, SubnetIds: [subnet-0123456789abcdef0, subnet-0123456789abcdef1] }
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: postgres, DBInstanceClass: db.t4g.small, DBSubnetGroupName: !Ref Subnets }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Subnets:
//!     Type: AWS::RDS::DBSubnetGroup
//!     Properties: { DBSubnetGroupDescription: of the database, SubnetIds: [subnet-0123456789abcdef2, subnet-0123456789abcdef3] }
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: postgres, DBInstanceClass: db.t4g.small, DBSubnetGroupName: !Ref Subnets }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Zones:
//!     Type: AWS::RDS::DBSubnetGroup
//!     Properties: { DBSubnetGroupDescription: of the database, SubnetIds: [subnet-0123456789abcdef0, subnet-0123456789abcdef1] }
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: postgres, DBInstanceClass: db.t4g.small, DBSubnetGroupName: !Ref Zones, MultiAZ: true }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Zones:
//!     Type: AWS::RDS::DBSubnetGroup
//!     Properties: { DBSubnetGroupDescription: of the database, SubnetIds: [subnet-0123456789abcdef0, subnet-0123456789abcdef4] }
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: postgres, DBInstanceClass: db.t4g.small, DBSubnetGroupName: !Ref Zones, MultiAZ: true }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Network: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: network.yaml } }
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: data.yaml, Parameters: { Subnets: !GetAtt Network.Outputs.Subnets } } }
//! # file: network.yaml
//! Resources:
//!   One: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-0123456789abcdef0, CidrBlock: 10.0.0.0/24, AvailabilityZone: eu-central-1a } }
//!   Two: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-0123456789abcdef0, CidrBlock: 10.0.1.0/24, AvailabilityZone: eu-central-1b } }
//! Outputs:
//!   Subnets: { Value: !Join [",", [!Ref One, !Ref Two]] }
//! # file: data.yaml
//! Parameters:
//!   Subnets: { Type: CommaDelimitedList }
//! Resources:
//!   Group: { Type: AWS::RDS::DBSubnetGroup, Properties: { DBSubnetGroupDescription: of the database, SubnetIds: !Ref Subnets } }
//!   Database: { Type: AWS::RDS::DBInstance, Properties: { Engine: postgres, DBInstanceClass: db.t4g.small, DBSubnetGroupName: !Ref Group } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Network: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: network.yaml } }
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: data.yaml, Parameters: { Subnets: !GetAtt Network.Outputs.Subnets } } }
//! # file: network.yaml
//! Resources:
//!   One: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-0123456789abcdef0, CidrBlock: 10.0.2.0/24, AvailabilityZone: eu-central-1a } }
//!   Two: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-0123456789abcdef0, CidrBlock: 10.0.3.0/24, AvailabilityZone: eu-central-1b } }
//! Outputs:
//!   Subnets: { Value: !Join [",", [!Ref One, !Ref Two]] }
//! # file: data.yaml
//! Parameters:
//!   Subnets: { Type: CommaDelimitedList }
//! Resources:
//!   Group: { Type: AWS::RDS::DBSubnetGroup, Properties: { DBSubnetGroupDescription: of the database, SubnetIds: !Ref Subnets } }
//!   Database: { Type: AWS::RDS::DBInstance, Properties: { Engine: postgres, DBInstanceClass: db.t4g.small, DBSubnetGroupName: !Ref Group } }
//! ```
//! ## Instead
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Network: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: network.yaml } }
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: data.yaml, Parameters: { Subnets: !GetAtt Network.Outputs.Subnets } } }
//! # file: network.yaml
//! Resources:
//!   One: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-0123456789abcdef0, CidrBlock: 10.0.0.0/24, AvailabilityZone: eu-central-1a } }
//!   Two: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-0123456789abcdef0, CidrBlock: 10.0.1.0/24, AvailabilityZone: eu-central-1b } }
//!   Three: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-0123456789abcdef0, CidrBlock: 10.0.2.0/24, AvailabilityZone: eu-central-1c } }
//! Outputs:
//!   Subnets: { Value: !Join [",", [!Ref One, !Ref Two, !Ref Three]] }
//! # file: data.yaml
//! Parameters:
//!   Subnets: { Type: CommaDelimitedList }
//! Resources:
//!   Group: { Type: AWS::RDS::DBSubnetGroup, Properties: { DBSubnetGroupDescription: of the database, SubnetIds: !Ref Subnets } }
//!   Database: { Type: AWS::RDS::DBInstance, Properties: { Engine: postgres, DBInstanceClass: db.t4g.small, DBSubnetGroupName: !Ref Group } }
//! ```
//! ## Sources
//! Amazon RDS user guide, "Working with a DB instance in a VPC".

use super::{Class, Risk};
use crate::diff::change::Effect;
use crate::diff::comparison::{Comparison, Pair};
use crate::diff::continuity::Continuity;
use crate::diff::expression::Expression;
use crate::diff::state::ResourceState;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "subnets-in-use",
        severity: Severity::Error,
        page: include_str!("subnets_in_use.rs"),
    },
    class: Class::Refused,
    judge,
};

const GROUP: &str = "AWS::RDS::DBSubnetGroup";

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let continuity = comparison.continuity();
    let groups = comparison
        .staying()
        .filter(|pair| &*pair.new.resource_type == GROUP);
    let mut findings = Vec::new();
    for pair in groups {
        let Some((before, lost)) = lost(&pair, continuity) else {
            continue;
        };
        let held = comparison.new.resources.values().filter(|database| {
            let named = database.property(&["DBSubnetGroupName"]);
            let named = named.map(Expression::references).unwrap_or_default();
            let change = comparison.changes.get(&database.address);
            named.iter().any(|(group, _)| **group == pair.new.address)
                && comparison.old.resources.contains_key(&database.address)
                && change.is_none_or(|change| change.effect < Effect::MayReplace)
        });
        for database in held {
            let is_multi = database.property(&["MultiAZ"]).and_then(Expression::truth);
            let used = if is_multi == Some(true) { 2 } else { 1 };
            // With this many left over, the database may be in none of those that go.
            if before - lost >= used {
                continue;
            }
            let what = format!(
                "`{}` loses {lost} of its {before} subnets, and `{}` is in one of those",
                pair.new.address, database.address
            );
            let found = comparison.after(&RISK.rule, pair.new, &["SubnetIds"], what);
            findings.push(found.help("add subnets to the group, and leave the old ones"));
        }
    }
    findings
}

/// How many subnets there were, and how many of them go.
fn lost(pair: &Pair<'_, '_>, continuity: &Continuity) -> Option<(usize, usize)> {
    let before = subnets(pair.old)?;
    let after = subnets(pair.new)?;
    let stays = |subnet: &&Expression| after.contains(subnet) && !continuity.names_replaced(subnet);
    let kept = before.iter().filter(stays).count();
    Some((before.len(), before.len() - kept))
}

/// The subnets of a group, those too that are joined to one text; `None` where they are not known.
fn subnets(group: &ResourceState<'_>) -> Option<Vec<Expression>> {
    let written = group.property(&["SubnetIds"])?;
    let mut found = Vec::new();
    for item in written.clone().into_items() {
        let mut is_named = false;
        item.each(&mut |one| {
            if matches!(one, Expression::Reference { .. }) {
                is_named = true;
                found.push(one.clone());
            }
        });
        if !is_named {
            item.text()?;
            found.push(item);
        }
    }
    Some(found)
}
