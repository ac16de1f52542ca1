//! # log-group-unordered
//!
//! ## What it finds
//! A function and its log group, by name, neither of which waits for the other.
//!
//! ## Why it matters
//! A function that runs first makes the group itself, and the stack fails: the group exists. When the stack
//! is deleted, a last line of the function makes the group anew, and it stays.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Function:
//!     Type: AWS::Lambda::Function
//!     Properties:
//!       FunctionName: reports
//!       Role: arn:aws:iam::123456789012:role/function
//!       Handler: index.handler
//!       Runtime: nodejs24.x
//!       Code: { S3Bucket: code-of-ours, S3Key: function.zip }
//!   Logs:
//!     Type: AWS::Logs::LogGroup
//!     Properties: { LogGroupName: /aws/lambda/reports, RetentionInDays: 30 }
//!     DeletionPolicy: Delete
//!     UpdateReplacePolicy: Delete
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Function:
//!     Type: AWS::Lambda::Function
//!     DependsOn: Logs
//!     Properties:
//!       FunctionName: reports
//!       Role: arn:aws:iam::123456789012:role/function
//!       Handler: index.handler
//!       Runtime: nodejs24.x
//!       Code: { S3Bucket: code-of-ours, S3Key: function.zip }
//!   Logs:
//!     Type: AWS::Logs::LogGroup
//!     Properties: { LogGroupName: /aws/lambda/reports, RetentionInDays: 30 }
//!     DeletionPolicy: Delete
//!     UpdateReplacePolicy: Delete
//! ```
//! ## Sources
//! AWS Lambda developer guide, "Sending Lambda function logs to CloudWatch Logs".

use super::sides::{report, sides};
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "log-group-unordered",
        severity: Severity::Info,
        page: include_str!("log_group_unordered.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    let groups = sides(context, &["AWS::Logs::LogGroup"], &[&["LogGroupName"]]);
    for function in sides(context, &["AWS::Lambda::Function"], &[&["FunctionName"]]) {
        let Some(name) = function.case.text() else {
            continue;
        };
        let own = format!("/aws/lambda/{name}");
        for group in groups
            .iter()
            .filter(|group| group.case.text() == Some(&own))
        {
            if context
                .together(&function.case.guard, &group.case.guard)
                .is_none()
            {
                continue;
            }
            let message = format!(
                "`{}` may run before `{}`, its log group, is there",
                function.resource.logical_id, group.resource.logical_id
            );
            report(context, &CHECK.rule, &function, &group.resource, &message);
        }
    }
}
