//! # indexes-together
//!
//! ## What it finds
//! A DynamoDB table that stays and of which more than one global secondary index is made or deleted in one update, or an
//! index that keeps its name and gets other keys or another projection, which is deleting and making it.
//!
//! ## Why it matters
//! DynamoDB makes or deletes one index per update ("Cannot perform more than one GSI creation or deletion in a single
//! update"); the update is rolled back.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Table:
//!     Type: AWS::DynamoDB::Table
//!     Properties:
//!       BillingMode: PAY_PER_REQUEST
//!       AttributeDefinitions: [{ AttributeName: id, AttributeType: S }, { AttributeName: a, AttributeType: S }, { AttributeName: b, AttributeType: S }]
//!       KeySchema: [{ AttributeName: id, KeyType: HASH }]
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Table:
//!     Type: AWS::DynamoDB::Table
//!     Properties:
//!       BillingMode: PAY_PER_REQUEST
//!       AttributeDefinitions: [{ AttributeName: id, AttributeType: S }, { AttributeName: a, AttributeType: S }, { AttributeName: b, AttributeType: S }]
//!       KeySchema: [{ AttributeName: id, KeyType: HASH }]
//!       GlobalSecondaryIndexes:
//!         - { IndexName: by-a, KeySchema: [{ AttributeName: a, KeyType: HASH }], Projection: { ProjectionType: ALL } }
//!         - { IndexName: by-b, KeySchema: [{ AttributeName: b, KeyType: HASH }], Projection: { ProjectionType: ALL } }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Orders:
//!     Type: AWS::DynamoDB::Table
//!     Properties:
//!       BillingMode: PAY_PER_REQUEST
//!       AttributeDefinitions: [{ AttributeName: id, AttributeType: S }, { AttributeName: a, AttributeType: S }, { AttributeName: b, AttributeType: S }]
//!       KeySchema: [{ AttributeName: id, KeyType: HASH }]
//!       GlobalSecondaryIndexes:
//!         - { IndexName: by-a, KeySchema: [{ AttributeName: a, KeyType: HASH }], Projection: { ProjectionType: KEYS_ONLY } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Orders:
//!     Type: AWS::DynamoDB::Table
//!     Properties:
//!       BillingMode: PAY_PER_REQUEST
//!       AttributeDefinitions: [{ AttributeName: id, AttributeType: S }, { AttributeName: a, AttributeType: S }, { AttributeName: b, AttributeType: S }]
//!       KeySchema: [{ AttributeName: id, KeyType: HASH }]
//!       GlobalSecondaryIndexes:
//!         - { IndexName: by-b, KeySchema: [{ AttributeName: b, KeyType: HASH }], Projection: { ProjectionType: KEYS_ONLY } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: data.yaml, Parameters: { Projection: KEYS_ONLY } } }
//! # file: data.yaml
//! Parameters:
//!   Projection: { Type: String }
//! Resources:
//!   Table:
//!     Type: AWS::DynamoDB::Table
//!     Properties:
//!       BillingMode: PAY_PER_REQUEST
//!       AttributeDefinitions: [{ AttributeName: id, AttributeType: S }, { AttributeName: a, AttributeType: S }]
//!       KeySchema: [{ AttributeName: id, KeyType: HASH }]
//!       GlobalSecondaryIndexes:
//!         - { IndexName: by-a, KeySchema: [{ AttributeName: a, KeyType: HASH }], Projection: { ProjectionType: !Ref Projection } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: data.yaml, Parameters: { Projection: ALL } } }
//! # file: data.yaml
//! Parameters:
//!   Projection: { Type: String }
//! Resources:
//!   Table:
//!     Type: AWS::DynamoDB::Table
//!     Properties:
//!       BillingMode: PAY_PER_REQUEST
//!       AttributeDefinitions: [{ AttributeName: id, AttributeType: S }, { AttributeName: a, AttributeType: S }]
//!       KeySchema: [{ AttributeName: id, KeyType: HASH }]
//!       GlobalSecondaryIndexes:
//!         - { IndexName: by-a, KeySchema: [{ AttributeName: a, KeyType: HASH }], Projection: { ProjectionType: !Ref Projection } }
//! ```
//! ## Instead
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: data.yaml, Parameters: { Projection: KEYS_ONLY } } }
//! # file: data.yaml
//! Parameters:
//!   Projection: { Type: String }
//! Resources:
//!   Table:
//!     Type: AWS::DynamoDB::Table
//!     Properties:
//!       BillingMode: PAY_PER_REQUEST
//!       AttributeDefinitions: [{ AttributeName: id, AttributeType: S }, { AttributeName: a, AttributeType: S }]
//!       KeySchema: [{ AttributeName: id, KeyType: HASH }]
//!       GlobalSecondaryIndexes:
//!         - { IndexName: by-a, KeySchema: [{ AttributeName: a, KeyType: HASH }], Projection: { ProjectionType: !Ref Projection } }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, `AWS::DynamoDB::Table`, `GlobalSecondaryIndexes`.

use super::{Class, Risk};
use std::collections::BTreeMap;

use crate::diff::comparison::Comparison;
use crate::diff::expression::Expression;
use crate::diff::state::ResourceState;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "indexes-together",
        severity: Severity::Error,
        page: include_str!("indexes_together.rs"),
    },
    class: Class::Refused,
    judge,
};

const INDEXES: &str = "GlobalSecondaryIndexes";

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let tables = comparison
        .staying()
        .filter(|pair| &*pair.new.resource_type == "AWS::DynamoDB::Table");
    let findings = tables.filter_map(|pair| {
        let (old, new) = (indexes(pair.old)?, indexes(pair.new)?);
        let made = new.keys().filter(|name| !old.contains_key(*name));
        let deleted = old.keys().filter(|name| !new.contains_key(*name));
        let turned = old.iter().filter(|(name, before)| {
            new.get(*name).is_some_and(|after| {
                ["KeySchema", "Projection"]
                    .iter()
                    .any(|part| before.get(&[part]) != after.get(&[part]))
            })
        });
        let mut steps: Vec<String> = made.map(|name| format!("{name} is made")).collect();
        steps.extend(deleted.map(|name| format!("{name} is deleted")));
        for (name, _) in turned {
            steps.push(format!("{name} is deleted"));
            steps.push(format!("{name} is made anew"));
        }
        (steps.len() > 1).then(|| {
            let what = format!(
                "`{}` takes one change of its indexes per update: {}",
                pair.new.address,
                steps.join(", ")
            );
            let found = comparison.after(&RISK.rule, pair.new, &[INDEXES], what);
            found.help(
                "deploy them one after the other, an index with other keys under another name",
            )
        })
    });
    findings.collect()
}

/// The indexes of a table by their names; `None` where they are not known.
fn indexes<'a>(table: &'a ResourceState<'_>) -> Option<BTreeMap<&'a str, &'a Expression>> {
    let Some(indexes) = table.property(&[INDEXES]) else {
        return Some(BTreeMap::new());
    };
    let indexes = indexes.items()?.iter();
    indexes
        .map(|index| Some((index.get(&["IndexName"])?.text()?, index)))
        .collect()
}
