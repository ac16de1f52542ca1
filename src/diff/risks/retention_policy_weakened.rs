//! # retention-policy-weakened
//!
//! ## What it finds
//! A resource that holds data, a key or a secret, whose `DeletionPolicy` or `UpdateReplacePolicy` keeps less
//! than before: deleted instead of kept or of a snapshot, a snapshot instead of kept.
//!
//! ## Why it matters
//! Nothing is lost today. The next change that removes or replaces it deletes what the policy was written to
//! keep.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Bucket: { Type: AWS::S3::Bucket, DeletionPolicy: Retain, UpdateReplacePolicy: Retain }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Bucket: { Type: AWS::S3::Bucket, UpdateReplacePolicy: Retain }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Bucket: { Type: AWS::S3::Bucket, DeletionPolicy: RetainExceptOnCreate, UpdateReplacePolicy: Retain }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Cluster:
//!     Type: AWS::RDS::DBCluster
//!     UpdateReplacePolicy: Snapshot
//!     Properties: { Engine: aurora-postgresql }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Cluster:
//!     Type: AWS::RDS::DBCluster
//!     Properties: { Engine: aurora-postgresql }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "DeletionPolicy attribute", "UpdateReplacePolicy attribute".

use super::{Class, Risk};
use crate::diff::cascade::afterwards;
use crate::diff::change::Afterwards;
use crate::diff::comparison::Comparison;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "retention-policy-weakened",
        severity: Severity::Warning,
        page: include_str!("retention_policy_weakened.rs"),
    },
    class: Class::DataLoss,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let kept = comparison
        .changed()
        .filter(|pair| pair.old.facts.is_some_and(|facts| facts.stateful()));
    let findings = kept.flat_map(|pair| {
        let policies = ["DeletionPolicy", "UpdateReplacePolicy"].into_iter();
        let weaker = policies.filter_map(move |policy| {
            let (old, new) = (afterwards(pair.old, policy), afterwards(pair.new, policy));
            let is_known =
                !pair.new.attributes.contains_key(policy) || pair.new.policy(policy).is_some();
            (is_known && strength(new) < strength(old)).then(|| {
                let what = format!(
                    "`{}` is {} instead of {} when it is {}",
                    pair.change.address,
                    word(new),
                    word(old),
                    if policy == "DeletionPolicy" {
                        "removed"
                    } else {
                        "replaced"
                    },
                );
                comparison.after(&RISK.rule, pair.new, &[policy], what)
            })
        });
        weaker.collect::<Vec<_>>()
    });
    findings.collect()
}

fn strength(afterwards: Afterwards) -> u8 {
    match afterwards {
        Afterwards::Deleted => 0,
        Afterwards::Snapshot => 1,
        Afterwards::Kept => 2,
    }
}

fn word(afterwards: Afterwards) -> &'static str {
    match afterwards {
        Afterwards::Deleted => "deleted with its data",
        Afterwards::Snapshot => "deleted with a snapshot",
        Afterwards::Kept => "kept",
    }
}
