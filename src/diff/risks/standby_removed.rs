//! # standby-removed
//!
//! ## What it finds
//! A database, cache or domain that loses its standby, a reader or replicas, or the way to fail over to
//! them: switches that are turned off, numbers that fall, a member of a cluster that is removed while the
//! cluster stays.
//!
//! ## Why it matters
//! When the machine or its zone fails, nobody takes over: it is down until AWS or somebody makes another
//! one. Readers that go also leave their load to the others.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: postgres, AllocatedStorage: 20, DBInstanceClass: db.m7g.large, MultiAZ: true }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: postgres, AllocatedStorage: 20, DBInstanceClass: db.m7g.large, MultiAZ: false }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: postgres, AllocatedStorage: 20, DBInstanceClass: db.m7g.large, MultiAZ: true, CopyTagsToSnapshot: true }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
//!   Writer: { Type: AWS::RDS::DBInstance, Properties: { Engine: aurora-postgresql, DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.r6g.large } }
//!   Reader: { Type: AWS::RDS::DBInstance, Properties: { Engine: aurora-postgresql, DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.r6g.large } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
//!   Writer: { Type: AWS::RDS::DBInstance, Properties: { Engine: aurora-postgresql, DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.r6g.large } }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Cache: { Type: AWS::ElastiCache::ReplicationGroup, Properties: { ReplicationGroupDescription: sessions, CacheNodeType: cache.m6g.large, NumCacheClusters: 3, AutomaticFailoverEnabled: true } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Cache: { Type: AWS::ElastiCache::ReplicationGroup, Properties: { ReplicationGroupDescription: sessions, CacheNodeType: cache.m6g.large, NumCacheClusters: 3, AutomaticFailoverEnabled: false } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Search: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { Zones: 'true' } } }
//! # file: child.yaml
//! Parameters:
//!   Zones: { Type: String }
//! Resources:
//!   Domain: { Type: AWS::OpenSearchService::Domain, Properties: { ClusterConfig: { InstanceCount: 2, ZoneAwarenessEnabled: !Ref Zones } } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Search: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { Zones: 'false' } } }
//! # file: child.yaml
//! Parameters:
//!   Zones: { Type: String }
//! Resources:
//!   Domain: { Type: AWS::OpenSearchService::Domain, Properties: { ClusterConfig: { InstanceCount: 2, ZoneAwarenessEnabled: !Ref Zones } } }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Cache: { Type: AWS::ElastiCache::ReplicationGroup, Properties: { ReplicationGroupDescription: sessions, CacheNodeType: cache.m6g.large, NumCacheClusters: 3 } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Cache: { Type: AWS::ElastiCache::ReplicationGroup, Properties: { ReplicationGroupDescription: sessions, CacheNodeType: cache.m6g.large, NumCacheClusters: 2 } }
//! ```
//! ## Sources
//! Amazon RDS user guide, "Multi-AZ DB instance deployments"; Amazon ElastiCache user guide, "Minimizing
//! downtime with Multi-AZ"; AWS CloudFormation template reference.

use super::{Class, Risk};
use crate::diff::change::Fate;
use crate::diff::comparison::Comparison;
use crate::diff::expression::Expression;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "standby-removed",
        severity: Severity::Warning,
        page: include_str!("standby_removed.rs"),
    },
    class: Class::Availability,
    judge,
};

/// Switches that make something that takes over, with what is no more without it.
const SWITCHES: [(&str, &[&str], &str); 6] = [
    (
        "AWS::ElastiCache::ReplicationGroup",
        &["AutomaticFailoverEnabled"],
        "no longer fails over to a replica",
    ),
    (
        "AWS::ElastiCache::ReplicationGroup",
        &["MultiAZEnabled"],
        "may have its replicas in one zone",
    ),
    (
        "AWS::Elasticsearch::Domain",
        &["ElasticsearchClusterConfig", "ZoneAwarenessEnabled"],
        "has its nodes in one zone",
    ),
    (
        "AWS::OpenSearchService::Domain",
        &["ClusterConfig", "ZoneAwarenessEnabled"],
        "has its nodes in one zone",
    ),
    (
        "AWS::RDS::DBInstance",
        &["MultiAZ"],
        "has no standby in another zone any more",
    ),
    ("AWS::Redshift::Cluster", &["MultiAZ"], "runs in one zone"),
];

/// Numbers of copies.
const COPIES: [(&str, &[&str], &str); 4] = [
    (
        "AWS::ElastiCache::ReplicationGroup",
        &["NumCacheClusters"],
        "nodes",
    ),
    (
        "AWS::ElastiCache::ReplicationGroup",
        &["ReplicasPerNodeGroup"],
        "replicas of each shard",
    ),
    (
        "AWS::MemoryDB::Cluster",
        &["NumReplicasPerShard"],
        "replicas of each shard",
    ),
    (
        "AWS::OpenSearchService::Domain",
        &[
            "ClusterConfig",
            "ZoneAwarenessConfig",
            "AvailabilityZoneCount",
        ],
        "zones",
    ),
];

const MEMBERS: [&str; 3] = [
    "AWS::DocDB::DBInstance",
    "AWS::Neptune::DBInstance",
    "AWS::RDS::DBInstance",
];

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for pair in comparison.changed() {
        let name = &pair.change.address;
        for (of, path, what) in SWITCHES {
            if pair.is(of) && pair.turns(path, false, false) {
                let what = format!("`{name}` {what}");
                findings.push(comparison.after(&RISK.rule, pair.new, path, what));
            }
        }
        for (of, path, copies) in COPIES {
            if !pair.is(of) {
                continue;
            }
            if let Some((old, new)) = pair.falls(path, None) {
                let what = format!("`{name}` has {new} instead of {old} {copies}");
                findings.push(comparison.after(&RISK.rule, pair.new, path, what));
            }
        }
    }
    let members = comparison.gone().filter(|(resource, change)| {
        matches!(change.fate, Fate::Removed(_)) && MEMBERS.contains(&&*resource.resource_type)
    });
    for (member, _) in members {
        let Some(Expression::Reference { to, .. }) = member.property(&["DBClusterIdentifier"])
        else {
            continue;
        };
        let count = |state: &crate::diff::state::State<'_, '_>| {
            let all = state.resources.values();
            all.filter(|one| {
                one.property(&["DBClusterIdentifier"]) == member.property(&["DBClusterIdentifier"])
            })
            .count()
        };
        let (old, new) = (count(comparison.old), count(comparison.new));
        if comparison.new.resources.contains_key(to) && new < old {
            let what = format!(
                "`{}` is removed: `{to}` has {new} instead of {old} instances",
                member.address
            );
            findings.push(comparison.before(&RISK.rule, member, &[], what));
        }
    }
    findings
}
