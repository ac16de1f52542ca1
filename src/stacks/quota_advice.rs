//! Which choice makes a deployment larger than CloudFormation takes, and what makes it smaller.
//!
//! Not here: the quotas, and how they are counted (`assembly`).

use crate::architecture::{Architecture, LoadBalancerMode};
use crate::source::Finding;

/// The findings with what to do about each that is about size.
pub(super) fn explained(architecture: &Architecture, findings: Vec<Finding>) -> Vec<Finding> {
    let explain = |finding: Finding| {
        if finding.rule.id == "wiring-quota" {
            finding.help(advice(architecture))
        } else {
            finding
        }
    };
    findings.into_iter().map(explain).collect()
}

/// Nothing else grows without an end: services do, and with a load balancer in each zone every public
/// one is there once for each zone.
fn advice(architecture: &Architecture) -> String {
    let services = architecture.services().len();
    let public = architecture.exposed().count();
    let zones = architecture.zones().len();
    let apart = "have fewer services, or deploy some of them as a deployment of another `name`";
    match architecture.load_balancers().mode {
        LoadBalancerMode::Single => format!("{services} services make it that large: {apart}"),
        LoadBalancerMode::PerZone | LoadBalancerMode::Fronted => format!(
            "{services} services make it that large, {public} of them public ones that are there once for \
             each of {zones} zones: write `load_balancers: {{ mode: single }}`, have fewer zones, or {apart}"
        ),
    }
}
