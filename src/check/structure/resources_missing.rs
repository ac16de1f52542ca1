//! # resources-missing
//!
//! ## What it finds
//! A template without resources.
//!
//! ## Why it matters
//! CloudFormation refuses it: "At least one Resources member must be defined".
//!
//! ## Fails
//! ```yaml
//! Description: nothing yet
//! ```
//! ```yaml
//! Resources: {}
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Resources".

use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "resources-missing",
        severity: Severity::Error,
        page: include_str!("resources_missing.rs"),
    },
    cfn_lint: &["E1001"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates().iter().filter(|one| !one.open) {
        let is_read =
            template.of.source.node.as_mapping().is_some() && !template.of.source.spans.is_empty();
        let node = template.tree.get(&["Resources"]);
        let is_empty = node.is_none_or(|node| node.as_mapping().is_some_and(|all| all.is_empty()));
        if !is_read || !is_empty {
            continue;
        }
        let place = template
            .heading("Resources")
            .unwrap_or_else(|| template.beginning());
        let finding = context.finding(
            &CHECK.rule,
            template.stack,
            place.id,
            "the template has no resources",
        );
        context.report(finding.expected("expected one resource at least below `Resources`"));
    }
}
