//! One way to write an alarm: a metric, when it hurts, for how long, and what silence means.

use crate::assembly::Stack;
use crate::bindings::cloud_watch::Alarm;
use crate::bindings::cloud_watch::alarm::{
    ComparisonOperator, Dimension, Metric, MetricDataQuery, MetricStat, Statistic, TreatMissingData,
};
use crate::bindings::sns::TopicArn;
use crate::cfn::{Condition, Double, Expr, IntoExpr, Resource as _, Text};

/// Where alarms are added, and where they are told.
pub(super) struct Alarms<'a> {
    stack: &'a mut Stack,
    topic: Expr<TopicArn>,
}

/// What no data at all means.
#[derive(Clone, Copy)]
pub(super) enum Silence {
    /// Nothing happened, as with errors that are counted only when they occur.
    IsFine,
    /// Whatever should report is gone.
    IsBad,
}

/// When a metric hurts.
#[derive(Clone)]
pub(super) enum Hurts {
    /// At or above the value.
    From(Expr<Double>),
    /// Above the value.
    Above(Expr<Double>),
    /// Below the value.
    Below(Expr<Double>),
}

/// A metric of CloudWatch, as an alarm reads it.
pub(super) struct Reading {
    pub(super) namespace: &'static str,
    pub(super) metric: &'static str,
    pub(super) dimensions: Vec<(&'static str, Expr<Text>)>,
    pub(super) statistic: Statistic,
    /// Seconds of one period.
    pub(super) period: u32,
}

/// How long it must hurt: `datapoints` of the last `periods`.
#[derive(Clone, Copy)]
pub(super) struct For {
    pub(super) datapoints: u32,
    pub(super) periods: u32,
}

impl Hurts {
    pub(super) fn from(value: impl IntoExpr<Double>) -> Self {
        Self::From(value.into_expr())
    }

    pub(super) fn above(value: impl IntoExpr<Double>) -> Self {
        Self::Above(value.into_expr())
    }

    pub(super) fn below(value: impl IntoExpr<Double>) -> Self {
        Self::Below(value.into_expr())
    }
}

impl<'a> Alarms<'a> {
    pub(super) fn new(stack: &'a mut Stack, topic: Expr<TopicArn>) -> Self {
        Self { stack, topic }
    }

    /// Adds an alarm on one metric.
    pub(super) fn on_metric(
        &mut self,
        name: &str,
        description: &str,
        reading: Reading,
        hurts: Hurts,
        duration: For,
        silence: Silence,
    ) {
        let alarm = on_reading(reading, hurts);
        self.add(name, description, alarm, duration, silence, None);
    }

    /// Adds an alarm on one metric that exists only where a condition holds.
    pub(super) fn on_metric_if(
        &mut self,
        condition: &Condition,
        name: &str,
        description: &str,
        (reading, hurts): (Reading, Hurts),
        duration: For,
        silence: Silence,
    ) {
        let alarm = on_reading(reading, hurts);
        self.add(name, description, alarm, duration, silence, Some(condition));
    }

    /// Adds an alarm on an expression over metrics, named `m1`, `m2` … in it; it hurts from 1.
    pub(super) fn on_expression(
        &mut self,
        name: &str,
        description: &str,
        expression: &str,
        readings: Vec<Reading>,
        duration: For,
        silence: Silence,
    ) {
        let judged = MetricDataQuery::new("judged")
            .expression(expression)
            .return_data(true);
        let queries = readings.into_iter().zip(1..).map(|(reading, number)| {
            let metric = Metric::new()
                .namespace(reading.namespace)
                .metric_name(reading.metric)
                .dimensions(dimensions(reading.dimensions));
            let stat = MetricStat::new(metric, reading.period, statistic_name(&reading.statistic));
            MetricDataQuery::new(format!("m{number}"))
                .metric_stat(stat)
                .return_data(false)
        });
        let metrics: Vec<MetricDataQuery> = std::iter::once(judged).chain(queries).collect();
        let alarm = Alarm::new()
            .metrics(metrics)
            .comparison_operator(ComparisonOperator::GreaterThanOrEqualToThreshold)
            .threshold(1);
        self.add(name, description, alarm, duration, silence, None);
    }

    fn add(
        &mut self,
        name: &str,
        description: &str,
        alarm: Alarm,
        duration: For,
        silence: Silence,
        condition: Option<&Condition>,
    ) {
        let missing = match silence {
            Silence::IsFine => TreatMissingData::NotBreaching,
            Silence::IsBad => TreatMissingData::Breaching,
        };
        let alarm = alarm
            .alarm_description(description)
            .datapoints_to_alarm(duration.datapoints)
            .evaluation_periods(duration.periods)
            .treat_missing_data(missing)
            .alarm_actions([&self.topic])
            .ok_actions([&self.topic]);
        let alarm = match condition {
            Some(condition) => alarm.condition(condition),
            None => alarm,
        };
        self.stack.add(name, alarm);
    }
}

fn on_reading(reading: Reading, hurts: Hurts) -> Alarm {
    let (operator, threshold) = match hurts {
        Hurts::From(value) => (ComparisonOperator::GreaterThanOrEqualToThreshold, value),
        Hurts::Above(value) => (ComparisonOperator::GreaterThanThreshold, value),
        Hurts::Below(value) => (ComparisonOperator::LessThanThreshold, value),
    };
    Alarm::new()
        .namespace(reading.namespace)
        .metric_name(reading.metric)
        .dimensions(dimensions(reading.dimensions))
        .statistic(reading.statistic)
        .period(reading.period)
        .comparison_operator(operator)
        .threshold(threshold)
}

fn dimensions(pairs: Vec<(&'static str, Expr<Text>)>) -> Vec<Dimension> {
    pairs
        .into_iter()
        .map(|(name, value)| Dimension::new(name, value))
        .collect()
}

/// The statistic as metric queries write it, which is a text there.
fn statistic_name(statistic: &Statistic) -> &'static str {
    match statistic {
        Statistic::Average => "Average",
        Statistic::Maximum => "Maximum",
        Statistic::Minimum => "Minimum",
        Statistic::SampleCount => "SampleCount",
        Statistic::Sum | Statistic::Other(_) => "Sum",
    }
}
