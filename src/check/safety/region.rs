//! # type-region-unavailable
//!
//! ## What it finds
//! A resource of a type that CloudFormation does not know in the region that is assumed. What is known was
//! known on the day of the table: newer regions may have it.
//!
//! ## Why it matters
//! The stack fails: "Unrecognized resource types".
//!
//! ## Fails
//! ```yaml
//! # In eu-central-1; public repositories are in us-east-1 alone.
//! Resources:
//!   Images: { Type: AWS::ECR::PublicRepository }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Sources
//! The regional schemas that cfn-lint packages, as vendored in `schemas/regions.tsv`.

use crate::check::{Check, Context};
use crate::schema;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "type-region-unavailable",
        severity: Severity::Warning,
        page: include_str!("region.rs"),
    },
    cfn_lint: &["E3006"],
    run,
};

fn run(context: &Context<'_>) {
    let Some(region) = &context.resolved.settings().region else {
        return;
    };
    for resource in context.resolved.all_resources() {
        let facts = schema::resource_type(resource.resource_type());
        let facts = facts.filter(|facts| facts.transform().is_none());
        let there = facts.and_then(|facts| facts.regions().contains(region.as_str()));
        if there != Some(false) || context.resolved.guard_of(&resource).is_none() {
            continue;
        }
        let message = format!("{} is not known in {region}", resource.resource_type());
        let at = resource.node.get(&["Type"]).unwrap_or(resource.key);
        context.report(context.finding_in(&CHECK.rule, &resource, at, message));
    }
}
