//! # update-below-capacity
//!
//! ## What it finds
//! An update of a pool or a service that takes away so many instances or tasks at a time that none, or less
//! than half, is sure to stay in service; or that goes on to the next batch of instances without waiting for
//! the last one. A pool is judged where this update replaces its instances by its update policy, a service
//! where it gets other tasks.
//!
//! ## Why it matters
//! While the update runs there is an outage, or what is left is overloaded. Where nothing waits, a broken
//! image replaces the whole pool within minutes.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Group:
//!     Type: AWS::AutoScaling::AutoScalingGroup
//!     UpdatePolicy: { AutoScalingRollingUpdate: { MinInstancesInService: 0, MaxBatchSize: 3, WaitOnResourceSignals: true, PauseTime: PT10M } }
//!     Properties: { MinSize: 3, MaxSize: 6, LaunchConfigurationName: one, VPCZoneIdentifier: [subnet-1, subnet-2] }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Group:
//!     Type: AWS::AutoScaling::AutoScalingGroup
//!     UpdatePolicy: { AutoScalingRollingUpdate: { MinInstancesInService: 0, MaxBatchSize: 3, WaitOnResourceSignals: true, PauseTime: PT10M } }
//!     Properties: { MinSize: 3, MaxSize: 6, LaunchConfigurationName: two, VPCZoneIdentifier: [subnet-1, subnet-2] }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Group:
//!     Type: AWS::AutoScaling::AutoScalingGroup
//!     UpdatePolicy: { AutoScalingRollingUpdate: { MinInstancesInService: 2, MaxBatchSize: 1, WaitOnResourceSignals: true, PauseTime: PT10M } }
//!     Properties: { MinSize: 3, MaxSize: 6, LaunchConfigurationName: two, VPCZoneIdentifier: [subnet-1, subnet-2] }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Group:
//!     Type: AWS::AutoScaling::AutoScalingGroup
//!     UpdatePolicy: { AutoScalingRollingUpdate: { MinInstancesInService: 2, MaxBatchSize: 1 } }
//!     Properties: { MinSize: 3, MaxSize: 6, LaunchConfigurationName: one, VPCZoneIdentifier: [subnet-1, subnet-2] }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Group:
//!     Type: AWS::AutoScaling::AutoScalingGroup
//!     UpdatePolicy: { AutoScalingRollingUpdate: { MinInstancesInService: 2, MaxBatchSize: 1 } }
//!     Properties: { MinSize: 3, MaxSize: 6, LaunchConfigurationName: two, VPCZoneIdentifier: [subnet-1, subnet-2] }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Web: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { Image: 'web:1' } } }
//! # file: child.yaml
//! Parameters:
//!   Image: { Type: String }
//! Resources:
//!   Task: { Type: AWS::ECS::TaskDefinition, Properties: { ContainerDefinitions: [{ Name: web, Image: !Ref Image }] } }
//!   Service:
//!     Type: AWS::ECS::Service
//!     Properties: { TaskDefinition: !Ref Task, DesiredCount: 2, DeploymentConfiguration: { MinimumHealthyPercent: 0 } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Web: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { Image: 'web:2' } } }
//! # file: child.yaml
//! Parameters:
//!   Image: { Type: String }
//! Resources:
//!   Task: { Type: AWS::ECS::TaskDefinition, Properties: { ContainerDefinitions: [{ Name: web, Image: !Ref Image }] } }
//!   Service:
//!     Type: AWS::ECS::Service
//!     Properties: { TaskDefinition: !Ref Task, DesiredCount: 2, DeploymentConfiguration: { MinimumHealthyPercent: 0 } }
//! ```
//! ## Instead
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Web: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { Image: 'web:2' } } }
//! # file: child.yaml
//! Parameters:
//!   Image: { Type: String }
//! Resources:
//!   Task: { Type: AWS::ECS::TaskDefinition, Properties: { ContainerDefinitions: [{ Name: web, Image: !Ref Image }] } }
//!   Service:
//!     Type: AWS::ECS::Service
//!     Properties: { TaskDefinition: !Ref Task, DesiredCount: 2, DeploymentConfiguration: { MinimumHealthyPercent: 50 } }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "UpdatePolicy attribute"; Amazon ECS developer guide, "Rolling
//! update".

use super::{Class, Risk};
use crate::diff::change::Effect;
use crate::diff::comparison::Comparison;
use crate::diff::comparison::Pair;
use crate::diff::expression::Expression;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "update-below-capacity",
        severity: Severity::Warning,
        page: include_str!("update_below_capacity.rs"),
    },
    class: Class::Availability,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let findings = comparison.changed().filter_map(|pair| {
        let (path, what): (&[&str], String) = if pair.is("AWS::AutoScaling::AutoScalingGroup") {
            (&["UpdatePolicy"], of_pool(&pair)?)
        } else if pair.is("AWS::ECS::Service") {
            (
                &["DeploymentConfiguration", "MinimumHealthyPercent"],
                of_service(&pair)?,
            )
        } else {
            return None;
        };
        let what = format!("`{}` {what}", pair.change.address);
        Some(comparison.after(&RISK.rule, pair.new, path, what))
    });
    findings.collect()
}

fn of_pool(pair: &Pair<'_, '_>) -> Option<String> {
    let templates = [
        "LaunchTemplate",
        "LaunchConfigurationName",
        "MixedInstancesPolicy",
    ];
    let rolls = templates.iter().any(|name| {
        let change = pair.change_at(&[name]);
        change.is_some_and(|change| change.effect == Effect::Interruption)
    });
    let policy = pair.new.attributes.get("UpdatePolicy").filter(|_| rolls)?;
    let rolling = policy.get(&["AutoScalingRollingUpdate"])?;
    let number = |name: &str, default: f64| match rolling.look(&[name])? {
        Some(value) => value.number(),
        None => Some(default),
    };
    let least = pair.new.number(&["MinSize"], None)?;
    let size = pair.new.number(&["DesiredCapacity"], Some(least))?;
    let kept = number("MinInstancesInService", 0.0)?.max(size - number("MaxBatchSize", 1.0)?);
    let waits = rolling
        .get(&["WaitOnResourceSignals"])
        .map(Expression::truth);
    let pauses = rolling.look(&["PauseTime"])?.is_some();
    if size > 0.0 && kept * 2.0 < size {
        return Some(format!(
            "has {} of {size} instances in service while they are replaced",
            kept.max(0.0)
        ));
    }
    let goes_on = matches!(waits, None | Some(Some(false))) && !pauses && size > 1.0;
    goes_on.then(|| {
        "replaces one instance after the other without waiting for any to be up".to_owned()
    })
}

fn of_service(pair: &Pair<'_, '_>) -> Option<String> {
    let change = pair.change_at(&["TaskDefinition"])?;
    let runs_daemons = !pair.new.lacks(&["SchedulingStrategy"]);
    if change.effect != Effect::Interruption || runs_daemons {
        return None;
    }
    let percent = pair.new.number(
        &["DeploymentConfiguration", "MinimumHealthyPercent"],
        Some(100.0),
    )?;
    let count = pair.new.number(&["DesiredCount"], None);
    // The tasks that may be missing are rounded up to what has to stay.
    let kept = count.map(|count| (count * percent / 100.0).ceil());
    match (count, kept) {
        (Some(count), _) if count < 1.0 => None,
        (Some(count), Some(kept)) if kept * 2.0 < count => Some(format!(
            "has {kept} of {count} tasks in service while they are replaced"
        )),
        (None, _) if percent == 0.0 => {
            Some("may have no task in service while they are replaced".to_owned())
        }
        (_, _) => None,
    }
}
