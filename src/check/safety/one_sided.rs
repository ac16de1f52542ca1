//! # retention-one-sided
//!
//! ## What it finds
//! A resource that is kept, or from which a snapshot is taken, when it is removed but not when it is
//! replaced, or the other way round.
//!
//! ## Why it matters
//! The one that is missing means deletion: what the other protects is lost that way.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Table:
//!     Type: AWS::DynamoDB::Table
//!     Properties:
//!       BillingMode: PAY_PER_REQUEST
//!       AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
//!       KeySchema: [{ AttributeName: id, KeyType: HASH }]
//!     DeletionPolicy: Retain
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Table:
//!     Type: AWS::DynamoDB::Table
//!     Properties:
//!       BillingMode: PAY_PER_REQUEST
//!       AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
//!       KeySchema: [{ AttributeName: id, KeyType: HASH }]
//!     DeletionPolicy: Retain
//!     UpdateReplacePolicy: Retain
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "DeletionPolicy attribute" and "UpdateReplacePolicy attribute".

use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "retention-one-sided",
        severity: Severity::Warning,
        page: include_str!("one_sided.rs"),
    },
    cfn_lint: &["W3011"],
    run,
};

fn run(context: &Context<'_>) {
    let policies = ["DeletionPolicy", "UpdateReplacePolicy"];
    for resource in context.resolved.all_resources() {
        if context.resolved.is_transformed(resource.stack) {
            continue;
        }
        let written = policies.map(|name| resource.node.get(&[name]));
        let (kept, name, missing) = match written {
            [Some(kept), None] => (kept, policies[0], policies[1]),
            // Databases of RDS leave a snapshot by themselves when they are removed.
            [None, Some(_)] if resource.resource_type().starts_with("AWS::RDS::") => continue,
            [None, Some(kept)] => (kept, policies[1], policies[0]),
            [Some(_), Some(_)] | [None, None] => continue,
        };
        let text = kept.as_text().unwrap_or_default();
        if !matches!(text, "Retain" | "Snapshot" | "RetainExceptOnCreate") {
            continue;
        }
        let message = format!("`{name}` is `{text}`, and `{missing}` is not written");
        let finding = context.finding_in(&CHECK.rule, &resource, kept, message);
        // What deletion alone knows has no counterpart.
        let same = if text == "RetainExceptOnCreate" {
            "Retain"
        } else {
            text
        };
        context.report(
            finding
                .path(name)
                .help(format!("set `{missing}: {same}` as well")),
        );
    }
}
