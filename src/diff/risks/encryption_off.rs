//! # encryption-off
//!
//! ## What it finds
//! Encryption that is switched off, of storage or on the way to it, and a key of one's own that is given up.
//!
//! ## Why it matters
//! Whoever gets at the medium or the network reads the data. Most services replace the resource for it as well.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Files: { Type: AWS::EFS::FileSystem, Properties: { Encrypted: true } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Files: { Type: AWS::EFS::FileSystem, Properties: { Encrypted: false } }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { KmsMasterKeyId: alias/aws/sns } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Cache: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: cache.yaml, Parameters: { Encrypted: "true" } } }
//! # file: cache.yaml
//! Parameters:
//!   Encrypted: { Type: String }
//! Resources:
//!   Group:
//!     Type: AWS::ElastiCache::ReplicationGroup
//!     Properties: { ReplicationGroupDescription: of sessions, TransitEncryptionEnabled: !Ref Encrypted }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Cache: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: cache.yaml, Parameters: { Encrypted: "false" } } }
//! # file: cache.yaml
//! Parameters:
//!   Encrypted: { Type: String }
//! Resources:
//!   Group:
//!     Type: AWS::ElastiCache::ReplicationGroup
//!     Properties: { ReplicationGroupDescription: of sessions, TransitEncryptionEnabled: !Ref Encrypted }
//! ```
//! ## Instead
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Cache: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: cache.yaml } }
//! # file: cache.yaml
//! Parameters:
//!   Encrypted: { Type: String, Default: "True" }
//! Resources:
//!   Group:
//!     Type: AWS::ElastiCache::ReplicationGroup
//!     Properties: { ReplicationGroupDescription: of sessions, TransitEncryptionEnabled: !Ref Encrypted }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, the pages of the types.

use super::{Class, Risk};
use crate::diff::comparison::Comparison;
use crate::diff::switches::{On, Setting, Switch, switched_off};
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "encryption-off",
        severity: Severity::Warning,
        page: include_str!("encryption_off.rs"),
    },
    class: Class::Security,
    judge,
};

static SWITCHES: &[Switch] = &[
    Switch {
        types: &[
            "AWS::DocDB::DBCluster",
            "AWS::Neptune::DBCluster",
            "AWS::RDS::DBCluster",
            "AWS::RDS::DBInstance",
        ],
        setting: Setting::Property(&["StorageEncrypted"]),
        on: On::Is(&["true"]),
        otherwise: Some(false),
        gives: "encryption of its storage",
    },
    Switch {
        types: &["AWS::EFS::FileSystem", "AWS::Redshift::Cluster"],
        setting: Setting::Property(&["Encrypted"]),
        on: On::Is(&["true"]),
        otherwise: Some(false),
        gives: "encryption of its storage",
    },
    Switch {
        types: &["AWS::EC2::Volume"],
        setting: Setting::Property(&["Encrypted"]),
        on: On::Is(&["true"]),
        otherwise: None,
        gives: "encryption",
    },
    Switch {
        types: &["AWS::EC2::LaunchTemplate"],
        setting: Setting::Each(
            &["LaunchTemplateData", "BlockDeviceMappings"],
            &["Ebs", "Encrypted"],
        ),
        on: On::Is(&["true"]),
        otherwise: None,
        gives: "encryption of its volumes",
    },
    Switch {
        types: &["AWS::ElastiCache::ReplicationGroup"],
        setting: Setting::Property(&["AtRestEncryptionEnabled"]),
        on: On::Is(&["true"]),
        otherwise: Some(false),
        gives: "encryption at rest",
    },
    Switch {
        types: &[
            "AWS::ElastiCache::ReplicationGroup",
            "AWS::ElastiCache::CacheCluster",
        ],
        setting: Setting::Property(&["TransitEncryptionEnabled"]),
        on: On::Is(&["true"]),
        otherwise: Some(false),
        gives: "encryption on the way",
    },
    Switch {
        types: &["AWS::MemoryDB::Cluster"],
        setting: Setting::Property(&["TLSEnabled"]),
        on: On::Is(&["true"]),
        otherwise: Some(true),
        gives: "encryption on the way",
    },
    Switch {
        types: &[
            "AWS::OpenSearchService::Domain",
            "AWS::Elasticsearch::Domain",
        ],
        setting: Setting::Property(&["EncryptionAtRestOptions", "Enabled"]),
        on: On::Is(&["true"]),
        otherwise: Some(false),
        gives: "encryption at rest",
    },
    Switch {
        types: &[
            "AWS::OpenSearchService::Domain",
            "AWS::Elasticsearch::Domain",
        ],
        setting: Setting::Property(&["NodeToNodeEncryptionOptions", "Enabled"]),
        on: On::Is(&["true"]),
        otherwise: Some(false),
        gives: "encryption between its nodes",
    },
    Switch {
        types: &["AWS::MSK::Cluster"],
        setting: Setting::Property(&["EncryptionInfo", "EncryptionInTransit", "ClientBroker"]),
        on: On::Is(&["TLS"]),
        otherwise: Some(true),
        gives: "encryption on the way",
    },
    Switch {
        types: &["AWS::DAX::Cluster"],
        setting: Setting::Property(&["SSESpecification", "SSEEnabled"]),
        on: On::Is(&["true"]),
        otherwise: Some(false),
        gives: "encryption at rest",
    },
    Switch {
        types: &["AWS::Kinesis::Stream"],
        setting: Setting::Property(&["StreamEncryption"]),
        on: On::Present,
        otherwise: Some(false),
        gives: "encryption at rest",
    },
    Switch {
        types: &["AWS::SNS::Topic"],
        setting: Setting::Property(&["KmsMasterKeyId"]),
        on: On::Present,
        otherwise: Some(false),
        gives: "encryption at rest",
    },
    Switch {
        types: &["AWS::EKS::Cluster"],
        setting: Setting::Property(&["EncryptionConfig"]),
        on: On::Present,
        otherwise: Some(false),
        gives: "encryption of its secrets with a key of its own",
    },
    Switch {
        types: &["AWS::Logs::LogGroup", "AWS::SecretsManager::Secret"],
        setting: Setting::Property(&["KmsKeyId"]),
        on: On::Present,
        otherwise: Some(false),
        gives: "encryption with a key of its own",
    },
    Switch {
        types: &["AWS::CloudTrail::Trail"],
        setting: Setting::Property(&["KMSKeyId"]),
        on: On::Present,
        otherwise: Some(false),
        gives: "encryption with a key of its own",
    },
];

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    switched_off(comparison, &RISK.rule, SWITCHES)
}
