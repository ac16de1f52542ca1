//! # alarm-removed
//!
//! ## What it finds
//! An alarm that is removed while what it watches stays, or that no longer does anything. Not judged: one of
//! several alarms that look at the same number of the same resources, and thresholds, which follow what a
//! deployment can carry.
//!
//! ## Why it matters
//! The failure that it was made for comes unnoticed.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Queue: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: 60 } }
//!   Alarm:
//!     Type: AWS::CloudWatch::Alarm
//!     Properties:
//!       Namespace: AWS/SQS
//!       MetricName: ApproximateAgeOfOldestMessage
//!       Dimensions: [{ Name: QueueName, Value: !GetAtt Queue.QueueName }]
//!       Statistic: Maximum
//!       Period: 60
//!       EvaluationPeriods: 3
//!       Threshold: 600
//!       ComparisonOperator: GreaterThanThreshold
//!       AlarmActions: ['arn:aws:sns:eu-central-1:111122223333:pager']
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Queue: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: 60 } }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Queue: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: 60 } }
//!   Alarm:
//!     Type: AWS::CloudWatch::Alarm
//!     Properties:
//!       Namespace: AWS/SQS
//!       MetricName: ApproximateAgeOfOldestMessage
//!       Dimensions: [{ Name: QueueName, Value: !GetAtt Queue.QueueName }]
//!       Statistic: Maximum
//!       Period: 30
//!       EvaluationPeriods: 3
//!       Threshold: 600
//!       ComparisonOperator: GreaterThanThreshold
//!       AlarmActions: ['arn:aws:sns:eu-central-1:111122223333:pager']
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Watch: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Queue: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: 60 } }
//!   Alarm:
//!     Type: AWS::CloudWatch::Alarm
//!     Properties:
//!       Namespace: AWS/SQS
//!       MetricName: ApproximateAgeOfOldestMessage
//!       Dimensions: [{ Name: QueueName, Value: !GetAtt Queue.QueueName }]
//!       Statistic: Maximum
//!       Period: 60
//!       EvaluationPeriods: 3
//!       Threshold: 600
//!       ComparisonOperator: GreaterThanThreshold
//!       AlarmActions: ['arn:aws:sns:eu-central-1:111122223333:pager']
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Watch: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Queue: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: 60 } }
//!   Alarm:
//!     Type: AWS::CloudWatch::Alarm
//!     Properties:
//!       Namespace: AWS/SQS
//!       MetricName: ApproximateAgeOfOldestMessage
//!       Dimensions: [{ Name: QueueName, Value: !GetAtt Queue.QueueName }]
//!       Statistic: Maximum
//!       Period: 60
//!       EvaluationPeriods: 3
//!       Threshold: 600
//!       ComparisonOperator: GreaterThanThreshold
//!       AlarmActions: ['arn:aws:sns:eu-central-1:111122223333:pager']
//!       ActionsEnabled: false
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Queue: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: 60 } }
//!   Alarm:
//!     Type: AWS::CloudWatch::Alarm
//!     Properties:
//!       Namespace: AWS/SQS
//!       MetricName: ApproximateAgeOfOldestMessage
//!       Dimensions: [{ Name: QueueName, Value: !GetAtt Queue.QueueName }]
//!       Statistic: Maximum
//!       Period: 60
//!       EvaluationPeriods: 3
//!       Threshold: 600
//!       ComparisonOperator: GreaterThanThreshold
//!       AlarmActions: ['arn:aws:sns:eu-central-1:111122223333:pager']
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Queue: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: 60 } }
//!   Alarm:
//!     Type: AWS::CloudWatch::Alarm
//!     Properties:
//!       Namespace: AWS/SQS
//!       MetricName: ApproximateAgeOfOldestMessage
//!       Dimensions: [{ Name: QueueName, Value: !GetAtt Queue.QueueName }]
//!       Statistic: Maximum
//!       Period: 60
//!       EvaluationPeriods: 3
//!       Threshold: 600
//!       ComparisonOperator: GreaterThanThreshold
//!       AlarmActions: []
//! ```
//! ## Sources
//! Amazon CloudWatch user guide, "Using Amazon CloudWatch alarms".

use super::{Class, Risk};
use crate::diff::address::Address;
use crate::diff::change::Fate;
use crate::diff::comparison::Comparison;
use crate::diff::state::{ResourceState, State};
use crate::source::{Finding, Rule, Severity};
use std::collections::BTreeSet;

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "alarm-removed",
        severity: Severity::Warning,
        page: include_str!("alarm_removed.rs"),
    },
    class: Class::Availability,
    judge,
};

const ALARMS: [&str; 2] = ["AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"];

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let removed = comparison.gone().filter(|(alarm, change)| {
        let named = ["AlarmRule", "Dimensions", "Metrics"].into_iter();
        let named = named.filter_map(|name| alarm.property(&[name]));
        let mut watched = named.flat_map(|value| value.references());
        matches!(change.fate, Fate::Removed(_))
            && ALARMS.contains(&&*alarm.resource_type)
            && watched.all(|(address, _)| comparison.new.resources.contains_key(address))
            && !is_still_watched(comparison.new, alarm)
    });
    let mut findings: Vec<Finding> = removed
        .map(|(alarm, _)| {
            let what = format!("`{}` is removed, and what it watches stays", alarm.address);
            comparison.before(&RISK.rule, alarm, &[], what)
        })
        .collect();
    for pair in comparison.changed() {
        if !ALARMS.contains(&&*pair.new.resource_type) {
            continue;
        }
        let name = &pair.change.address;
        let actions = ["AlarmActions"];
        let acts = pair.old.property(&actions).and_then(|old| old.items());
        let acted = acts.is_some_and(|items| !items.is_empty());
        let listed = pair.new.property(&actions).and_then(|new| new.items());
        let is_silent = pair.new.lacks(&actions) || listed.is_some_and(<[_]>::is_empty);
        if pair.turns(&["ActionsEnabled"], true, false) {
            let what = format!("`{name}` no longer does anything when it goes off");
            findings.push(comparison.after(&RISK.rule, pair.new, &["ActionsEnabled"], what));
        } else if acted && is_silent {
            let what = format!("`{name}` tells nobody when it goes off");
            findings.push(comparison.after(&RISK.rule, pair.new, &actions, what));
        }
    }
    findings
}

/// Whether another alarm looks at the same number of the same resources, such as one of another zone.
fn is_still_watched(new: &State<'_, '_>, alarm: &ResourceState<'_>) -> bool {
    let watched = |alarm: &ResourceState<'_>| -> BTreeSet<Address> {
        let dimensions = alarm.property(&["Dimensions"]);
        let named = dimensions
            .map(|dimensions| dimensions.references())
            .unwrap_or_default();
        named
            .into_iter()
            .map(|(address, _)| address.clone())
            .collect()
    };
    let of = watched(alarm);
    let mut others = new.of_type(&alarm.resource_type);
    !of.is_empty()
        && others.any(|other| {
            let names = ["MetricName", "Namespace"];
            let mut same = names
                .iter()
                .map(|name| other.property(&[name]) == alarm.property(&[name]));
            same.all(|same| same) && watched(other) == of
        })
}
