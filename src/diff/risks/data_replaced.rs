//! # data-replaced
//!
//! ## What it finds
//! A resource that holds data and is replaced, or may be: by a change of its own, or because something that
//! it refers to is replaced. CloudFormation makes a new, empty one and deletes the old one, since neither
//! `UpdateReplacePolicy: Retain` nor a snapshot keeps it. Not judged: what is protected from deletion, what
//! AWS deletes only when it is empty, and restores (`snapshot-identifier-changed`).
//!
//! ## Why it matters
//! The new one is empty, and what the old one held is gone when the update is complete.
//!
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
//!       AttributeDefinitions: [{ AttributeName: key, AttributeType: S }]
//!       KeySchema: [{ AttributeName: key, KeyType: HASH }]
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Table:
//!     Type: AWS::DynamoDB::Table
//!     UpdateReplacePolicy: Retain
//!     Properties:
//!       BillingMode: PAY_PER_REQUEST
//!       AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
//!       KeySchema: [{ AttributeName: id, KeyType: HASH }]
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Network: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: network.yaml } }
//!   Data:
//!     Type: AWS::CloudFormation::Stack
//!     Properties:
//!       TemplateURL: data.yaml
//!       Parameters: { Subnets: !GetAtt Network.Outputs.Subnets }
//! # file: network.yaml
//! Resources:
//!   Subnets:
//!     Type: AWS::RDS::DBSubnetGroup
//!     Properties: { DBSubnetGroupName: old, DBSubnetGroupDescription: zones, SubnetIds: [subnet-1, subnet-2] }
//! Outputs:
//!   Subnets: { Value: !Ref Subnets }
//! # file: data.yaml
//! Parameters:
//!   Subnets: { Type: String }
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: postgres, DBInstanceClass: db.t4g.micro, AllocatedStorage: 20, DBSubnetGroupName: !Ref Subnets }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Network: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: network.yaml } }
//!   Data:
//!     Type: AWS::CloudFormation::Stack
//!     Properties:
//!       TemplateURL: data.yaml
//!       Parameters: { Subnets: !GetAtt Network.Outputs.Subnets }
//! # file: network.yaml
//! Resources:
//!   Subnets:
//!     Type: AWS::RDS::DBSubnetGroup
//!     Properties: { DBSubnetGroupName: new, DBSubnetGroupDescription: zones, SubnetIds: [subnet-1, subnet-2] }
//! Outputs:
//!   Subnets: { Value: !Ref Subnets }
//! # file: data.yaml
//! Parameters:
//!   Subnets: { Type: String }
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: postgres, DBInstanceClass: db.t4g.micro, AllocatedStorage: 20, DBSubnetGroupName: !Ref Subnets }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Files: { Type: AWS::EFS::FileSystem, Properties: { Encrypted: false } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Files: { Type: AWS::EFS::FileSystem, Properties: { Encrypted: true } }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Files: { Type: AWS::EFS::FileSystem, UpdateReplacePolicy: Retain, Properties: { Encrypted: false } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Cache: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { Port: 6379 } } }
//! # file: child.yaml
//! Parameters:
//!   Port: { Type: Number }
//! Resources:
//!   Sessions:
//!     Type: AWS::ElastiCache::ReplicationGroup
//!     Properties: { ReplicationGroupDescription: sessions, CacheNodeType: cache.t4g.small, Engine: redis, Port: !Ref Port }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Cache: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { Port: 6380 } } }
//! # file: child.yaml
//! Parameters:
//!   Port: { Type: Number }
//! Resources:
//!   Sessions:
//!     Type: AWS::ElastiCache::ReplicationGroup
//!     Properties: { ReplicationGroupDescription: sessions, CacheNodeType: cache.t4g.small, Engine: redis, Port: !Ref Port }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "UpdateReplacePolicy attribute" and "Update requires" of each
//! property; which types hold data: facts.

use super::{Class, Risk};
use crate::diff::change::Afterwards;
use crate::diff::comparison::Comparison;
use crate::diff::holding;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "data-replaced",
        severity: Severity::Warning,
        page: include_str!("data_replaced.rs"),
    },
    class: Class::DataLoss,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let lost = comparison.changed().filter(|pair| {
        let origin = holding::origin(&pair.new.resource_type);
        let is_restored = origin.is_some_and(|origin| pair.values(&[origin]).is_some());
        pair.old.holds_data()
            && pair.is(&pair.old.resource_type)
            && pair.change.replaced == Afterwards::Deleted
            && !pair.old.must_be_empty()
            && !pair.old.is_protected()
            && !is_restored
    });
    let findings = lost.filter_map(|pair| {
        let strongest = pair.change.strongest()?;
        let path: Vec<&str> = strongest.path.names().collect();
        let what = format!(
            "`{}` {}: the new one is empty, and the old one is deleted with its data",
            pair.change.address,
            pair.change.replacement()?
        );
        let found = comparison.after(&RISK.rule, pair.new, &path, what);
        Some(found.help("deploy `UpdateReplacePolicy: Retain` for it first, and move the data"))
    });
    findings.collect()
}
