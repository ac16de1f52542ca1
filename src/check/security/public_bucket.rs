//! # bucket-public
//!
//! ## What it finds
//! A bucket that everybody may read or write: by its access control list, or by a policy that allows it to
//! every principal without a condition.
//!
//! ## Why it matters
//! What is in it is in the world.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Bucket:
//!     Type: AWS::S3::Bucket
//!     Properties:
//!       AccessControl: PublicRead
//!       OwnershipControls: { Rules: [{ ObjectOwnership: ObjectWriter }] }
//!     DeletionPolicy: Retain
//!     UpdateReplacePolicy: Retain
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Bucket:
//!     Type: AWS::S3::Bucket
//!     Properties:
//!       BucketName: reports-of-ours
//!     DeletionPolicy: Retain
//!     UpdateReplacePolicy: Retain
//! ```
//! ## Sources
//! Amazon S3 user guide, "Blocking public access to your Amazon S3 storage".

use super::policies::{Kind, documents, texts};
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "bucket-public",
        severity: Severity::Warning,
        page: include_str!("public_bucket.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    for bucket in context.of_types(&["AWS::S3::Bucket"]) {
        for case in context.cases(&bucket, &["AccessControl"]) {
            let Some(text) = case.text() else { continue };
            if matches!(text, "PublicRead" | "PublicReadWrite" | "AuthenticatedRead") {
                let message = format!("`{}` is open to the world, `{text}`", bucket.logical_id);
                let finding = context.finding_of(&CHECK.rule, &bucket, &case, message);
                context.report(finding.path("Properties.AccessControl"));
            }
        }
    }
    for document in documents(context)
        .into_iter()
        .filter(|one| one.kind == Kind::Bucket)
    {
        for statement in document.statements(context) {
            let effects = statement.below(context, &["Effect"]);
            let conditions = statement.below(context, &["Condition"]);
            let allows = effects.iter().any(|case| case.text() == Some("Allow"));
            if !allows || conditions.iter().any(|case| !case.is_absent()) {
                continue;
            }
            let mut principals = texts(context, &statement, "Principal");
            principals.extend(statement.below(context, &["Principal", "AWS", "*"]));
            let everybody = principals.iter().find(|case| case.text() == Some("*"));
            if let Some(case) = everybody {
                let message = "every principal is allowed";
                let finding = context.finding_of(&CHECK.rule, &document.resource, case, message);
                context.report(finding.path(&document.path));
            }
        }
    }
}
