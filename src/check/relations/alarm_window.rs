//! # alarm-window
//!
//! ## What it finds
//! An alarm that looks back over more than a day, or with periods of an hour or more over more than seven
//! days.
//!
//! ## Why it matters
//! CloudWatch refuses it: "Metrics cannot be checked across more than a day".
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
//!       EvaluationPeriods: 300
//!       DatapointsToAlarm: 1
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
//!       DatapointsToAlarm: 1
//! ```
//! ## Sources
//! Amazon CloudWatch API reference, "PutMetricAlarm", `EvaluationPeriods` and `Period`.

use super::numbers::numbers;
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "alarm-window",
        severity: Severity::Error,
        page: include_str!("alarm_window.rs"),
    },
    cfn_lint: &[],
    run,
};

const HOUR: f64 = 3_600.0;
const DAY: f64 = 86_400.0;

fn run(context: &Context<'_>) {
    let periods = (["Period"], ["EvaluationPeriods"]);
    for two in numbers(
        context,
        &["AWS::CloudWatch::Alarm"],
        (&periods.0, None),
        (&periods.1, None),
    ) {
        let most = if two.first < HOUR { DAY } else { 7.0 * DAY };
        if two.first * two.second <= most {
            continue;
        }
        let message = format!(
            "{} periods of {} s are more than {most} s",
            two.second, two.first
        );
        let finding = context.finding_of(&CHECK.rule, &two.resource, &two.case, message);
        let most = (most / two.first).floor();
        context.report(finding.expected(format!("expected at most {most} periods")));
    }
}
