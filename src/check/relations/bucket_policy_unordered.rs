//! # bucket-policy-unordered
//!
//! ## What it finds
//! A load balancer with access logs, a trail or a delivery channel that writes to a bucket of the
//! deployment, and does not wait for the policy that lets it.
//!
//! ## Why it matters
//! The service tries to write as soon as it is made, and fails with "Access Denied" when the policy is not
//! there yet.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Logs:
//!     Type: AWS::S3::Bucket
//!     DeletionPolicy: Retain
//!     UpdateReplacePolicy: Retain
//!   LogsPolicy:
//!     Type: AWS::S3::BucketPolicy
//!     Properties:
//!       Bucket: !Ref Logs
//!       PolicyDocument:
//!         Version: "2012-10-17"
//!         Statement:
//!           - Effect: Allow
//!             Principal: { Service: cloudtrail.amazonaws.com }
//!             Action: ["s3:PutObject", "s3:GetBucketAcl"]
//!             Resource: [!GetAtt Logs.Arn, !Sub "${Logs.Arn}/*"]
//!   Trail:
//!     Type: AWS::CloudTrail::Trail
//!     Properties: { IsLogging: true, S3BucketName: !Ref Logs }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Logs:
//!     Type: AWS::S3::Bucket
//!     DeletionPolicy: Retain
//!     UpdateReplacePolicy: Retain
//!   LogsPolicy:
//!     Type: AWS::S3::BucketPolicy
//!     Properties:
//!       Bucket: !Ref Logs
//!       PolicyDocument:
//!         Version: "2012-10-17"
//!         Statement:
//!           - Effect: Allow
//!             Principal: { Service: cloudtrail.amazonaws.com }
//!             Action: ["s3:PutObject", "s3:GetBucketAcl"]
//!             Resource: [!GetAtt Logs.Arn, !Sub "${Logs.Arn}/*"]
//!   Trail:
//!     Type: AWS::CloudTrail::Trail
//!     DependsOn: LogsPolicy
//!     Properties: { IsLogging: true, S3BucketName: !Ref Logs }
//! ```
//! ## Sources
//! Elastic Load Balancing user guide, "Access logs"; AWS CloudTrail user guide, "Amazon S3 bucket policy for
//! CloudTrail".

use super::sides::{Side, report_unordered, sides};
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "bucket-policy-unordered",
        severity: Severity::Warning,
        page: include_str!("bucket_policy_unordered.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    let policies = sides(context, &["AWS::S3::BucketPolicy"], &[&["Bucket"]]);
    if policies.is_empty() {
        return;
    }
    let mut writers = sides(
        context,
        &["AWS::CloudTrail::Trail", "AWS::Config::DeliveryChannel"],
        &[&["S3BucketName"]],
    );
    writers.extend(sides(
        context,
        &["AWS::ElasticLoadBalancing::LoadBalancer"],
        &[&["AccessLoggingPolicy", "S3BucketName"]],
    ));
    let attributes = sides(
        context,
        &["AWS::ElasticLoadBalancingV2::LoadBalancer"],
        &[&["LoadBalancerAttributes", "*"]],
    );
    for side in attributes {
        let keys = side.case.below(context, &["Key"]);
        let logs = ["access_logs.s3.bucket", "connection_logs.s3.bucket"];
        if keys
            .iter()
            .any(|key| key.text().is_some_and(|key| logs.contains(&key)))
        {
            let values = side.case.below(context, &["Value"]).into_iter();
            writers.extend(values.map(|case| Side { case, ..side }));
        }
    }
    report_unordered(
        context,
        &CHECK.rule,
        &writers,
        &policies,
        |second, first| {
            format!(
                "`{}` writes to the bucket at once, and does not wait for `{}`, which allows it",
                second.resource.logical_id, first.resource.logical_id
            )
        },
    );
}
