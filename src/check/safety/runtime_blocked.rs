//! # runtime-blocked
//!
//! ## What it finds
//! A function with a runtime of which Lambda makes and updates no functions any more.
//!
//! ## Why it matters
//! Lambda refuses the function.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Function:
//!     Type: AWS::Lambda::Function
//!     Properties:
//!       Role: arn:aws:iam::123456789012:role/function
//!       Handler: index.handler
//!       Runtime: nodejs12.x
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
//!       Runtime: nodejs24.x
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
        id: "runtime-blocked",
        severity: Severity::Error,
        page: include_str!("runtime_blocked.rs"),
    },
    cfn_lint: &["E2531", "E2533"],
    run,
};

fn run(context: &Context<'_>) {
    for (resource, case, runtime) in named(context) {
        if runtime.status() != Status::Blocked {
            continue;
        }
        let message = format!(
            "Lambda refuses `{}` since {}",
            runtime.name, runtime.update_blocked
        );
        let finding = context.finding_of(&CHECK.rule, &resource, &case, message);
        let finding = finding.path("Properties.Runtime");
        context.report(match runtime.successor {
            Some(successor) => finding.help(format!("move to `{successor}`")),
            None => finding,
        });
    }
}
