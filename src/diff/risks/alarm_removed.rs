//! # alarm-removed
//!
//! ## What it finds
//! An alarm that is removed while what it watches stays, that no longer does anything, or whose threshold is
//! farther away.
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
//!       Threshold: 7200
//!       ComparisonOperator: GreaterThanThreshold
//!       AlarmActions: ['arn:aws:sns:eu-central-1:111122223333:pager']
//! ```
//! ## Sources
//! Amazon CloudWatch user guide, "Using Amazon CloudWatch alarms".

use super::{Class, Risk};
use crate::diff::change::Fate;
use crate::diff::comparison::Comparison;
use crate::diff::comparison::Pair;
use crate::source::{Finding, Rule, Severity};

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
        if let Some((old, new)) = farther(&pair) {
            let what = format!("`{name}` goes off at {new} instead of {old}");
            findings.push(comparison.after(&RISK.rule, pair.new, &["Threshold"], what));
        }
    }
    findings
}

/// A threshold that is reached later, of the same metric with the same comparison.
fn farther(pair: &Pair<'_, '_>) -> Option<(f64, f64)> {
    let others = [
        "MetricName",
        "Namespace",
        "ComparisonOperator",
        "Statistic",
        "ExtendedStatistic",
        "Period",
    ];
    if others.iter().any(|name| pair.values(&[name]).is_some()) {
        return None;
    }
    let above = ["GreaterThanThreshold", "GreaterThanOrEqualToThreshold"];
    let below = ["LessThanThreshold", "LessThanOrEqualToThreshold"];
    if pair.new.says(&["ComparisonOperator"], &above) {
        pair.rises(&["Threshold"], None)
    } else if pair.new.says(&["ComparisonOperator"], &below) {
        pair.falls(&["Threshold"], None)
    } else {
        None
    }
}
