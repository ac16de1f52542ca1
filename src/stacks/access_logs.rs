//! Buckets of access logs, of load balancers and of a distribution alike.
//!
//! Sources: Elastic Load Balancing user guide for Application Load Balancers, "Access logs"; Amazon
//! CloudFront developer guide, "Configure standard logging (legacy)" (both write with Amazon S3's own
//! keys); Amazon S3 user guide, "Lifecycle configuration elements". Not here: who may write into one.

use crate::bindings::s3::{Bucket, BucketHandle, BucketPolicy, bucket};
use crate::cfn::{DeletionPolicy, Resource as _, UpdateReplacePolicy};
use crate::policy::{Document, Principal, Statement};
use crate::sub;

/// How long a log is still there after it expired, was deleted or was written over. The README and the
/// key that says how long logs are kept tell of it.
const KEPT_AFTER_DELETION_DAYS: u32 = 30;

/// A bucket that keeps logs for some days and is open to nobody. Whoever deletes or replaces a log takes
/// the current version away, not the log.
pub(super) fn bucket(days: u32, ownership: bucket::ObjectOwnership) -> Bucket {
    let encryption = bucket::ServerSideEncryptionRule::new().server_side_encryption_by_default(
        bucket::ServerSideEncryptionByDefault::new(
            bucket::ServerSideEncryptionByDefaultSseAlgorithm::Aes256,
        ),
    );
    let expiry = bucket::Rule::new(bucket::RuleStatus::Enabled)
        .id("Expire")
        .expiration_in_days(days)
        .noncurrent_version_expiration(bucket::NoncurrentVersionExpiration::new(
            KEPT_AFTER_DELETION_DAYS,
        ))
        .abort_incomplete_multipart_upload(bucket::AbortIncompleteMultipartUpload::new(7));
    // A rule of its own: S3 takes it beside no expiry in days. Else each log would leave the marker of
    // its deletion for as long again as logs are kept.
    let markers = bucket::Rule::new(bucket::RuleStatus::Enabled)
        .id("ExpireDeleteMarkers")
        .expired_object_delete_marker(true);
    Bucket::new()
        .bucket_encryption(bucket::BucketEncryption::new([encryption]))
        .lifecycle_configuration(bucket::LifecycleConfiguration::new([expiry, markers]))
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
        .versioning_configuration(bucket::VersioningConfiguration::new(
            bucket::VersioningConfigurationStatus::Enabled,
        ))
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
