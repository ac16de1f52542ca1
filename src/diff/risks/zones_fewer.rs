//! # zones-fewer
//!
//! ## What it finds
//! A pool, a load balancer, a service or a group of subnets that spans fewer zones than before: the zones of
//! its subnets are counted, through nested stacks. Where a subnet is none of the deployment, it counts as a
//! zone of its own, and the rule says "may".
//!
//! ## Why it matters
//! When a zone fails, what is left has to carry everything; with one zone nothing is left.
//!
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Network: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: network.yaml } }
//!   Pool: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: pool.yaml, Parameters: { Subnets: !GetAtt Network.Outputs.Subnets } } }
//! # file: network.yaml
//! Resources:
//!   A: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-1, CidrBlock: 10.0.0.0/24, AvailabilityZone: eu-central-1a } }
//!   B: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-1, CidrBlock: 10.0.1.0/24, AvailabilityZone: eu-central-1b } }
//! Outputs:
//!   Subnets: { Value: !Join [',', [!Ref A, !Ref B]] }
//! # file: pool.yaml
//! Parameters:
//!   Subnets: { Type: List<AWS::EC2::Subnet::Id> }
//! Resources:
//!   Group:
//!     Type: AWS::AutoScaling::AutoScalingGroup
//!     Properties: { MinSize: 2, MaxSize: 4, LaunchConfigurationName: lc, VPCZoneIdentifier: !Ref Subnets }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Network: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: network.yaml } }
//!   Pool: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: pool.yaml, Parameters: { Subnets: !GetAtt Network.Outputs.Subnets } } }
//! # file: network.yaml
//! Resources:
//!   A: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-1, CidrBlock: 10.0.0.0/24, AvailabilityZone: eu-central-1a } }
//!   B: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-1, CidrBlock: 10.0.1.0/24, AvailabilityZone: eu-central-1b } }
//! Outputs:
//!   Subnets: { Value: !Join [',', [!Ref A]] }
//! # file: pool.yaml
//! Parameters:
//!   Subnets: { Type: List<AWS::EC2::Subnet::Id> }
//! Resources:
//!   Group:
//!     Type: AWS::AutoScaling::AutoScalingGroup
//!     Properties: { MinSize: 2, MaxSize: 4, LaunchConfigurationName: lc, VPCZoneIdentifier: !Ref Subnets }
//! ```
//! ## Instead
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Network: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: network.yaml } }
//!   Pool: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: pool.yaml, Parameters: { Subnets: !GetAtt Network.Outputs.Subnets } } }
//! # file: network.yaml
//! Resources:
//!   A: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-1, CidrBlock: 10.0.0.0/24, AvailabilityZone: eu-central-1a } }
//!   B: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-1, CidrBlock: 10.0.1.0/24, AvailabilityZone: eu-central-1b } }
//! Outputs:
//!   Subnets: { Value: !Join [',', [!Ref A, !Ref B]] }
//! # file: pool.yaml
//! Parameters:
//!   Subnets: { Type: List<AWS::EC2::Subnet::Id> }
//! Resources:
//!   Group:
//!     Type: AWS::AutoScaling::AutoScalingGroup
//!     Properties: { MinSize: 2, MaxSize: 6, LaunchConfigurationName: lc, VPCZoneIdentifier: !Ref Subnets }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Front: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Type: network, Subnets: [subnet-1, subnet-2, subnet-3] } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Front: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Type: network, Subnets: [subnet-1, subnet-2] } }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Front: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Type: network, Subnets: [subnet-1, subnet-2, subnet-4] } }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Group: { Type: AWS::AutoScaling::AutoScalingGroup, Properties: { MinSize: 2, MaxSize: 4, LaunchConfigurationName: lc, AvailabilityZones: [eu-central-1a, eu-central-1b] } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Group: { Type: AWS::AutoScaling::AutoScalingGroup, Properties: { MinSize: 2, MaxSize: 4, LaunchConfigurationName: lc, AvailabilityZones: [eu-central-1b] } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Services: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Web:
//!     Type: AWS::ECS::Service
//!     Properties:
//!       TaskDefinition: web
//!       NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [subnet-1, subnet-2] } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Services: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Web:
//!     Type: AWS::ECS::Service
//!     Properties:
//!       TaskDefinition: web
//!       NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [subnet-2] } }
//! ```
//! ## Sources
//! AWS well-architected framework, reliability pillar, "Deploy the workload to multiple locations".

use super::{Class, Risk};
use crate::diff::comparison::Comparison;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "zones-fewer",
        severity: Severity::Warning,
        page: include_str!("zones_fewer.rs"),
    },
    class: Class::Availability,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let findings = comparison.changed().flat_map(|pair| {
        let before = comparison.old.spans(pair.old);
        let after = comparison.new.spans(pair.new).into_iter();
        let fewer = after.filter_map(|new| {
            let old = before.iter().find(|old| old.path == new.path)?;
            let (many, few) = (old.zones.len(), new.zones.len());
            (few < many).then(|| {
                let verb = if old.is_sure && new.is_sure {
                    "spans"
                } else {
                    "may span"
                };
                let what = format!(
                    "`{}` {verb} {few} instead of {many} zones",
                    pair.change.address
                );
                comparison.after(&RISK.rule, pair.new, new.path, what)
            })
        });
        fewer.collect::<Vec<_>>()
    });
    findings.collect()
}
