//! # stateful-interrupted
//!
//! ## What it finds
//! A database, a cache, a search domain or a broker that is interrupted by the update, or slow meanwhile:
//! another class, another version of its engine, another number of nodes.
//!
//! ## Why it matters
//! CloudFormation does not wait for the maintenance window: it happens when the update comes to it. Clients
//! lose their connections, for a minute with a standby, for longer without.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: postgres, AllocatedStorage: 20, DBInstanceClass: db.m7g.large }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: postgres, AllocatedStorage: 20, DBInstanceClass: db.m7g.xlarge }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: postgres, AllocatedStorage: 20, DBInstanceClass: db.m7g.large, BackupRetentionPeriod: 9 }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { Version: '16.4' } } }
//! # file: child.yaml
//! Parameters:
//!   Version: { Type: String }
//! Resources:
//!   Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql, EngineVersion: !Ref Version } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { Version: '16.8' } } }
//! # file: child.yaml
//! Parameters:
//!   Version: { Type: String }
//! Resources:
//!   Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql, EngineVersion: !Ref Version } }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Queue: { Type: AWS::AmazonMQ::Broker, Properties: { BrokerName: work, EngineType: ACTIVEMQ, DeploymentMode: SINGLE_INSTANCE, HostInstanceType: mq.m5.large, PubliclyAccessible: false } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Queue: { Type: AWS::AmazonMQ::Broker, Properties: { BrokerName: work, EngineType: ACTIVEMQ, DeploymentMode: SINGLE_INSTANCE, HostInstanceType: mq.m5.xlarge, PubliclyAccessible: false } }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Cache: { Type: AWS::ElastiCache::CacheCluster, Properties: { Engine: memcached, CacheNodeType: cache.m6g.large, NumCacheNodes: 3 } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Cache: { Type: AWS::ElastiCache::CacheCluster, Properties: { Engine: memcached, CacheNodeType: cache.m6g.large, NumCacheNodes: 2 } }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "Update requires: Some interruptions"; Amazon RDS user guide,
//! "Modifying an Amazon RDS DB instance".

use super::{Class, Risk};
use crate::diff::change::Effect;
use crate::diff::change::PropertyChange;
use crate::diff::comparison::Comparison;
use crate::diff::comparison::Pair;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "stateful-interrupted",
        severity: Severity::Warning,
        page: include_str!("stateful_interrupted.rs"),
    },
    class: Class::Availability,
    judge,
};

/// What is marked as an interruption and hardly is one.
const QUIET: [(&str, &str); 9] = [
    ("AWS::DynamoDB::Table", "SSESpecification"),
    ("AWS::ElastiCache::ReplicationGroup", "AuthToken"),
    (
        "AWS::ElastiCache::ReplicationGroup",
        "NodeGroupConfiguration",
    ),
    ("AWS::RDS::DBCluster", "GlobalClusterIdentifier"),
    ("AWS::RDS::DBInstance", "AutoMinorVersionUpgrade"),
    ("AWS::RDS::DBInstance", "CACertificateIdentifier"),
    ("AWS::RDS::DBInstance", "CertificateRotationRestart"),
    ("AWS::RDS::DBInstance", "DBParameterGroupName"),
    ("AWS::RDS::DBInstance", "PreferredMaintenanceWindow"),
];

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let stateful = comparison.changed().filter(|pair| {
        let marked = pair.new.facts.is_some_and(|facts| facts.stateful());
        marked && pair.change.effect == Effect::Interruption
    });
    let findings = stateful.filter_map(|pair| {
        let mut changes = pair.change.changes.iter();
        let change = changes.find(|change| interrupts(&pair, change))?;
        let words = change.note.as_deref().unwrap_or("it is interrupted");
        let what = format!("`{}`: {words}, {}", pair.change.address, change.reason());
        let path: Vec<&str> = change.path.names().collect();
        Some(comparison.after(&RISK.rule, pair.new, &path, what))
    });
    findings.collect()
}

fn interrupts(pair: &Pair<'_, '_>, change: &PropertyChange) -> bool {
    let of = &*pair.new.resource_type;
    let top = change.path.names().next().unwrap_or_default();
    let days = ["BackupRetentionPeriod"];
    if of == "AWS::RDS::DBInstance" && days.contains(&top) {
        // Only between none and some.
        let numbers = pair.numbers(&days, Some(1.0));
        return numbers.is_some_and(|(old, new)| (old == 0.0) != (new == 0.0));
    }
    change.effect == Effect::Interruption && !QUIET.contains(&(of, top))
}
