//! # prerequisite-unordered
//!
//! ## What it finds
//! A resource that needs what an account has once, made in the same deployment, and does not wait for it: items
//! of Macie before its session, and domains, services, load balancers, groups of hosts and databases beside the
//! service-linked role that their service works with.
//!
//! ## Why it matters
//! Nothing refers to such a thing, so that both are made at once. Before the session Macie takes no items; a
//! service that has no role yet either refuses, or makes the role by itself, and the deployment's own is refused.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Session: { Type: AWS::Macie::Session, Properties: { Status: ENABLED } }
//!   Numbers:
//!     Type: AWS::Macie::CustomDataIdentifier
//!     Properties: { Name: numbers, Regex: "N-[0-9]{8}" }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Session: { Type: AWS::Macie::Session, Properties: { Status: ENABLED } }
//!   Numbers:
//!     Type: AWS::Macie::CustomDataIdentifier
//!     DependsOn: Session
//!     Properties: { Name: numbers, Regex: "N-[0-9]{8}" }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "AWS::Macie::Session" and "AWS::IAM::ServiceLinkedRole"; IAM user guide,
//! "Create a service-linked role".

use super::sides::{Side, report, sides};
use crate::check::cases::Case;
use crate::check::{Check, Context};
use crate::resolve::Resource;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "prerequisite-unordered",
        severity: Severity::Warning,
        page: include_str!("prerequisite_unordered.rs"),
    },
    cfn_lint: &[],
    run,
};

/// Services with a role of their own, and what is made with it.
const SERVICES: [(&str, &[&str]); 6] = [
    (
        "opensearchservice.amazonaws.com",
        &["AWS::OpenSearchService::Domain"],
    ),
    ("es.amazonaws.com", &["AWS::Elasticsearch::Domain"]),
    (
        "ecs.amazonaws.com",
        &["AWS::ECS::Service", "AWS::ECS::CapacityProvider"],
    ),
    (
        "autoscaling.amazonaws.com",
        &["AWS::AutoScaling::AutoScalingGroup"],
    ),
    (
        "elasticloadbalancing.amazonaws.com",
        &[
            "AWS::ElasticLoadBalancing::LoadBalancer",
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
        ],
    ),
    (
        "rds.amazonaws.com",
        &["AWS::RDS::DBCluster", "AWS::RDS::DBInstance"],
    ),
];

/// What Macie takes once it is switched on.
const OF_MACIE: &[&str] = &[
    "AWS::Macie::AllowList",
    "AWS::Macie::CustomDataIdentifier",
    "AWS::Macie::FindingsFilter",
];

fn run(context: &Context<'_>) {
    for session in context.of_types(&["AWS::Macie::Session"]) {
        if let Some(session) = whole(context, session) {
            compare(context, &session, OF_MACIE, "switches Macie on");
        }
    }
    let roles = sides(
        context,
        &["AWS::IAM::ServiceLinkedRole"],
        &[&["AWSServiceName"]],
    );
    for role in roles {
        // A role with a suffix is one more, which its users name.
        let mut suffixes = context.cases(&role.resource, &["CustomSuffix"]).into_iter();
        if !suffixes.all(|case| case.is_absent()) {
            continue;
        }
        for (service, types) in SERVICES {
            if role.case.text() == Some(service) {
                compare(context, &role, types, "makes the role of its service");
            }
        }
    }
}

fn compare(context: &Context<'_>, first: &Side<'_>, types: &'static [&'static str], does: &str) {
    for resource in context.of_types(types) {
        let Some(second) = whole(context, resource) else {
            continue;
        };
        let both = context.together(&second.case.guard, &first.case.guard);
        if both.is_none() {
            continue;
        }
        let message = format!(
            "`{}` does not wait for `{}`, which {does}",
            resource.logical_id, first.resource.logical_id
        );
        report(context, &CHECK.rule, &second, &first.resource, &message);
    }
}

/// A resource as it is, whatever its properties say.
fn whole<'c>(context: &Context<'c>, resource: Resource<'c>) -> Option<Side<'c>> {
    let guard = context.resolved.guard_of(&resource)?;
    let case = context.cases(&resource, &[]).into_iter().next()?;
    let case = Case {
        guard,
        node: resource.key.id,
        ..case
    };
    Some(Side { resource, case })
}
