//! # snapshot-identifier-changed
//!
//! ## What it finds
//! A database, cluster, cache or volume whose property that names the snapshot from which it was made is
//! added, changed or taken away.
//!
//! ## Why it matters
//! It is replaced: by one with the data of another day, or by an empty one. What was written since the
//! snapshot is not in it, also where a policy keeps the old one.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties:
//!       Engine: postgres
//!       DBInstanceClass: db.t4g.micro
//!       AllocatedStorage: 20
//!       DBSnapshotIdentifier: before-launch
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties:
//!       Engine: postgres
//!       DBInstanceClass: db.t4g.micro
//!       AllocatedStorage: 20
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties:
//!       Engine: postgres
//!       DBInstanceClass: db.t4g.micro
//!       AllocatedStorage: 20
//!       DBSnapshotIdentifier: before-launch
//!       Tags: [{ Key: team, Value: data }]
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { Snapshot: monday } } }
//! # file: child.yaml
//! Parameters:
//!   Snapshot: { Type: String }
//! Resources:
//!   Cluster:
//!     Type: AWS::RDS::DBCluster
//!     Properties: { Engine: aurora-postgresql, SnapshotIdentifier: !Ref Snapshot }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { Snapshot: friday } } }
//! # file: child.yaml
//! Parameters:
//!   Snapshot: { Type: String }
//! Resources:
//!   Cluster:
//!     Type: AWS::RDS::DBCluster
//!     Properties: { Engine: aurora-postgresql, SnapshotIdentifier: !Ref Snapshot }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Cache:
//!     Type: AWS::ElastiCache::ReplicationGroup
//!     Properties: { ReplicationGroupDescription: sessions, CacheNodeType: cache.t4g.small, SnapshotName: monday }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Cache:
//!     Type: AWS::ElastiCache::ReplicationGroup
//!     Properties: { ReplicationGroupDescription: sessions, CacheNodeType: cache.t4g.small }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, `DBSnapshotIdentifier` of AWS::RDS::DBInstance and
//! `SnapshotIdentifier` of AWS::RDS::DBCluster.

use super::{Class, Risk};
use crate::diff::change::Effect;
use crate::diff::comparison::Comparison;
use crate::diff::expression::Expression;
use crate::diff::holding;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "snapshot-identifier-changed",
        severity: Severity::Warning,
        page: include_str!("snapshot_identifier_changed.rs"),
    },
    class: Class::DataLoss,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let findings = comparison.changed().filter_map(|pair| {
        let origin = holding::origin(&pair.new.resource_type)?;
        let (old, new) = pair.values(&[origin])?;
        // A reference that yields something else may yield the same snapshot under another name.
        let effect = pair.change_at(&[origin])?.effect;
        let verb = match effect {
            Effect::None | Effect::Interruption => return None,
            Effect::MayReplace => "may be replaced",
            Effect::Replacement => "is replaced",
        };
        let old = old.map_or_else(|| "nothing".to_owned(), Expression::shown);
        let by = match new {
            Some(new) => format!("by one made from {} instead of {old}", new.shown()),
            None => format!("by an empty one, since `{origin}` is no more {old}"),
        };
        let what = format!(
            "`{}` {verb} {by}: what was written since is not in it",
            pair.change.address
        );
        let found = comparison.after(&RISK.rule, pair.new, &[origin], what);
        Some(found.help(format!(
            "leave `{origin}` as it is as long as the resource lives"
        )))
    });
    findings.collect()
}
