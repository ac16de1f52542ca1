//! Alarms on each service: targets in every zone, errors, slowness, tasks that report.
//!
//! Sources: Elastic Load Balancing user guide, "CloudWatch metrics for your Application Load
//! Balancer"; Amazon ECS developer guide, "Service utilization metrics": the count of samples of a
//! service's CPU utilization in a minute is the count of its tasks that report.

use super::super::parameters::Parameters;
use super::Watched;
use super::alarm::{Alarms, For, Hurts, Reading, Silence};
use crate::architecture::Architecture;
use crate::bindings::cloud_watch::alarm::Statistic;
use crate::cfn::{Expr, IntoExpr, Text};

/// Errors of five minutes that people notice.
const ERRORS: u32 = 20;

pub(super) fn alarms(
    architecture: &Architecture,
    parameters: &Parameters,
    watched: &Watched<'_>,
    alarms: &mut Alarms<'_>,
) {
    for service in watched.services {
        let name = &service.name;
        if let Some(target_group) = &service.target_group_full_name {
            let balancer: Expr<Text> = watched
                .load_balancers
                .load_balancer
                .load_balancer_full_name()
                .into_expr();
            let exposed = |metric: &'static str, statistic: Statistic, period: u32| Reading {
                namespace: "AWS/ApplicationELB",
                metric,
                dimensions: vec![
                    ("LoadBalancer", balancer.clone()),
                    ("TargetGroup", target_group.clone()),
                ],
                statistic,
                period,
            };
            for zone in architecture.zones().iter() {
                let mut reading = exposed("UnHealthyHostCount", Statistic::Maximum, 60);
                let zone_name: Expr<Text> = parameters.zones.of(zone.letter()).into_expr();
                reading
                    .dimensions
                    .insert(0, ("AvailabilityZone", zone_name));
                alarms.on_metric(
                    &format!("{name}UnhealthyTargets{}", zone.letter()),
                    &format!(
                        "A task of {name} in zone {} fails its health check and is out of service.",
                        zone.letter()
                    ),
                    reading,
                    Hurts::from(1),
                    For {
                        datapoints: 3,
                        periods: 5,
                    },
                    Silence::IsFine,
                );
            }
            alarms.on_metric(
                &format!("{name}Errors"),
                &format!("Tasks of {name} answer with 5xx."),
                exposed("HTTPCode_Target_5XX_Count", Statistic::Sum, 300),
                Hurts::from(ERRORS),
                For {
                    datapoints: 2,
                    periods: 3,
                },
                Silence::IsFine,
            );
            alarms.on_metric(
                &format!("{name}ResponseTime"),
                &format!("{name} takes longer than two seconds to answer, on average."),
                exposed("TargetResponseTime", Statistic::Average, 300),
                Hurts::above(2),
                For {
                    datapoints: 3,
                    periods: 3,
                },
                Silence::IsFine,
            );
        }
        let reporting = Reading {
            namespace: "AWS/ECS",
            metric: "CPUUtilization",
            dimensions: vec![
                ("ClusterName", (&watched.cluster.name).into_expr()),
                ("ServiceName", service.service_name.clone()),
            ],
            statistic: Statistic::SampleCount,
            period: 60,
        };
        let least: Expr<crate::cfn::Double> = service.minimum.clone().into_expr();
        alarms.on_metric_if(
            &parameters.services_on,
            &format!("{name}TasksReporting"),
            &format!(
                "For 15 minutes fewer tasks of {name} than its minimum report: tasks are missing, or \
                 the agent of a host died and ECS does not replace what runs there."
            ),
            (reporting, Hurts::Below(least)),
            For { datapoints: 15, periods: 15 },
            Silence::IsBad,
        );
    }
}
