//! # named-resource-replaced
//!
//! ## What it finds
//! A resource that is replaced, by a change of its own or because something that it refers to is replaced, and
//! whose name, or whatever else only one resource may have at a time, is fixed and stays the same.
//!
//! ## Why it matters
//! CloudFormation makes the new resource before it deletes the old one, and the old one still has the name:
//! the update fails and is rolled back, or is refused at once ("cannot update a stack when a custom-named
//! resource requires replacing").
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Group:
//!     Type: AWS::ElasticLoadBalancingV2::TargetGroup
//!     Properties: { Name: web, Port: 80, Protocol: HTTP, VpcId: vpc-0123456789abcdef0 }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Group:
//!     Type: AWS::ElasticLoadBalancingV2::TargetGroup
//!     Properties: { Name: web, Port: 8080, Protocol: HTTP, VpcId: vpc-0123456789abcdef0 }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Subnet:
//!     Type: AWS::EC2::Subnet
//!     Properties: { VpcId: vpc-0123456789abcdef0, CidrBlock: 10.0.0.0/24 }
//!   Host:
//!     Type: AWS::EC2::Instance
//!     Properties: { ImageId: ami-0123456789abcdef0, SubnetId: !Ref Subnet, PrivateIpAddress: 10.0.0.10 }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Subnet:
//!     Type: AWS::EC2::Subnet
//!     Properties: { VpcId: vpc-0123456789abcdef0, CidrBlock: 10.0.0.0/24 }
//!   Host:
//!     Type: AWS::EC2::Instance
//!     Properties: { ImageId: ami-0123456789abcdef1, SubnetId: !Ref Subnet, PrivateIpAddress: 10.0.0.10 }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Network:
//!     Type: AWS::CloudFormation::Stack
//!     Properties: { TemplateURL: network.yaml }
//!   Data:
//!     Type: AWS::CloudFormation::Stack
//!     Properties: { TemplateURL: data.yaml, Parameters: { Subnets: !GetAtt Network.Outputs.Subnets } }
//! # file: network.yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//!   One: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: !Select [0, !Cidr [!GetAtt Vpc.CidrBlock, 4, 8]] } }
//!   Group:
//!     Type: AWS::RDS::DBSubnetGroup
//!     Properties: { DBSubnetGroupDescription: of the database, DBSubnetGroupName: old, SubnetIds: [!Ref One] }
//! Outputs:
//!   Subnets: { Value: !Ref Group }
//! # file: data.yaml
//! Parameters:
//!   Subnets: { Type: String }
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { DBInstanceIdentifier: main, DBInstanceClass: db.t4g.small, Engine: postgres, DBSubnetGroupName: !Ref Subnets }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Network:
//!     Type: AWS::CloudFormation::Stack
//!     Properties: { TemplateURL: network.yaml }
//!   Data:
//!     Type: AWS::CloudFormation::Stack
//!     Properties: { TemplateURL: data.yaml, Parameters: { Subnets: !GetAtt Network.Outputs.Subnets } }
//! # file: network.yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//!   One: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: !Select [0, !Cidr [!GetAtt Vpc.CidrBlock, 4, 8]] } }
//!   Group:
//!     Type: AWS::RDS::DBSubnetGroup
//!     Properties: { DBSubnetGroupDescription: of the database, DBSubnetGroupName: new, SubnetIds: [!Ref One] }
//! Outputs:
//!   Subnets: { Value: !Ref Group }
//! # file: data.yaml
//! Parameters:
//!   Subnets: { Type: String }
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { DBInstanceIdentifier: main, DBInstanceClass: db.t4g.small, Engine: postgres, DBSubnetGroupName: !Ref Subnets }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Tasks: { Type: AWS::ECS::Cluster }
//!   Web:
//!     Type: AWS::ECS::Service
//!     Properties: { ServiceName: web, Cluster: !Ref Tasks, TaskDefinition: web, SchedulingStrategy: REPLICA }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Tasks: { Type: AWS::ECS::Cluster }
//!   Web:
//!     Type: AWS::ECS::Service
//!     Properties: { ServiceName: web, Cluster: !Ref Tasks, TaskDefinition: web, SchedulingStrategy: DAEMON }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Tasks: { Type: AWS::ECS::Cluster }
//!   Web:
//!     Type: AWS::ECS::Service
//!     Properties: { ServiceName: web-daemon, Cluster: !Ref Tasks, TaskDefinition: web, SchedulingStrategy: DAEMON }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Name type" and "Update behaviors of stack resources"; template reference,
//! `AWS::ECS::Service`.

use super::{Class, Risk};
use crate::diff::change::{Effect, PropertyChange};
use crate::diff::claims::claims;
use crate::diff::comparison::Comparison;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "named-resource-replaced",
        severity: Severity::Error,
        page: include_str!("named_resource_replaced.rs"),
    },
    class: Class::Refused,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let continuity = comparison.continuity();
    let replaced = comparison.changed().filter(|pair| {
        pair.change.effect == Effect::Replacement
            && pair.old.resource_type == pair.new.resource_type
    });
    let findings = replaced.filter_map(|pair| {
        let before = claims(pair.old);
        let kept = claims(pair.new);
        let mut kept = kept.into_iter().filter(|claim| before.contains(claim));
        let kept = kept.find(|claim| !claim.is_elsewhere(continuity))?;
        let why = pair.change.changes.iter();
        let why = why.filter(|change| change.effect == Effect::Replacement);
        let why = why.map(reason).next().unwrap_or_default();
        let what = format!(
            "`{}` is replaced{why}, and the old one has the {} until the new one is made",
            pair.new.address,
            kept.shown(),
        );
        let path: Vec<&str> = kept.property.split('.').collect();
        let found = comparison.after(&RISK.rule, pair.new, &path, what);
        Some(match kept.what {
            "name" => found.help("give it another name in the same update"),
            _ => found.help(
                "take it away in one update and bring it back in the next, or give it another logical id and another value",
            ),
        })
    });
    findings.collect()
}

/// ` because Vpc is replaced`, ` by a change of Port`.
fn reason(change: &PropertyChange) -> String {
    match change.cause.described() {
        Some(cause) => format!(" {cause}"),
        None => format!(" by a change of {}", change.path),
    }
}
