//! # shards-scaled-too-far
//!
//! ## What it finds
//! A Kinesis stream that gets more than twice its shards, or less than half of them.
//!
//! ## Why it matters
//! Kinesis refuses it, and the update is rolled back.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Events: { Type: AWS::Kinesis::Stream, Properties: { ShardCount: 2 } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Events: { Type: AWS::Kinesis::Stream, Properties: { ShardCount: 5 } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Events: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: events.yaml, Parameters: { Shards: 12 } } }
//! # file: events.yaml
//! Parameters:
//!   Shards: { Type: Number }
//! Resources:
//!   Stream: { Type: AWS::Kinesis::Stream, Properties: { ShardCount: !Ref Shards } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Events: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: events.yaml, Parameters: { Shards: 5 } } }
//! # file: events.yaml
//! Parameters:
//!   Shards: { Type: Number }
//! Resources:
//!   Stream: { Type: AWS::Kinesis::Stream, Properties: { ShardCount: !Ref Shards } }
//! ```
//! ## Instead
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Events: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: events.yaml, Parameters: { Shards: 6 } } }
//! # file: events.yaml
//! Parameters:
//!   Shards: { Type: Number }
//! Resources:
//!   Stream: { Type: AWS::Kinesis::Stream, Properties: { ShardCount: !Ref Shards } }
//! ```
//! ## Sources
//! Amazon Kinesis Data Streams API reference, `UpdateShardCount`.

use super::{Class, Risk};
use crate::diff::comparison::Comparison;
use crate::diff::expression::Expression;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "shards-scaled-too-far",
        severity: Severity::Error,
        page: include_str!("shards_scaled_too_far.rs"),
    },
    class: Class::Refused,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let streams = comparison
        .staying()
        .filter(|pair| &*pair.new.resource_type == "AWS::Kinesis::Stream");
    let findings = streams.filter_map(|pair| {
        let (old, new) = pair.values(&["ShardCount"])?;
        let shards = |value: Option<&Expression>| value.and_then(Expression::number);
        let (old, new) = shards(old).zip(shards(new))?;
        let is_too_far = new > 2.0 * old || 2.0 * new < old;
        is_too_far.then(|| {
            let what = format!(
                "`{}` goes from {old} to {new} shards, and Kinesis takes from half to twice as many",
                pair.new.address
            );
            let found = comparison.after(&RISK.rule, pair.new, &["ShardCount"], what);
            found.help("go there in several updates")
        })
    });
    findings.collect()
}
