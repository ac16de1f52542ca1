//! # engine-downgraded
//!
//! ## What it finds
//! A database, cache, search domain, broker or cluster that stays and gets an older version of its engine, or a
//! database that gets another engine.
//!
//! ## Why it matters
//! Engines are upgraded only, and no update turns one engine into another. The service refuses it, and the update
//! is rolled back.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: postgres, EngineVersion: "17.4", DBInstanceClass: db.t4g.small }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: postgres, EngineVersion: "16.8", DBInstanceClass: db.t4g.small }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Cluster:
//!     Type: AWS::EKS::Cluster
//!     Properties: { Version: "1.33", RoleArn: "arn:aws:iam::123456789012:role/eks", ResourcesVpcConfig: { SubnetIds: [subnet-0123456789abcdef0] } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Cluster:
//!     Type: AWS::EKS::Cluster
//!     Properties: { Version: "1.32", RoleArn: "arn:aws:iam::123456789012:role/eks", ResourcesVpcConfig: { SubnetIds: [subnet-0123456789abcdef0] } }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Data:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: mysql, DBInstanceClass: db.t4g.small }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Data:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: postgres, DBInstanceClass: db.t4g.small }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Parameters:
//!   Version: { Type: String, Default: OpenSearch_2.19 }
//! Resources:
//!   Search: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: search.yaml, Parameters: { Version: !Ref Version } } }
//! # file: search.yaml
//! Parameters:
//!   Version: { Type: String }
//! Resources:
//!   Domain: { Type: AWS::OpenSearchService::Domain, Properties: { EngineVersion: !Ref Version } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Parameters:
//!   Version: { Type: String, Default: OpenSearch_2.17 }
//! Resources:
//!   Search: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: search.yaml, Parameters: { Version: !Ref Version } } }
//! # file: search.yaml
//! Parameters:
//!   Version: { Type: String }
//! Resources:
//!   Domain: { Type: AWS::OpenSearchService::Domain, Properties: { EngineVersion: !Ref Version } }
//! ```
//! ## Instead
//! ```yaml
//! # file: root.yaml
//! Parameters:
//!   Version: { Type: String, Default: OpenSearch_3.1 }
//! Resources:
//!   Search: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: search.yaml, Parameters: { Version: !Ref Version } } }
//! # file: search.yaml
//! Parameters:
//!   Version: { Type: String }
//! Resources:
//!   Domain: { Type: AWS::OpenSearchService::Domain, Properties: { EngineVersion: !Ref Version } }
//! ```
//! ## Sources
//! Amazon RDS user guide, "Upgrading a DB instance engine version"; user guides of Amazon EKS, ElastiCache, OpenSearch
//! Service, MSK, Amazon MQ, DocumentDB and Neptune on upgrades.

use super::{Class, Risk};
use core::cmp::Ordering;

use crate::diff::comparison::{Comparison, Pair};
use crate::diff::expression::Expression;
use crate::diff::versions::Version;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "engine-downgraded",
        severity: Severity::Error,
        page: include_str!("engine_downgraded.rs"),
    },
    class: Class::Refused,
    judge,
};

const VERSIONS: &[(&str, &str)] = &[
    ("AWS::AmazonMQ::Broker", "EngineVersion"),
    ("AWS::DocDB::DBCluster", "EngineVersion"),
    ("AWS::EKS::Cluster", "Version"),
    ("AWS::ElastiCache::CacheCluster", "EngineVersion"),
    ("AWS::ElastiCache::ReplicationGroup", "EngineVersion"),
    ("AWS::Elasticsearch::Domain", "ElasticsearchVersion"),
    ("AWS::MSK::Cluster", "KafkaVersion"),
    ("AWS::MemoryDB::Cluster", "EngineVersion"),
    ("AWS::Neptune::DBCluster", "EngineVersion"),
    ("AWS::OpenSearchService::Domain", "EngineVersion"),
    ("AWS::RDS::DBCluster", "EngineVersion"),
    ("AWS::RDS::DBInstance", "EngineVersion"),
    ("AWS::RDS::GlobalCluster", "EngineVersion"),
];

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let staying = comparison.staying();
    let mut findings = Vec::new();
    for pair in staying {
        match other_engine(&pair) {
            Some(what) => findings.push(comparison.after(&RISK.rule, pair.new, &["Engine"], what)),
            None => findings.extend(older(comparison, &pair)),
        }
    }
    findings
}

fn older(comparison: &Comparison<'_, '_, '_>, pair: &Pair<'_, '_>) -> Option<Finding> {
    let mut versions = VERSIONS.iter();
    let (_, name) = versions.find(|(of, _)| **of == *pair.new.resource_type)?;
    // Redis and Valkey, ActiveMQ and RabbitMQ count on their own.
    if pair.values(&["Engine"]).is_some() || pair.values(&["EngineType"]).is_some() {
        return None;
    }
    let (old, new) = pair.values(&[name])?;
    let (old, new) = (old?.text()?, new?.text()?);
    let order = Version::read(new)?.order(&Version::read(old)?)?;
    (order == Ordering::Less).then(|| {
        let what = format!(
            "`{}` goes from version {old} back to {new}, which is refused",
            pair.new.address
        );
        let found = comparison.after(&RISK.rule, pair.new, &[name], what);
        found.help("restore a snapshot of the older version under another logical id")
    })
}

/// Engines of RDS that no modification leads out of.
fn other_engine(pair: &Pair<'_, '_>) -> Option<String> {
    let is_database = matches!(
        &*pair.new.resource_type,
        "AWS::RDS::DBInstance" | "AWS::RDS::DBCluster"
    );
    let (old, new) = pair.values(&["Engine"]).filter(|_| is_database)?;
    let engine = |value: Option<&Expression>| value?.text().map(str::to_owned);
    let (old, new) = (engine(old)?, engine(new)?);
    (family(&old)? != family(&new)?).then(|| {
        format!(
            "`{}` goes from engine {old} to {new}, which is refused",
            pair.new.address
        )
    })
}

fn family(engine: &str) -> Option<&'static str> {
    let families = [
        "aurora-postgresql",
        "mariadb",
        "oracle",
        "postgres",
        "sqlserver",
        "db2",
    ];
    if matches!(engine, "aurora" | "aurora-mysql") {
        return Some("aurora-mysql");
    }
    if engine == "mysql" {
        return Some("mysql");
    }
    families
        .into_iter()
        .find(|family| engine.starts_with(family))
}
