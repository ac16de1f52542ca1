//! # notification-unordered
//!
//! ## What it finds
//! A bucket that notifies a function, a queue or a topic of the deployment, and does not wait for the
//! permission or policy that lets it.
//!
//! ## Why it matters
//! S3 tries the destination when the bucket is made: "Unable to validate the following destination
//! configurations".
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Queue:
//!     Type: AWS::SQS::Queue
//!     DeletionPolicy: Delete
//!     UpdateReplacePolicy: Delete
//!   QueuePolicy:
//!     Type: AWS::SQS::QueuePolicy
//!     Properties:
//!       Queues: [!Ref Queue]
//!       PolicyDocument:
//!         Version: "2012-10-17"
//!         Statement:
//!           - Effect: Allow
//!             Principal: { Service: s3.amazonaws.com }
//!             Action: "sqs:SendMessage"
//!             Resource: "*"
//!   Bucket:
//!     Type: AWS::S3::Bucket
//!     Properties:
//!       NotificationConfiguration:
//!         QueueConfigurations: [{ Event: "s3:ObjectCreated:*", Queue: !GetAtt Queue.Arn }]
//!     DeletionPolicy: Retain
//!     UpdateReplacePolicy: Retain
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Queue:
//!     Type: AWS::SQS::Queue
//!     DeletionPolicy: Delete
//!     UpdateReplacePolicy: Delete
//!   QueuePolicy:
//!     Type: AWS::SQS::QueuePolicy
//!     Properties:
//!       Queues: [!Ref Queue]
//!       PolicyDocument:
//!         Version: "2012-10-17"
//!         Statement:
//!           - Effect: Allow
//!             Principal: { Service: s3.amazonaws.com }
//!             Action: "sqs:SendMessage"
//!             Resource: "*"
//!   Bucket:
//!     Type: AWS::S3::Bucket
//!     DependsOn: QueuePolicy
//!     Properties:
//!       NotificationConfiguration:
//!         QueueConfigurations: [{ Event: "s3:ObjectCreated:*", Queue: !GetAtt Queue.Arn }]
//!     DeletionPolicy: Retain
//!     UpdateReplacePolicy: Retain
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "AWS::S3::Bucket NotificationConfiguration".

use super::sides::{report_unordered, sides};
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "notification-unordered",
        severity: Severity::Warning,
        page: include_str!("notification_unordered.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    let kinds: [(&[&str], &[&str], &'static [&'static str]); 3] = [
        (
            &["LambdaConfigurations", "*", "Function"],
            &["FunctionName"],
            &["AWS::Lambda::Permission"],
        ),
        (
            &["QueueConfigurations", "*", "Queue"],
            &["Queues", "*"],
            &["AWS::SQS::QueuePolicy"],
        ),
        (
            &["TopicConfigurations", "*", "Topic"],
            &["Topics", "*"],
            &["AWS::SNS::TopicPolicy"],
        ),
    ];
    for (notified, allowed, types) in kinds {
        let mut firsts = sides(context, types, &[allowed]);
        // Of a function's permissions those for S3 count.
        firsts.retain(|first| {
            let mut principals = context.cases(&first.resource, &["Principal"]).into_iter();
            principals.all(|case| case.is_absent() || case.text() == Some("s3.amazonaws.com"))
        });
        if firsts.is_empty() {
            continue;
        }
        let path = [&["NotificationConfiguration"], notified].concat();
        let buckets = sides(context, &["AWS::S3::Bucket"], &[&path]);
        report_unordered(context, &CHECK.rule, &buckets, &firsts, |second, first| {
            format!(
                "`{}` sends notifications, and does not wait for `{}`, which allows it",
                second.resource.logical_id, first.resource.logical_id
            )
        });
    }
}
