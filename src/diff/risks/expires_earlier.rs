//! # expires-earlier
//!
//! ## What it finds
//! Objects, messages, records or items that are deleted by themselves earlier than before: a rule of a
//! bucket that is new or has fewer days, a shorter retention of a stream or queue, a time to live that is
//! turned on.
//!
//! ## Why it matters
//! What is older than the new limit goes within hours or days, also what was written before the update.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Bucket:
//!     Type: AWS::S3::Bucket
//!     Properties:
//!       LifecycleConfiguration: { Rules: [{ Id: old, Status: Enabled, ExpirationInDays: 365 }] }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Bucket:
//!     Type: AWS::S3::Bucket
//!     Properties:
//!       LifecycleConfiguration: { Rules: [{ Id: old, Status: Enabled, ExpirationInDays: 30 }] }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Bucket:
//!     Type: AWS::S3::Bucket
//!     Properties:
//!       LifecycleConfiguration: { Rules: [{ Id: old, Status: Enabled, ExpirationInDays: 400 }] }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Work: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Queue: { Type: AWS::SQS::Queue, Properties: { MessageRetentionPeriod: 1209600 } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Work: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Queue: { Type: AWS::SQS::Queue, Properties: { MessageRetentionPeriod: 3600 } }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Stream: { Type: AWS::Kinesis::Stream, Properties: { RetentionPeriodHours: 168 } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Stream: { Type: AWS::Kinesis::Stream, Properties: { } }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Table:
//!     Type: AWS::DynamoDB::Table
//!     Properties:
//!       BillingMode: PAY_PER_REQUEST
//!       AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
//!       KeySchema: [{ AttributeName: id, KeyType: HASH }]
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Table:
//!     Type: AWS::DynamoDB::Table
//!     Properties:
//!       BillingMode: PAY_PER_REQUEST
//!       AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
//!       KeySchema: [{ AttributeName: id, KeyType: HASH }]
//!       TimeToLiveSpecification: { AttributeName: expires, Enabled: true }
//! ```
//! ## Sources
//! AWS CloudFormation template reference of each property; Amazon S3 user guide, "Expiring objects".

use super::{Class, Risk};
use crate::diff::comparison::Comparison;
use crate::diff::comparison::Pair;
use crate::diff::expression::Expression;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "expires-earlier",
        severity: Severity::Warning,
        page: include_str!("expires_earlier.rs"),
    },
    class: Class::DataLoss,
    judge,
};

/// How long something is kept, the unit, and what counts where the property is left out.
const LIMITS: [(&str, &str, &str, f64); 2] = [
    (
        "AWS::Kinesis::Stream",
        "RetentionPeriodHours",
        "hours",
        24.0,
    ),
    (
        "AWS::SQS::Queue",
        "MessageRetentionPeriod",
        "seconds",
        345_600.0,
    ),
];

/// Days of a rule of a bucket, with what they delete.
const EXPIRATIONS: [(&[&str], &str); 3] = [
    (&["ExpirationInDays"], "objects"),
    (
        &["NoncurrentVersionExpirationInDays"],
        "older versions of objects",
    ),
    (
        &["NoncurrentVersionExpiration", "NoncurrentDays"],
        "older versions of objects",
    ),
];

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for pair in comparison.changed() {
        let name = &pair.change.address;
        for (of, property, unit, default) in LIMITS {
            if pair.is(of)
                && let Some((old, new)) = pair.falls(&[property], Some(default))
            {
                let what =
                    format!("`{name}` keeps what is in it for {new} instead of {old} {unit}");
                findings.push(comparison.after(&RISK.rule, pair.new, &[property], what));
            }
        }
        let lives = ["TimeToLiveSpecification", "Enabled"];
        if pair.is("AWS::DynamoDB::Table") && pair.turns(&lives, false, true) {
            let attribute = pair.new.text(&["TimeToLiveSpecification", "AttributeName"]);
            let what = format!(
                "items of `{name}` are deleted by themselves when the time in `{}` is past",
                attribute.unwrap_or("AttributeName")
            );
            findings.push(comparison.after(&RISK.rule, pair.new, &lives, what));
        }
        if pair.is("AWS::S3::Bucket") {
            findings.extend(bucket(comparison, &pair));
        }
    }
    findings
}

fn bucket(comparison: &Comparison<'_, '_, '_>, pair: &Pair<'_, '_>) -> Option<Finding> {
    let path = ["LifecycleConfiguration", "Rules"];
    let rules = pair.new.property(&path)?.items()?;
    let before = match pair.old.properties.look(&path)? {
        Some(rules) => rules.items()?,
        None => &[],
    };
    rules
        .iter()
        .filter(|rule| is_enabled(rule))
        .find_map(|rule| {
            // The same objects: a rule with the same filter.
            let scope = |rule: &Expression| -> Vec<Option<Expression>> {
                let names = [
                    "Prefix",
                    "TagFilters",
                    "ObjectSizeGreaterThan",
                    "ObjectSizeLessThan",
                ];
                names
                    .iter()
                    .map(|name| rule.get(&[name]).cloned())
                    .collect()
            };
            EXPIRATIONS.iter().find_map(|(days, objects)| {
                let new = rule.get(days)?.number()?;
                let old = before
                    .iter()
                    .filter(|other| is_enabled(other) && scope(other) == scope(rule))
                    .filter_map(|other| other.get(days)?.number())
                    .reduce(f64::min);
                let instead = match old {
                    Some(old) if old <= new => return None,
                    Some(old) => format!("instead of {old}"),
                    None => "and were kept".to_owned(),
                };
                let what = format!(
                    "{objects} in `{}` are deleted after {new} days {instead}",
                    pair.change.address
                );
                Some(comparison.after(&RISK.rule, pair.new, &path, what))
            })
        })
}

fn is_enabled(rule: &Expression) -> bool {
    rule.get(&["Status"]).and_then(Expression::text) == Some("Enabled")
}
