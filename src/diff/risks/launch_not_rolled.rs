//! # launch-not-rolled
//!
//! ## What it finds
//! A pool whose instances are launched otherwise than before, and that has no `UpdatePolicy`: instances that
//! run stay as they are.
//!
//! ## Why it matters
//! Only what is launched later is new. A mended image reaches the others when somebody ends them, and a bad
//! one shows days later.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Group: { Type: AWS::AutoScaling::AutoScalingGroup, Properties: { MinSize: 2, MaxSize: 8, LaunchConfigurationName: one, AvailabilityZones: [eu-central-1a] } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Group: { Type: AWS::AutoScaling::AutoScalingGroup, Properties: { MinSize: 2, MaxSize: 8, LaunchConfigurationName: two, AvailabilityZones: [eu-central-1a] } }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Group:
//!     Type: AWS::AutoScaling::AutoScalingGroup
//!     UpdatePolicy: { AutoScalingRollingUpdate: { MinInstancesInService: 2, WaitOnResourceSignals: true, PauseTime: PT10M } }
//!     Properties: { MinSize: 2, MaxSize: 8, LaunchConfigurationName: two, AvailabilityZones: [eu-central-1a] }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Pool: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { Image: ami-0123456789abcdef0 } } }
//! # file: child.yaml
//! Parameters:
//!   Image: { Type: String }
//! Resources:
//!   Template: { Type: AWS::EC2::LaunchTemplate, Properties: { LaunchTemplateData: { ImageId: !Ref Image } } }
//!   Group:
//!     Type: AWS::AutoScaling::AutoScalingGroup
//!     Properties: { MinSize: 2, MaxSize: 8, LaunchTemplate: { LaunchTemplateId: !Ref Template, Version: !GetAtt Template.LatestVersionNumber }, AvailabilityZones: [eu-central-1a] }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Pool: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { Image: ami-0fedcba9876543210 } } }
//! # file: child.yaml
//! Parameters:
//!   Image: { Type: String }
//! Resources:
//!   Template: { Type: AWS::EC2::LaunchTemplate, Properties: { LaunchTemplateData: { ImageId: !Ref Image } } }
//!   Group:
//!     Type: AWS::AutoScaling::AutoScalingGroup
//!     Properties: { MinSize: 2, MaxSize: 8, LaunchTemplate: { LaunchTemplateId: !Ref Template, Version: !GetAtt Template.LatestVersionNumber }, AvailabilityZones: [eu-central-1a] }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "UpdatePolicy attribute"; AWS::AutoScaling::AutoScalingGroup,
//! `LaunchTemplate`.

use super::{Class, Risk};
use crate::diff::comparison::Comparison;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "launch-not-rolled",
        severity: Severity::Info,
        page: include_str!("launch_not_rolled.rs"),
    },
    class: Class::Notice,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let templates = [
        "LaunchTemplate",
        "LaunchConfigurationName",
        "MixedInstancesPolicy",
    ];
    let findings = comparison.changed().filter_map(|pair| {
        let is_pool = pair.is("AWS::AutoScaling::AutoScalingGroup");
        let policy = pair.new.attributes.get("UpdatePolicy");
        let rolls = policy.is_some_and(|policy| {
            let kinds = ["AutoScalingRollingUpdate", "AutoScalingReplacingUpdate"];
            kinds.iter().any(|kind| policy.look(&[kind]) != Some(None))
        });
        let change = templates.iter().find_map(|name| pair.change_at(&[name]));
        let change = change.filter(|_| is_pool && !rolls)?;
        let what = format!(
            "instances of `{}` that run stay as they are, {}",
            pair.change.address,
            change.reason()
        );
        let path: Vec<&str> = change.path.names().collect();
        let found = comparison.after(&RISK.rule, pair.new, &path, what);
        Some(found.help("set `UpdatePolicy` with `AutoScalingRollingUpdate`"))
    });
    findings.collect()
}
