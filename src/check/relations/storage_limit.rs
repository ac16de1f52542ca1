//! # storage-limit
//!
//! ## What it finds
//! A database whose storage may grow to less than it begins with.
//!
//! ## Why it matters
//! RDS refuses it.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties:
//!       DBInstanceClass: db.m7g.large
//!       Engine: postgres
//!       AllocatedStorage: "100"
//!       MaxAllocatedStorage: 50
//!       StorageEncrypted: true
//!       ManageMasterUserPassword: true
//!       MasterUsername: master
//!     DeletionPolicy: Snapshot
//!     UpdateReplacePolicy: Snapshot
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties:
//!       DBInstanceClass: db.m7g.large
//!       Engine: postgres
//!       AllocatedStorage: "100"
//!       MaxAllocatedStorage: 500
//!       StorageEncrypted: true
//!       ManageMasterUserPassword: true
//!       MasterUsername: master
//!     DeletionPolicy: Snapshot
//!     UpdateReplacePolicy: Snapshot
//! ```
//! ## Sources
//! Amazon RDS user guide, "Managing capacity automatically with Amazon RDS storage autoscaling".

use super::numbers::numbers;
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "storage-limit",
        severity: Severity::Error,
        page: include_str!("storage_limit.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    let sizes = (["AllocatedStorage"], ["MaxAllocatedStorage"]);
    for two in numbers(
        context,
        &["AWS::RDS::DBInstance"],
        (&sizes.0, None),
        (&sizes.1, None),
    ) {
        if two.first <= two.second {
            continue;
        }
        let message = format!(
            "storage of {} GiB may grow to {} GiB",
            two.first, two.second
        );
        let finding = context.finding_of(&CHECK.rule, &two.resource, &two.case, message);
        context.report(finding.expected(format!("expected more than {}", two.first)));
    }
}
