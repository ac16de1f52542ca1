//! # name-unordered
//!
//! ## What it finds
//! A resource that names another one of the deployment by writing the same name, instead of referring to
//! it, and so does not wait for it. A text, a parameter and a text made of parameters are names.
//!
//! ## Why it matters
//! CloudFormation makes both at once, and the one that needs the other may come first: "not found". When
//! the stack is deleted, the other may go while it is in use.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Subnets:
//!     Type: AWS::RDS::DBSubnetGroup
//!     Properties:
//!       DBSubnetGroupName: data
//!       DBSubnetGroupDescription: Two zones
//!       SubnetIds: [subnet-0123456789abcdef0, subnet-0fedcba9876543210]
//!   Database:
//!     Type: AWS::RDS::DBCluster
//!     DeletionPolicy: Snapshot
//!     UpdateReplacePolicy: Snapshot
//!     Properties: { Engine: aurora-postgresql, DBSubnetGroupName: data, StorageEncrypted: true }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Subnets:
//!     Type: AWS::RDS::DBSubnetGroup
//!     Properties:
//!       DBSubnetGroupName: data
//!       DBSubnetGroupDescription: Two zones
//!       SubnetIds: [subnet-0123456789abcdef0, subnet-0fedcba9876543210]
//!   Database:
//!     Type: AWS::RDS::DBCluster
//!     DeletionPolicy: Snapshot
//!     UpdateReplacePolicy: Snapshot
//!     Properties: { Engine: aurora-postgresql, DBSubnetGroupName: !Ref Subnets, StorageEncrypted: true }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "DependsOn attribute"; what a property names is in
//! `schemas/facts`, after AWS's published schemas.

use std::collections::BTreeMap;

use super::sides::{Side, report};
use crate::check::cases::{Case, Identity};
use crate::check::{Check, Context};
use crate::schema::{self, Property, Target};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "name-unordered",
        severity: Severity::Warning,
        page: include_str!("name_unordered.rs"),
    },
    cfn_lint: &[],
    run,
};

/// The deepest that facts lead into one another.
const DEEPEST: usize = 16;

fn run(context: &Context<'_>) {
    let mut users = Vec::new();
    for resource in context.resolved.all_resources() {
        let facts = schema::resource_type(resource.resource_type());
        let (Some(facts), Some(written)) = (facts, resource.properties()) else {
            continue;
        };
        if context.resolved.is_transformed(resource.stack) || facts.transform().is_some() {
            continue;
        }
        for property in facts.properties() {
            if written.get(&[property.name()]).is_none() {
                continue;
            }
            let mut found = Vec::new();
            for case in context.cases(&resource, &[property.name()]) {
                names(context, property, &case, 0, &mut found);
            }
            let found = found.into_iter();
            users.extend(found.map(|(case, target)| (Side { resource, case }, target)));
        }
    }
    let mut named: BTreeMap<Target<'_>, Vec<Side<'_>>> = BTreeMap::new();
    for (_, target) in &users {
        named
            .entry(*target)
            .or_insert_with(|| written(context, target));
    }
    for (second, target) in &users {
        let firsts = named.get(target).map(Vec::as_slice).unwrap_or_default();
        let name = second.case.identity();
        for first in firsts.iter().filter(|first| first.case.identity() == name) {
            let itself = first.resource.stack == second.resource.stack
                && first.resource.logical_id == second.resource.logical_id;
            let both = context.together(&second.case.guard, &first.case.guard);
            if itself || both.is_none() {
                continue;
            }
            let message = format!(
                "`{}` writes the name of `{}`, and does not wait for it",
                second.resource.logical_id, first.resource.logical_id
            );
            report(context, &CHECK.rule, second, &first.resource, &message);
        }
    }
}

/// What a property, and those below it, name without referring to it.
fn names<'f>(
    context: &Context<'_>,
    property: Property<'f>,
    case: &Case,
    depth: usize,
    found: &mut Vec<(Case, Target<'f>)>,
) {
    let items = match case.value.items() {
        Some(_) => case.below(context, &["*"]),
        None => vec![case.clone()],
    };
    for item in items {
        let is_name = item.resource().is_none() && item.identity().is_some();
        for target in property.targets().filter(|_| is_name) {
            found.push((item.clone(), target));
        }
        let entries = item.value.entries().unwrap_or_default();
        for entry in entries.iter().filter(|_| depth < DEEPEST) {
            if let Some(below) = property.property(&entry.name) {
                for case in item.below(context, &[&*entry.name]) {
                    names(context, below, &case, depth + 1, found);
                }
            }
        }
    }
}

/// The resources whose own property is what a target names, where a template may write it.
fn written<'c>(context: &Context<'c>, target: &Target<'_>) -> Vec<Side<'c>> {
    let facts = schema::resource_type(target.resource_type);
    let property = facts.and_then(|facts| facts.property(target.attribute));
    if property.is_none_or(|property| property.read_only()) {
        return Vec::new();
    }
    let resolved = context.resolved;
    let all = resolved.all_resources().filter(|resource| {
        resource.resource_type() == target.resource_type
            && !resolved.is_transformed(resource.stack)
            && resolved.guard_of(resource).is_some()
    });
    let mut found = Vec::new();
    for resource in all {
        for case in context.cases(&resource, &[target.attribute]) {
            // What refers to a third resource is that one's name, and no new one.
            let is_name = !matches!(case.identity(), None | Some(Identity::Resource(..)));
            if is_name {
                found.push(Side { resource, case });
            }
        }
    }
    found
}
