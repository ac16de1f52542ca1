//! Alarms on NAT gateways, and on the endpoints that stand in for them.
//!
//! Sources: Amazon VPC user guide, "NAT gateway metrics and dimensions"; AWS PrivateLink guide,
//! "CloudWatch metrics for AWS PrivateLink".

use super::Watched;
use super::alarm::{Alarms, For, Hurts, Reading, Silence};
use crate::bindings::cloud_watch::alarm::Statistic;
use crate::cfn::IntoExpr;

pub(super) fn alarms(watched: &Watched<'_>, alarms: &mut Alarms<'_>) {
    for (letter, gateway) in &watched.network.nat_gateways {
        let reading = |metric: &'static str| Reading {
            namespace: "AWS/NATGateway",
            metric,
            dimensions: vec![("NatGatewayId", gateway.id().into_expr())],
            statistic: Statistic::Sum,
            period: 300,
        };
        alarms.on_metric(
            &format!("NatGatewayPorts{letter}"),
            &format!("The NAT gateway of zone {letter} has no port left for new connections."),
            reading("ErrorPortAllocation"),
            Hurts::from(1),
            For {
                datapoints: 1,
                periods: 1,
            },
            Silence::IsFine,
        );
        alarms.on_metric(
            &format!("NatGatewayDrops{letter}"),
            &format!("The NAT gateway of zone {letter} drops packets."),
            reading("PacketsDropCount"),
            Hurts::from(100),
            For {
                datapoints: 3,
                periods: 3,
            },
            Silence::IsFine,
        );
    }
    let endpoints = watched.endpoints.map(|all| &all.endpoints);
    for one in endpoints.into_iter().flatten() {
        let service = one.service.name();
        alarms.on_metric(
            &format!("{}Drops", one.service.logical_id()),
            &format!("The endpoint of {service} drops packets."),
            Reading {
                namespace: "AWS/PrivateLinkEndpoints",
                metric: "PacketsDropped",
                dimensions: vec![
                    ("Endpoint Type", "Interface".into_expr()),
                    ("Service Name", one.service_name.clone()),
                    ("VPC Endpoint Id", one.endpoint.id().into_expr()),
                    ("VPC Id", (&watched.network.vpc).into_expr()),
                ],
                statistic: Statistic::Sum,
                period: 300,
            },
            Hurts::from(100),
            For {
                datapoints: 3,
                periods: 3,
            },
            Silence::IsFine,
        );
    }
}
