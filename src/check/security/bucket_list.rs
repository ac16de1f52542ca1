//! # bucket-list-refused
//!
//! ## What it finds
//! A bucket with an access control list that gives others than its owner a right, and that does not say who
//! owns the objects in it.
//!
//! ## Why it matters
//! Buckets have had no access control lists since April 2023 unless `OwnershipControls` say so: "Bucket
//! cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting".
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Bucket:
//!     Type: AWS::S3::Bucket
//!     Properties:
//!       AccessControl: LogDeliveryWrite
//!     DeletionPolicy: Retain
//!     UpdateReplacePolicy: Retain
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Bucket:
//!     Type: AWS::S3::Bucket
//!     Properties:
//!       AccessControl: LogDeliveryWrite
//!       OwnershipControls: { Rules: [{ ObjectOwnership: ObjectWriter }] }
//!     DeletionPolicy: Retain
//!     UpdateReplacePolicy: Retain
//! ```
//! ## Sources
//! Amazon S3 user guide, "Controlling ownership of objects and disabling ACLs for your bucket".

use crate::check::cases::Case;
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "bucket-list-refused",
        severity: Severity::Error,
        page: include_str!("bucket_list.rs"),
    },
    cfn_lint: &["E3045"],
    run,
};

fn run(context: &Context<'_>) {
    for bucket in context.of_types(&["AWS::S3::Bucket"]) {
        let owners = context.cases(&bucket, &["OwnershipControls"]);
        for case in context.cases(&bucket, &["AccessControl"]) {
            let Some(text) = case.text().filter(|text| *text != "Private") else {
                continue;
            };
            // What the schema does not know, others say.
            let known = [
                "AuthenticatedRead",
                "AwsExecRead",
                "LogDeliveryWrite",
                "PublicRead",
                "PublicReadWrite",
            ];
            if !known.contains(&text) {
                continue;
            }
            let absent = owners.iter().filter(|owner| owner.is_absent());
            let guard = absent
                .filter_map(|owner| context.together(&owner.guard, &case.guard))
                .next();
            let Some(guard) = guard else { continue };
            let message = format!("`{text}` needs objects with owners of their own");
            let case = Case {
                guard,
                ..case.clone()
            };
            let finding = context.finding_of(&CHECK.rule, &bucket, &case, message);
            let help = "set `OwnershipControls: { Rules: [{ ObjectOwnership: ObjectWriter }] }`";
            context.report(finding.path("Properties.AccessControl").help(help));
        }
    }
}
