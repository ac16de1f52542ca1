//! # type-withdrawn
//!
//! ## What it finds
//! A resource of a service that AWS withdraws, with what AWS has announced.
//!
//! ## Why it matters
//! New accounts may not get it, and some day it ends.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Broker: { Type: AWS::QLDB::Ledger, Properties: { PermissionsMode: STANDARD }, DeletionPolicy: Retain, UpdateReplacePolicy: Retain }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Sources
//! AWS product lifecycle page, as vendored in `schemas/facts`: `lifecycle`.

use crate::check::{Check, Context};
use crate::schema;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "type-withdrawn",
        severity: Severity::Warning,
        page: include_str!("withdrawn.rs"),
    },
    cfn_lint: &["E3710", "W3696", "W3697"],
    run,
};

fn run(context: &Context<'_>) {
    for resource in context.resolved.all_resources() {
        let facts = schema::resource_type(resource.resource_type());
        let Some(lifecycle) = facts.and_then(|facts| facts.lifecycle()) else {
            continue;
        };
        let what = match lifecycle.status {
            "maintenance" => "is kept for those who use it already",
            "sunset" => "is being withdrawn",
            _ => "is withdrawn",
        };
        let date = lifecycle
            .date
            .map_or_else(String::new, |date| format!(", {date}"));
        let message = format!("{} {what}{date}", resource.resource_type());
        let at = resource.node.get(&["Type"]).unwrap_or(resource.key);
        context.report(context.finding_in(&CHECK.rule, &resource, at, message));
    }
}
