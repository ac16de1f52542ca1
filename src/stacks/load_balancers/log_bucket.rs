//! The bucket of the access logs of all load balancers of a deployment.
//!
//! Source: Elastic Load Balancing user guide for Application Load Balancers, "Access logs". Names of
//! log files tell the load balancers apart.

use crate::architecture::Architecture;
use crate::assembly::Stack;
use crate::bindings::s3::{BucketHandle, BucketPolicyHandle, bucket::ObjectOwnership};
use crate::cfn::account_id;
use crate::policy::{Principal, Statement};
use crate::stacks::access_logs;
use crate::sub;

/// Adds the bucket and its policy.
pub(super) fn log_bucket(
    architecture: &Architecture,
    stack: &mut Stack,
) -> (BucketHandle, BucketPolicyHandle) {
    let days = architecture.load_balancers().access_log_retention_days;
    let bucket = access_logs::bucket(days, ObjectOwnership::BucketOwnerEnforced);
    let bucket = stack.add("LogBucket", bucket);
    let write = Statement::allow(["s3:PutObject"])
        .sid("LoadBalancersOfThisAccount")
        .principal(Principal::Service(
            "logdelivery.elasticloadbalancing.amazonaws.com",
        ))
        .on(sub![bucket.arn(), "/AWSLogs/", account_id(), "/*"]);
    let policy = access_logs::policy(&bucket, [write]);
    let policy = stack.add("LogBucketPolicy", policy);
    (bucket, policy)
}
