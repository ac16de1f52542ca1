//! # runtime-deprecated
//!
//! ## What it finds
//! A function with a runtime that gets no more security updates. What is known was known on the day of the
//! table.
//!
//! ## Why it matters
//! Holes that are found stay open, and some day Lambda makes, and then updates, no such functions any more.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Function:
//!     Type: AWS::Lambda::Function
//!     Properties:
//!       Role: arn:aws:iam::123456789012:role/function
//!       Handler: index.handler
//!       Runtime: python3.9
//!       Code: { S3Bucket: code-of-ours, S3Key: function.zip }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Function:
//!     Type: AWS::Lambda::Function
//!     Properties:
//!       Role: arn:aws:iam::123456789012:role/function
//!       Handler: index.handler
//!       Runtime: python3.13
//!       Code: { S3Bucket: code-of-ours, S3Key: function.zip }
//! ```
//! ## Sources
//! AWS Lambda developer guide, "Lambda runtimes"; the table with its dates is `schemas/values/lambda-
//! runtimes.tsv`.

use super::runtimes::named;
use crate::check::{Check, Context};
use crate::facts::lambda::Status;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "runtime-deprecated",
        severity: Severity::Warning,
        page: include_str!("runtime_deprecated.rs"),
    },
    cfn_lint: &["W2531", "E2531", "E2533"],
    run,
};

fn run(context: &Context<'_>) {
    for (resource, case, runtime) in named(context) {
        if runtime.status() != Status::Deprecated {
            continue;
        }
        let message = format!(
            "`{}` gets no updates since {}; no functions are made with it from {}, and none are updated from {}",
            runtime.name, runtime.deprecated, runtime.creation_blocked, runtime.update_blocked
        );
        let finding = context.finding_of(&CHECK.rule, &resource, &case, message);
        let finding = finding.path("Properties.Runtime");
        context.report(match runtime.successor {
            Some(successor) => finding.help(format!("move to `{successor}`")),
            None => finding,
        });
    }
}
