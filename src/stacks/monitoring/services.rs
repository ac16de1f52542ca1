//! Alarms on each service: targets in every zone, errors, slowness, tasks that report.
//!
//! Sources: Elastic Load Balancing user guide, "CloudWatch metrics for your Application Load
//! Balancer"; Amazon ECS developer guide, "Service utilization metrics": the count of samples of a
//! service's CPU utilization in a minute is the count of its tasks that report.

use super::super::parameters::Parameters;
use super::super::services::{RunningService, RunningUnit};
use super::Watched;
use super::alarm::{Alarms, For, Hurts, Reading, Silence};
use crate::architecture::{Architecture, LoadBalancerRole};
use crate::bindings::cloud_watch::alarm::Statistic;
use crate::cfn::{Double, Expr, IntoExpr, Text};

/// Errors of five minutes that people notice.
const ERRORS: u32 = 20;

pub(super) fn alarms(
    architecture: &Architecture,
    parameters: &Parameters,
    watched: &Watched<'_>,
    alarms: &mut Alarms<'_>,
) {
    let all = All {
        architecture,
        parameters,
        watched,
    };
    for service in watched.services {
        let internal_alone = service
            .target_groups
            .iter()
            .all(|(role, _)| !role.is_public());
        for (role, group) in &service.target_groups {
            let reached = Reached::new(&all, service, *role, group);
            // The public load balancers ask the same tasks in the same way.
            if role.is_public() || internal_alone {
                reached.health(&all, alarms);
            }
            reached.answers(alarms);
        }
        for unit in &service.units {
            tasks(&all, service, unit, alarms);
        }
    }
}

/// What every alarm may need.
struct All<'a> {
    architecture: &'a Architecture,
    parameters: &'a Parameters,
    watched: &'a Watched<'a>,
}

/// A service as one load balancer reaches it.
struct Reached<'a> {
    role: LoadBalancerRole,
    /// The service's name, `Ldp`.
    service: &'a str,
    balancer: Expr<Text>,
    target_group: &'a Expr<Text>,
}

impl<'a> Reached<'a> {
    fn new(
        all: &All<'a>,
        service: &'a RunningService,
        role: LoadBalancerRole,
        target_group: &'a Expr<Text>,
    ) -> Self {
        let balancers = &all.watched.load_balancers.balancers;
        let balancer = &balancers.of(role).load_balancer;
        Self {
            role,
            service: &service.name,
            balancer: balancer.load_balancer_full_name().into_expr(),
            target_group,
        }
    }

    fn name(&self, alarm: &str) -> String {
        format!("{}{}", self.service, self.role.named(alarm))
    }

    /// Where the tasks are meant, if they are not all of the service's.
    fn place(&self) -> String {
        let zone = self.role.zone();
        zone.map_or_else(String::new, |letter| format!(" in zone {letter}"))
    }

    fn reading(&self, metric: &'static str, statistic: Statistic, period: u32) -> Reading {
        Reading {
            namespace: "AWS/ApplicationELB",
            metric,
            dimensions: vec![
                ("LoadBalancer", self.balancer.clone()),
                ("TargetGroup", self.target_group.clone()),
            ],
            statistic,
            period,
        }
    }

    /// Whether the tasks of each zone live.
    fn health(&self, all: &All<'_>, alarms: &mut Alarms<'_>) {
        for zone in all.architecture.zones().iter() {
            let letter = zone.letter();
            if self.role.zone().is_some_and(|own| own != letter) {
                continue;
            }
            let mut reading = self.reading("UnHealthyHostCount", Statistic::Maximum, 60);
            let zone_name: Expr<Text> = all.parameters.zones.of(letter).into_expr();
            reading
                .dimensions
                .insert(0, ("AvailabilityZone", zone_name));
            let service = self.service;
            alarms.on_metric(
                &format!("{service}UnhealthyTargets{letter}"),
                &format!(
                    "A task of {service} in zone {letter} fails its health check and is out of service."
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
        if let Some(letter) = self.role.zone() {
            let service = self.service;
            alarms.on_metric_if(
                &all.parameters.services_on,
                &self.name("NoTargets"),
                &format!(
                    "No task of {service} in zone {letter} is healthy: the zone's load balancer gets \
                     no requests, for this service or any other."
                ),
                (
                    self.reading("HealthyHostCount", Statistic::Maximum, 60),
                    Hurts::below(1),
                ),
                For {
                    datapoints: 3,
                    periods: 5,
                },
                // A target group without targets reports nothing.
                Silence::IsBad,
            );
        }
    }

    /// What requests come back with.
    fn answers(&self, alarms: &mut Alarms<'_>) {
        let (service, place) = (self.service, self.place());
        let asked = match self.role {
            LoadBalancerRole::Single | LoadBalancerRole::OfZone(_) => "",
            LoadBalancerRole::Internal => " to requests from inside",
        };
        alarms.on_metric(
            &self.name("Errors"),
            &format!("Tasks of {service}{place} answer{asked} with 5xx."),
            self.reading("HTTPCode_Target_5XX_Count", Statistic::Sum, 300),
            Hurts::from(ERRORS),
            For {
                datapoints: 2,
                periods: 3,
            },
            Silence::IsFine,
        );
        alarms.on_metric(
            &self.name("ResponseTime"),
            &format!(
                "{service}{place} takes longer than two seconds to answer{asked}, on average."
            ),
            self.reading("TargetResponseTime", Statistic::Average, 300),
            Hurts::above(2),
            For {
                datapoints: 3,
                periods: 3,
            },
            Silence::IsFine,
        );
    }
}

/// Whether as many tasks report as there should be.
fn tasks(all: &All<'_>, service: &RunningService, unit: &RunningUnit, alarms: &mut Alarms<'_>) {
    let name = &service.name;
    let reporting = Reading {
        namespace: "AWS/ECS",
        metric: "CPUUtilization",
        dimensions: vec![
            ("ClusterName", (&all.watched.cluster.name).into_expr()),
            ("ServiceName", unit.service_name.clone()),
        ],
        statistic: Statistic::SampleCount,
        period: 60,
    };
    let (suffix, place) = match unit.zone {
        Some(letter) => (letter.to_string(), format!(" in zone {letter}")),
        None => (String::new(), String::new()),
    };
    let least: Expr<Double> = service.minimum.clone().into_expr();
    alarms.on_metric_if(
        &all.parameters.services_on,
        &format!("{name}TasksReporting{suffix}"),
        &format!(
            "For 15 minutes fewer tasks of {name}{place} than its minimum report: tasks are missing, \
             or the agent of a host died and ECS does not replace what runs there."
        ),
        (reporting, Hurts::Below(least)),
        For {
            datapoints: 15,
            periods: 15,
        },
        Silence::IsBad,
    );
}
