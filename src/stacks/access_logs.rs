//! Buckets of access logs, of load balancers and of a distribution alike.
//!
//! Sources: Elastic Load Balancing user guide for Application Load Balancers, "Access logs"; Amazon
//! CloudFront developer guide, "Configure standard logging (legacy)". Both write with Amazon S3's own
//! keys. Not here: who may write into one.

use crate::bindings::s3::{Bucket, BucketHandle, BucketPolicy, bucket};
use crate::cfn::{DeletionPolicy, Resource as _, UpdateReplacePolicy};
use crate::policy::{Document, Principal, Statement};
use crate::sub;

/// A bucket that keeps logs for some days and is open to nobody.
pub(super) fn bucket(days: u32, ownership: bucket::ObjectOwnership) -> Bucket {
    let encryption = bucket::ServerSideEncryptionRule::new().server_side_encryption_by_default(
        bucket::ServerSideEncryptionByDefault::new(
            bucket::ServerSideEncryptionByDefaultSseAlgorithm::Aes256,
        ),
    );
    let expiry = bucket::Rule::new(bucket::RuleStatus::Enabled)
        .id("Expire")
        .expiration_in_days(days)
        .abort_incomplete_multipart_upload(bucket::AbortIncompleteMultipartUpload::new(7));
    Bucket::new()
        .bucket_encryption(bucket::BucketEncryption::new([encryption]))
        .lifecycle_configuration(bucket::LifecycleConfiguration::new([expiry]))
        .ownership_controls(bucket::OwnershipControls::new([
            bucket::OwnershipControlsRule::new().object_ownership(ownership),
        ]))
        .public_access_block_configuration(
            bucket::PublicAccessBlockConfiguration::new()
                .block_public_acls(true)
                .block_public_policy(true)
                .ignore_public_acls(true)
                .restrict_public_buckets(true),
        )
        // Kept even when its creation is rolled back: a test object is in it by then, and a bucket
        // that holds something can't be deleted.
        .deletion_policy(DeletionPolicy::Retain)
        .update_replace_policy(UpdateReplacePolicy::Retain)
}

/// The policy of a bucket, which nobody uses without TLS.
pub(super) fn policy(
    bucket: &BucketHandle,
    statements: impl IntoIterator<Item = Statement>,
) -> BucketPolicy {
    let only_tls = Statement::deny(["s3:*"])
        .sid("OnlyTls")
        .principal(Principal::Everybody)
        .on(bucket.arn())
        .on(sub![bucket.arn(), "/*"])
        .when("Bool", "aws:SecureTransport", "false");
    let statements: Vec<Statement> = statements.into_iter().chain([only_tls]).collect();
    BucketPolicy::new(bucket.name(), Document::new(statements))
}
