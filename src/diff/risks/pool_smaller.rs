//! # pool-smaller
//!
//! ## What it finds
//! A pool of instances, nodes or tasks whose least, desired or greatest number falls.
//!
//! ## Why it matters
//! Instances are ended at the update, or can no longer be started when they are needed. Those that are left
//! may not carry what the others carried.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Group:
//!     Type: AWS::AutoScaling::AutoScalingGroup
//!     Properties: { MinSize: 4, MaxSize: 8, LaunchConfigurationName: lc, VPCZoneIdentifier: [subnet-1, subnet-2] }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Group:
//!     Type: AWS::AutoScaling::AutoScalingGroup
//!     Properties: { MinSize: 2, MaxSize: 8, LaunchConfigurationName: lc, VPCZoneIdentifier: [subnet-1, subnet-2] }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Group:
//!     Type: AWS::AutoScaling::AutoScalingGroup
//!     Properties: { MinSize: 4, MaxSize: 10, LaunchConfigurationName: lc, VPCZoneIdentifier: [subnet-1, subnet-2] }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Group:
//!     Type: AWS::AutoScaling::AutoScalingGroup
//!     Properties: { MinSize: 2, MaxSize: '10', LaunchConfigurationName: lc, VPCZoneIdentifier: [subnet-1, subnet-2] }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Group:
//!     Type: AWS::AutoScaling::AutoScalingGroup
//!     Properties: { MinSize: 2, MaxSize: '4', LaunchConfigurationName: lc, VPCZoneIdentifier: [subnet-1, subnet-2] }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Pool: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { Size: 6 } } }
//! # file: child.yaml
//! Parameters:
//!   Size: { Type: Number }
//! Resources:
//!   Nodes:
//!     Type: AWS::EKS::Nodegroup
//!     Properties: { ClusterName: main, NodeRole: 'arn:aws:iam::111122223333:role/node', Subnets: [subnet-1], ScalingConfig: { DesiredSize: !Ref Size, MinSize: 2, MaxSize: 8 } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Pool: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { Size: 3 } } }
//! # file: child.yaml
//! Parameters:
//!   Size: { Type: Number }
//! Resources:
//!   Nodes:
//!     Type: AWS::EKS::Nodegroup
//!     Properties: { ClusterName: main, NodeRole: 'arn:aws:iam::111122223333:role/node', Subnets: [subnet-1], ScalingConfig: { DesiredSize: !Ref Size, MinSize: 2, MaxSize: 8 } }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Tasks:
//!     Type: AWS::ApplicationAutoScaling::ScalableTarget
//!     Properties: { MinCapacity: 4, MaxCapacity: 20, ResourceId: service/main/web, ScalableDimension: 'ecs:service:DesiredCount', ServiceNamespace: ecs }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Tasks:
//!     Type: AWS::ApplicationAutoScaling::ScalableTarget
//!     Properties: { MinCapacity: 1, MaxCapacity: 20, ResourceId: service/main/web, ScalableDimension: 'ecs:service:DesiredCount', ServiceNamespace: ecs }
//! ```
//! ## Sources
//! AWS CloudFormation template reference of each property; Amazon EC2 Auto Scaling user guide, "Set scaling
//! limits".

use super::{Class, Risk};
use crate::diff::comparison::Comparison;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "pool-smaller",
        severity: Severity::Warning,
        page: include_str!("pool_smaller.rs"),
    },
    class: Class::Availability,
    judge,
};

/// The numbers of a pool, each with what it is.
const NUMBERS: [(&str, &[&str], &str); 8] = [
    (
        "AWS::ApplicationAutoScaling::ScalableTarget",
        &["MaxCapacity"],
        "at most",
    ),
    (
        "AWS::ApplicationAutoScaling::ScalableTarget",
        &["MinCapacity"],
        "at least",
    ),
    (
        "AWS::AutoScaling::AutoScalingGroup",
        &["DesiredCapacity"],
        "at first",
    ),
    (
        "AWS::AutoScaling::AutoScalingGroup",
        &["MaxSize"],
        "at most",
    ),
    (
        "AWS::AutoScaling::AutoScalingGroup",
        &["MinSize"],
        "at least",
    ),
    (
        "AWS::EKS::Nodegroup",
        &["ScalingConfig", "DesiredSize"],
        "at first",
    ),
    (
        "AWS::EKS::Nodegroup",
        &["ScalingConfig", "MaxSize"],
        "at most",
    ),
    (
        "AWS::EKS::Nodegroup",
        &["ScalingConfig", "MinSize"],
        "at least",
    ),
];

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for pair in comparison.changed() {
        for (of, path, word) in NUMBERS {
            if !pair.is(of) {
                continue;
            }
            if let Some((old, new)) = pair.falls(path, None) {
                let what = format!(
                    "`{}` has {word} {new} instead of {old}",
                    pair.change.address
                );
                findings.push(comparison.after(&RISK.rule, pair.new, path, what));
            }
        }
    }
    findings
}
