//! Alarms on jobs: runs that could not be started, or that ended badly.
//!
//! Source: Amazon SQS developer guide, "Available CloudWatch metrics for Amazon SQS".

use super::Watched;
use super::alarm::{Alarms, For, Hurts, Reading, Silence};
use crate::bindings::cloud_watch::alarm::Statistic;

pub(super) fn alarms(watched: &Watched<'_>, alarms: &mut Alarms<'_>) {
    for job in watched.jobs {
        let name = &job.name;
        alarms.on_metric(
            &format!("{name}FailedRuns"),
            &format!(
                "A run of {name} was not started or ended badly: the queue of its failed runs says \
                 which and why. The alarm ends when the queue is empty."
            ),
            Reading {
                namespace: "AWS/SQS",
                metric: "ApproximateNumberOfMessagesVisible",
                dimensions: vec![("QueueName", job.failed_runs.clone())],
                statistic: Statistic::Maximum,
                period: 300,
            },
            Hurts::from(1),
            For {
                datapoints: 1,
                periods: 1,
            },
            Silence::IsFine,
        );
    }
}
