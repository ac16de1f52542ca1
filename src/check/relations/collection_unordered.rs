//! # collection-unordered
//!
//! ## What it finds
//! A collection of OpenSearch Serverless that does not wait for the one encryption policy of the deployment.
//!
//! ## Why it matters
//! A collection can't be made before a policy says how it is encrypted.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Encryption:
//!     Type: AWS::OpenSearchServerless::SecurityPolicy
//!     Properties:
//!       Name: search
//!       Type: encryption
//!       Policy: '{"Rules":[{"ResourceType":"collection","Resource":["collection/search"]}],"AWSOwnedKey":true}'
//!   Search:
//!     Type: AWS::OpenSearchServerless::Collection
//!     Properties: { Name: search, Type: SEARCH }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Encryption:
//!     Type: AWS::OpenSearchServerless::SecurityPolicy
//!     Properties:
//!       Name: search
//!       Type: encryption
//!       Policy: '{"Rules":[{"ResourceType":"collection","Resource":["collection/search"]}],"AWSOwnedKey":true}'
//!   Search:
//!     Type: AWS::OpenSearchServerless::Collection
//!     DependsOn: Encryption
//!     Properties: { Name: search, Type: SEARCH }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "AWS::OpenSearchServerless::Collection".

use super::sides::{report, sides};
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "collection-unordered",
        severity: Severity::Warning,
        page: include_str!("collection_unordered.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    let mut policies = sides(
        context,
        &["AWS::OpenSearchServerless::SecurityPolicy"],
        &[&["Type"]],
    );
    policies.retain(|policy| policy.case.text() == Some("encryption"));
    // Of several, which one a collection means is written in a text.
    let [policy] = policies.as_slice() else {
        return;
    };
    for collection in sides(
        context,
        &["AWS::OpenSearchServerless::Collection"],
        &[&["Name"]],
    ) {
        let message = format!(
            "`{}` does not wait for `{}`, which says how it is encrypted",
            collection.resource.logical_id, policy.resource.logical_id
        );
        report(
            context,
            &CHECK.rule,
            &collection,
            &policy.resource,
            &message,
        );
    }
}
