//! # hosts-unordered
//!
//! ## What it finds
//! A service of ECS that runs on hosts, and does not wait for the group of hosts of its cluster. A group belongs
//! to the cluster that its launch template names. Not judged: services with capacity providers, which bring
//! hosts by themselves, those that begin without a task, and those that run one task on each host.
//!
//! ## Why it matters
//! Until a host joins, no task starts, and CloudFormation waits for the service. When the stack is deleted, the
//! hosts may go while tasks still run on them.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Cluster: { Type: AWS::ECS::Cluster }
//!   Template:
//!     Type: AWS::EC2::LaunchTemplate
//!     Properties:
//!       LaunchTemplateData:
//!         UserData:
//!           Fn::Base64: !Sub "#!/bin/sh\necho ECS_CLUSTER=${Cluster} >> /etc/ecs/ecs.config"
//!   Hosts:
//!     Type: AWS::AutoScaling::AutoScalingGroup
//!     Properties:
//!       MinSize: "1"
//!       MaxSize: "1"
//!       VPCZoneIdentifier: [subnet-0123456789abcdef0]
//!       LaunchTemplate: { LaunchTemplateId: !Ref Template, Version: !GetAtt Template.LatestVersionNumber }
//!   Service:
//!     Type: AWS::ECS::Service
//!     Properties: { Cluster: !Ref Cluster, LaunchType: EC2, TaskDefinition: "news:1", DesiredCount: 1 }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Cluster: { Type: AWS::ECS::Cluster }
//!   Template:
//!     Type: AWS::EC2::LaunchTemplate
//!     Properties:
//!       LaunchTemplateData:
//!         UserData:
//!           Fn::Base64: !Sub "#!/bin/sh\necho ECS_CLUSTER=${Cluster} >> /etc/ecs/ecs.config"
//!   Hosts:
//!     Type: AWS::AutoScaling::AutoScalingGroup
//!     Properties:
//!       MinSize: "1"
//!       MaxSize: "1"
//!       VPCZoneIdentifier: [subnet-0123456789abcdef0]
//!       LaunchTemplate: { LaunchTemplateId: !Ref Template, Version: !GetAtt Template.LatestVersionNumber }
//!   Service:
//!     Type: AWS::ECS::Service
//!     DependsOn: Hosts
//!     Properties: { Cluster: !Ref Cluster, LaunchType: EC2, TaskDefinition: "news:1", DesiredCount: 1 }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "AWS::ECS::Service" and its examples.

use super::sides::{Side, Thing, report, sides, thing};
use crate::check::cases::{Case, resources_in};
use crate::check::{Check, Context};
use crate::resolve::{Resource, uses};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "hosts-unordered",
        severity: Severity::Info,
        page: include_str!("hosts_unordered.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    let mut services = sides(context, &["AWS::ECS::Service"], &[&["Cluster"]]);
    services.retain(|side| needs_hosts(context, &side.resource));
    if services.is_empty() {
        return;
    }
    let providers = sides(
        context,
        &["AWS::ECS::ClusterCapacityProviderAssociations"],
        &[&["Cluster"]],
    );
    let groups = groups(context);
    for service in services {
        let Some(cluster) = thing(&service.case) else {
            continue;
        };
        // What an association says of the cluster holds for services that say nothing.
        if providers
            .iter()
            .any(|side| thing(&side.case).as_ref() == Some(&cluster))
        {
            continue;
        }
        let own = groups.iter().filter(|(_, named)| named.contains(&cluster));
        let own: Vec<&Side<'_>> = own
            .map(|(group, _)| group)
            .filter(|group| {
                let both = context.together(&service.case.guard, &group.case.guard);
                both.is_some()
            })
            .collect();
        let order = context.order();
        let follows = |side: &&Side<'_>| order.follows(&service.resource, &side.resource);
        // One group is enough for tasks to start.
        if own.iter().any(follows) {
            continue;
        }
        let Some(first) = own.first().map(|group| &group.resource) else {
            continue;
        };
        let message = format!(
            "`{}` needs hosts of its cluster, and does not wait for `{}`, which brings them",
            service.resource.logical_id, first.logical_id
        );
        report(context, &CHECK.rule, &service, first, &message);
    }
}

/// Whether tasks of a service have to find hosts that are there.
fn needs_hosts(context: &Context<'_>, service: &Resource<'_>) -> bool {
    let all = |path: &[&str], holds: fn(&Case) -> bool| {
        let cases = context.cases(service, path);
        !cases.is_empty() && cases.iter().all(holds)
    };
    all(&["LaunchType"], |case| {
        case.is_absent() || case.text() == Some("EC2")
    }) && all(&["CapacityProviderStrategy"], Case::is_absent)
        && all(&["DesiredCount"], |case| case.text() != Some("0"))
        && all(&["SchedulingStrategy"], |case| {
            case.is_absent() || case.text() == Some("REPLICA")
        })
}

/// Groups of hosts with all that their launch templates name, clusters among it.
fn groups<'c>(context: &Context<'c>) -> Vec<(Side<'c>, Vec<Thing>)> {
    let launched = sides(
        context,
        &["AWS::AutoScaling::AutoScalingGroup"],
        &[
            &["LaunchConfigurationName"],
            &["LaunchTemplate", "LaunchTemplateId"],
            &[
                "MixedInstancesPolicy",
                "LaunchTemplate",
                "LaunchTemplateSpecification",
                "LaunchTemplateId",
            ],
        ],
    );
    let mut found = Vec::new();
    for group in launched {
        let named = group.case.resource();
        let template = named.and_then(|(stack, name)| context.resolved.resource(stack, name));
        let Some(template) = template else { continue };
        let mut things = Vec::new();
        for used in template.properties().map(uses).into_iter().flatten() {
            let values = context.resolved.evaluate(template.stack, used.node);
            let named = values.iter().flat_map(|(_, value)| resources_in(value));
            things.extend(named.map(|(stack, name)| Thing::Resource(stack, name.to_owned())));
        }
        found.push((group, things));
    }
    found
}
