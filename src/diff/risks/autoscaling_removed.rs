//! # autoscaling-removed
//!
//! ## What it finds
//! The last policy by which a pool or a service gets larger that is removed, while the pool or the service
//! stays.
//!
//! ## Why it matters
//! With more load nothing is added any more: it stays at the number that it has.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Group: { Type: AWS::AutoScaling::AutoScalingGroup, Properties: { MinSize: 2, MaxSize: 8, LaunchConfigurationName: lc, AvailabilityZones: [eu-central-1a] } }
//!   Scaling:
//!     Type: AWS::AutoScaling::ScalingPolicy
//!     Properties:
//!       AutoScalingGroupName: !Ref Group
//!       PolicyType: TargetTrackingScaling
//!       TargetTrackingConfiguration: { TargetValue: 50, PredefinedMetricSpecification: { PredefinedMetricType: ASGAverageCPUUtilization } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Group: { Type: AWS::AutoScaling::AutoScalingGroup, Properties: { MinSize: 2, MaxSize: 8, LaunchConfigurationName: lc, AvailabilityZones: [eu-central-1a] } }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Group: { Type: AWS::AutoScaling::AutoScalingGroup, Properties: { MinSize: 2, MaxSize: 8, LaunchConfigurationName: lc, AvailabilityZones: [eu-central-1a] } }
//!   Scaling:
//!     Type: AWS::AutoScaling::ScalingPolicy
//!     Properties:
//!       AutoScalingGroupName: !Ref Group
//!       PolicyType: TargetTrackingScaling
//!       TargetTrackingConfiguration: { TargetValue: 40, PredefinedMetricSpecification: { PredefinedMetricType: ASGAverageCPUUtilization } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Web: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Service: { Type: AWS::ECS::Service, Properties: { TaskDefinition: web } }
//!   Target: { Type: AWS::ApplicationAutoScaling::ScalableTarget, Properties: { MinCapacity: 1, MaxCapacity: 9, ResourceId: !Sub 'service/main/${Service.Name}', ScalableDimension: 'ecs:service:DesiredCount', ServiceNamespace: ecs } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Web: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Service: { Type: AWS::ECS::Service, Properties: { TaskDefinition: web } }
//! ```
//! ## Sources
//! Amazon EC2 Auto Scaling user guide, "Scale dynamically"; Application Auto Scaling user guide.

use super::{Class, Risk};
use crate::diff::change::Fate;
use crate::diff::comparison::Comparison;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "autoscaling-removed",
        severity: Severity::Warning,
        page: include_str!("autoscaling_removed.rs"),
    },
    class: Class::Availability,
    judge,
};

/// What scales, with the property that says what is scaled.
const SCALERS: [(&str, &str); 4] = [
    ("AWS::ApplicationAutoScaling::ScalableTarget", "ResourceId"),
    (
        "AWS::ApplicationAutoScaling::ScalingPolicy",
        "ScalingTargetId",
    ),
    ("AWS::AutoScaling::ScalingPolicy", "AutoScalingGroupName"),
    ("AWS::AutoScaling::ScheduledAction", "AutoScalingGroupName"),
];

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let removed = comparison
        .gone()
        .filter(|(_, change)| matches!(change.fate, Fate::Removed(_)));
    let findings = removed.filter_map(|(scaler, _)| {
        let (of, property) = SCALERS
            .iter()
            .find(|(of, _)| **of == *scaler.resource_type)?;
        let scaled = scaler.property(&[property])?;
        let references = scaled.references();
        let (target, _) = references.first()?;
        let stays = comparison.new.resources.contains_key(*target);
        let mut others = comparison.new.of_type(of);
        let is_last = others.all(|other| other.property(&[property]) != Some(scaled));
        (stays && is_last).then(|| {
            let what = format!(
                "`{}` is removed: nothing scales `{target}` this way any more",
                scaler.address
            );
            comparison.before(&RISK.rule, scaler, &[], what)
        })
    });
    findings.collect()
}
