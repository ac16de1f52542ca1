//! Alarms on the two pools: too few hosts to lose a zone, and no room to grow.
//!
//! Source: Amazon EC2 Auto Scaling user guide, "Amazon CloudWatch metrics for Amazon EC2 Auto
//! Scaling".

use super::Watched;
use super::alarm::{Alarms, For, Hurts, Reading, Silence};
use crate::architecture::{Architecture, StackName};
use crate::bindings::cloud_watch::alarm::Statistic;
use crate::cfn::IntoExpr;

pub(super) fn alarms(architecture: &Architecture, watched: &Watched<'_>, alarms: &mut Alarms<'_>) {
    for (pool_name, pool) in watched.pools.iter() {
        let name = StackName::of_pool(pool_name).logical_id();
        let reading = |metric: &'static str| Reading {
            namespace: "AWS/AutoScaling",
            metric,
            dimensions: vec![("AutoScalingGroupName", (&pool.group_name).into_expr())],
            statistic: Statistic::Minimum,
            period: 60,
        };
        let needed = architecture.pool(pool_name).min_in_service();
        alarms.on_metric(
            &format!("{name}TooFewHosts"),
            &format!(
                "{name} has fewer hosts in service than its services need after the loss of a zone."
            ),
            reading("GroupInServiceInstances"),
            Hurts::below(needed),
            For {
                datapoints: 10,
                periods: 10,
            },
            Silence::IsBad,
        );
        alarms.on_expression(
            &format!("{name}AtMaximum"),
            &format!("{name} has grown to its maximum: what starts next finds no host."),
            "IF(m1 >= m2, 1, 0)",
            vec![reading("GroupDesiredCapacity"), reading("GroupMaxSize")],
            For {
                datapoints: 15,
                periods: 15,
            },
            Silence::IsFine,
        );
    }
}
