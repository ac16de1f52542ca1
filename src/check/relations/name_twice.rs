//! # name-twice
//!
//! ## What it finds
//! Two resources of one type with one name, or with the same of whatever identifies that type, also in
//! different stacks of the deployment.
//!
//! ## Why it matters
//! The second is refused, since the name is taken.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   One: { Type: AWS::SNS::Topic, Properties: { TopicName: news } }
//!   First: { Type: AWS::ECS::Cluster, Properties: { ClusterName: news } }
//!   Second: { Type: AWS::ECS::Cluster, Properties: { ClusterName: news } }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   One: { Type: AWS::SNS::Topic, Properties: { TopicName: news } }
//!   First: { Type: AWS::ECS::Cluster, Properties: { ClusterName: news } }
//!   Second: { Type: AWS::ECS::Cluster, Properties: { ClusterName: reports } }
//! ```
//! ## Sources
//! AWS's published schemas of resource types, as vendored in `schemas/facts`: `primaryIdentifier`; Elastic
//! Load Balancing API reference.

use std::collections::BTreeMap;

use super::twice::{report_said, said};
use crate::check::{Check, Context};
use crate::resolve::Resource;
use crate::schema;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "name-twice",
        severity: Severity::Error,
        page: include_str!("name_twice.rs"),
    },
    cfn_lint: &["E3019"],
    run,
};

/// Types whose names have to differ although others identify them.
const NAMED: [(&str, &[&[&str]]); 3] = [
    ("AWS::ElasticLoadBalancingV2::LoadBalancer", &[&["Name"]]),
    ("AWS::ElasticLoadBalancingV2::TargetGroup", &[&["Name"]]),
    ("AWS::EC2::SecurityGroup", &[&["GroupName"], &["VpcId"]]),
];

fn run(context: &Context<'_>) {
    let mut by_type: BTreeMap<&str, Vec<Resource<'_>>> = BTreeMap::new();
    for resource in context.resolved.all_resources() {
        if !context.resolved.is_transformed(resource.stack) {
            let of_type = by_type.entry(resource.resource_type()).or_default();
            of_type.push(resource);
        }
    }
    for (resource_type, resources) in by_type.into_iter().filter(|(_, all)| all.len() > 1) {
        let Some(facts) = schema::resource_type(resource_type) else {
            continue;
        };
        let own: Vec<[&str; 1]> = facts.primary_identifier().map(|name| [name]).collect();
        let written = own.iter().all(|[name]| {
            let property = facts.property(name);
            property.is_some_and(|property| !property.read_only())
        });
        let mut judged: Vec<Vec<&[&str]>> = Vec::new();
        if written && !own.is_empty() {
            judged.push(own.iter().map(|name| name.as_slice()).collect());
        }
        let named = NAMED.iter().filter(|(name, _)| *name == resource_type);
        judged.extend(named.map(|(_, properties)| properties.to_vec()));
        for properties in judged {
            let all = resources
                .iter()
                .flat_map(|one| said(context, *one, &properties));
            report_said(context, &CHECK.rule, &all.collect::<Vec<_>>(), "the name");
        }
    }
}
