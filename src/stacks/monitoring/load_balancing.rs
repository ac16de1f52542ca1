//! Alarms on each load balancer itself and on the certificate of all.
//!
//! Source: Elastic Load Balancing user guide, "CloudWatch metrics for your Application Load
//! Balancer"; AWS Certificate Manager user guide, "Supported CloudWatch metrics".

use super::Watched;
use super::alarm::{Alarms, For, Hurts, Reading, Silence};
use crate::architecture::LoadBalancerRole;
use crate::bindings::cloud_watch::alarm::Statistic;
use crate::bindings::elastic_load_balancing_v2::LoadBalancerHandle;
use crate::cfn::{Expr, IntoExpr, Text};

/// Errors of five minutes that people notice.
const ERRORS: u32 = 20;

/// Days before its end at which a certificate should long have been renewed.
const DAYS_TO_EXPIRY: u32 = 21;

pub(super) fn alarms(watched: &Watched<'_>, alarms: &mut Alarms<'_>) {
    for (role, balancer) in watched.load_balancers.balancers.iter() {
        of_balancer(role, &balancer.load_balancer, alarms);
    }
    let certificate: Expr<Text> = (&watched.load_balancers.certificate).into_expr();
    alarms.on_metric(
        "CertificateExpiry",
        "The certificate of the public names ends soon and was not renewed: look at its validation \
         records.",
        Reading {
            namespace: "AWS/CertificateManager",
            metric: "DaysToExpiry",
            dimensions: vec![("CertificateArn", certificate)],
            statistic: Statistic::Minimum,
            period: 86_400,
        },
        Hurts::below(DAYS_TO_EXPIRY),
        For {
            datapoints: 1,
            periods: 1,
        },
        Silence::IsFine,
    );
}

fn of_balancer(role: LoadBalancerRole, balancer: &LoadBalancerHandle, alarms: &mut Alarms<'_>) {
    let name = role.named("LoadBalancer");
    let by = match role {
        LoadBalancerRole::Single => String::new(),
        LoadBalancerRole::OfZone(_) | LoadBalancerRole::Internal => format!(" of the {role}"),
    };
    let reading = |metric: &'static str| Reading {
        namespace: "AWS/ApplicationELB",
        metric,
        dimensions: vec![(
            "LoadBalancer",
            balancer.load_balancer_full_name().into_expr(),
        )],
        statistic: Statistic::Sum,
        period: 300,
    };
    alarms.on_metric(
        &format!("{name}Errors"),
        &format!(
            "The {role} itself answers with 5xx: no healthy target, or targets that break \
             connections."
        ),
        reading("HTTPCode_ELB_5XX_Count"),
        Hurts::from(ERRORS),
        For {
            datapoints: 2,
            periods: 3,
        },
        Silence::IsFine,
    );
    alarms.on_metric(
        &format!("{name}RejectedConnections"),
        &format!("The {role} refuses connections because it has reached its maximum."),
        reading("RejectedConnectionCount"),
        Hurts::from(1),
        For {
            datapoints: 1,
            periods: 1,
        },
        Silence::IsFine,
    );
    alarms.on_metric(
        &format!("{name}TlsErrors"),
        &format!(
            "TLS sessions{by} with targets fail: a task's key or certificate is gone or unusable."
        ),
        reading("TargetTLSNegotiationErrorCount"),
        Hurts::from(ERRORS),
        For {
            datapoints: 2,
            periods: 3,
        },
        Silence::IsFine,
    );
}
