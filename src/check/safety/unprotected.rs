//! # stateful-unprotected
//!
//! ## What it finds
//! A resource that holds data, and says neither what becomes of it when it is removed from the template nor
//! when it is replaced. Not judged: buckets, which CloudFormation does not delete while anything is in them,
//! and nested stacks.
//!
//! ## Why it matters
//! A change of one property may replace the resource, and its data is gone.
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
use crate::schema;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "stateful-unprotected",
        severity: Severity::Info,
        page: include_str!("unprotected.rs"),
    },
    cfn_lint: &["I3011"],
    run,
};

fn run(context: &Context<'_>) {
    for resource in context.resolved.all_resources() {
        let resource_type = resource.resource_type();
        let facts = schema::resource_type(resource_type);
        let stateful = facts.is_some_and(|facts| facts.stateful());
        let not_judged = ["AWS::S3::Bucket", "AWS::CloudFormation::Stack"];
        let written = ["DeletionPolicy", "UpdateReplacePolicy"]
            .iter()
            .any(|name| resource.node.get(&[name]).is_some());
        if !stateful
            || written
            || not_judged.contains(&resource_type)
            || context.resolved.is_transformed(resource.stack)
        {
            continue;
        }
        let name = resource.logical_id;
        let message = format!("`{name}` holds data, and nothing says what becomes of it");
        let finding = context.finding_in(&CHECK.rule, &resource, resource.key, message);
        context.report(finding.help("set `DeletionPolicy` and `UpdateReplacePolicy`"));
    }
}
