//! # key-of-kept-data-deleted
//!
//! ## What it finds
//! Data that stays when the stack is deleted, itself or as a snapshot, and that is encrypted with a key of
//! the deployment that does not stay.
//!
//! ## Why it matters
//! The deletion of the stack schedules that of the key. Once it is gone, nobody reads the data any more.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Key: { Type: AWS::KMS::Key, Properties: { EnableKeyRotation: true } }
//!   Files:
//!     Type: AWS::EFS::FileSystem
//!     DeletionPolicy: Retain
//!     UpdateReplacePolicy: Retain
//!     Properties: { Encrypted: true, KmsKeyId: !GetAtt Key.Arn }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Key:
//!     Type: AWS::KMS::Key
//!     DeletionPolicy: Retain
//!     UpdateReplacePolicy: Retain
//!     Properties: { EnableKeyRotation: true }
//!   Files:
//!     Type: AWS::EFS::FileSystem
//!     DeletionPolicy: Retain
//!     UpdateReplacePolicy: Retain
//!     Properties: { Encrypted: true, KmsKeyId: !GetAtt Key.Arn }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "DeletionPolicy attribute"; AWS KMS developer guide, "Deleting AWS
//! KMS keys".

use super::kept::{Place, kept};
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "key-of-kept-data-deleted",
        severity: Severity::Warning,
        page: include_str!("key_gone.rs"),
    },
    cfn_lint: &[],
    run,
};

/// Where data names its key.
const PLACES: [Place; 8] = [
    (
        &[
            "AWS::DocDB::DBCluster",
            "AWS::EC2::Volume",
            "AWS::EFS::FileSystem",
            "AWS::ElastiCache::ReplicationGroup",
            "AWS::FSx::FileSystem",
            "AWS::Logs::LogGroup",
            "AWS::Neptune::DBCluster",
            "AWS::RDS::DBCluster",
            "AWS::RDS::DBInstance",
            "AWS::Redshift::Cluster",
            "AWS::SecretsManager::Secret",
        ],
        &["KmsKeyId"],
    ),
    (
        &["AWS::S3::Bucket"],
        &[
            "BucketEncryption",
            "ServerSideEncryptionConfiguration",
            "*",
            "ServerSideEncryptionByDefault",
            "KMSMasterKeyID",
        ],
    ),
    (
        &["AWS::DynamoDB::Table"],
        &["SSESpecification", "KMSMasterKeyId"],
    ),
    (&["AWS::SQS::Queue"], &["KmsMasterKeyId"]),
    (&["AWS::Kinesis::Stream"], &["StreamEncryption", "KeyId"]),
    (
        &["AWS::OpenSearchService::Domain"],
        &["EncryptionAtRestOptions", "KmsKeyId"],
    ),
    (&["AWS::Backup::BackupVault"], &["EncryptionKeyArn"]),
    (
        &["AWS::ECR::Repository"],
        &["EncryptionConfiguration", "KmsKey"],
    ),
];

fn run(context: &Context<'_>) {
    let policies = ["Retain", "RetainExceptOnCreate", "Snapshot"];
    for kept in kept(context, &PLACES, &policies, &["AWS::KMS::Key"]) {
        let (data, key) = (kept.resource.logical_id, kept.gone.logical_id);
        let message = format!("`{data}` outlives the stack, and `{key}`, its key, does not");
        let finding = context.finding_of(&CHECK.rule, &kept.resource, &kept.case, message);
        let finding = context.pointing_at(finding, &kept.gone, "what goes with the stack");
        let help = format!("set `DeletionPolicy: Retain` at `{key}` as well");
        context.report(finding.help(help));
    }
}
