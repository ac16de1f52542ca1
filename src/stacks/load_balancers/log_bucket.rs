//! The bucket of the access logs of all load balancers of a deployment.
//!
//! Source: Elastic Load Balancing user guide for Application Load Balancers, "Access logs". Names of
//! log files tell the load balancers apart.

use crate::architecture::Architecture;
use crate::assembly::Stack;
use crate::bindings::s3::{Bucket, BucketHandle, BucketPolicy, BucketPolicyHandle, bucket};
use crate::cfn::{DeletionPolicy, Resource as _, UpdateReplacePolicy, account_id};
use crate::policy::{Document, Principal, Statement};
use crate::sub;

/// Adds the bucket and its policy. Elastic Load Balancing writes with Amazon S3's own keys only.
pub(super) fn log_bucket(
    architecture: &Architecture,
    stack: &mut Stack,
) -> (BucketHandle, BucketPolicyHandle) {
    let days = architecture.load_balancers().access_log_retention_days;
    let encryption = bucket::ServerSideEncryptionRule::new().server_side_encryption_by_default(
        bucket::ServerSideEncryptionByDefault::new(
            bucket::ServerSideEncryptionByDefaultSseAlgorithm::Aes256,
        ),
    );
    let expiry = bucket::Rule::new(bucket::RuleStatus::Enabled)
        .id("Expire")
        .expiration_in_days(days)
        .abort_incomplete_multipart_upload(bucket::AbortIncompleteMultipartUpload::new(7));
    let bucket = Bucket::new()
        .bucket_encryption(bucket::BucketEncryption::new([encryption]))
        .lifecycle_configuration(bucket::LifecycleConfiguration::new([expiry]))
        .ownership_controls(bucket::OwnershipControls::new([
            bucket::OwnershipControlsRule::new()
                .object_ownership(bucket::ObjectOwnership::BucketOwnerEnforced),
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
        .update_replace_policy(UpdateReplacePolicy::Retain);
    let bucket = stack.add("LogBucket", bucket);
    let policy = Document::new([
        Statement::allow(["s3:PutObject"])
            .sid("LoadBalancersOfThisAccount")
            .principal(Principal::Service(
                "logdelivery.elasticloadbalancing.amazonaws.com",
            ))
            .on(sub![bucket.arn(), "/AWSLogs/", account_id(), "/*"]),
        Statement::deny(["s3:*"])
            .sid("OnlyTls")
            .principal(Principal::Everybody)
            .on(bucket.arn())
            .on(sub![bucket.arn(), "/*"])
            .when("Bool", "aws:SecureTransport", "false"),
    ]);
    let policy = stack.add("LogBucketPolicy", BucketPolicy::new(bucket.name(), policy));
    (bucket, policy)
}
