//! # alarm-datapoints
//!
//! ## What it finds
//! An alarm that wants more data points than it looks at.
//!
//! ## Why it matters
//! CloudWatch refuses it.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Alarm:
//!     Type: AWS::CloudWatch::Alarm
//!     Properties:
//!       Namespace: AWS/SQS
//!       MetricName: ApproximateAgeOfOldestMessage
//!       Statistic: Maximum
//!       ComparisonOperator: GreaterThanThreshold
//!       Threshold: 600
//!       Period: 300
//!       EvaluationPeriods: 3
//!       DatapointsToAlarm: 5
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Alarm:
//!     Type: AWS::CloudWatch::Alarm
//!     Properties:
//!       Namespace: AWS/SQS
//!       MetricName: ApproximateAgeOfOldestMessage
//!       Statistic: Maximum
//!       ComparisonOperator: GreaterThanThreshold
//!       Threshold: 600
//!       Period: 300
//!       EvaluationPeriods: 3
//!       DatapointsToAlarm: 2
//! ```
//! ## Sources
//! Amazon CloudWatch API reference, "PutMetricAlarm", `DatapointsToAlarm`.

use super::numbers::numbers;
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "alarm-datapoints",
        severity: Severity::Error,
        page: include_str!("alarm_datapoints.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    let points = (["DatapointsToAlarm"], ["EvaluationPeriods"]);
    for two in numbers(
        context,
        &["AWS::CloudWatch::Alarm"],
        (&points.0, None),
        (&points.1, None),
    ) {
        if two.first <= two.second {
            continue;
        }
        let message = format!("{} data points of {} are wanted", two.first, two.second);
        let finding = context.finding_of(&CHECK.rule, &two.resource, &two.case, message);
        context.report(finding.expected("expected no more data points than periods"));
    }
}
