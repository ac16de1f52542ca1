//! # storage-operations-missing
//!
//! ## What it finds
//! A volume, or the storage of a database, of type `io1` or `io2` that does not say how many operations a
//! second it has.
//!
//! ## Why it matters
//! The service refuses it: these types are sold by operations.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Volume:
//!     Type: AWS::EC2::Volume
//!     Properties: { AvailabilityZone: eu-central-1a, Size: 100, Encrypted: true, VolumeType: io2 }
//!     DeletionPolicy: Retain
//!     UpdateReplacePolicy: Retain
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Volume:
//!     Type: AWS::EC2::Volume
//!     Properties: { AvailabilityZone: eu-central-1a, Size: 100, Encrypted: true, VolumeType: io2, Iops: 3000 }
//!     DeletionPolicy: Retain
//!     UpdateReplacePolicy: Retain
//! ```
//! ## Sources
//! Amazon EC2 API reference, "CreateVolume"; Amazon RDS user guide, "Provisioned IOPS storage".

use crate::check::cases::Case;
use crate::check::{Check, Context};
use crate::resolve::Resource;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "storage-operations-missing",
        severity: Severity::Error,
        page: include_str!("storage_operations.rs"),
    },
    cfn_lint: &["E3671"],
    run,
};

fn run(context: &Context<'_>) {
    let kinds: [(&'static [&'static str], &[&str], &str); 5] = [
        (&["AWS::EC2::Volume"], &[], "VolumeType"),
        (&["AWS::RDS::DBInstance"], &[], "StorageType"),
        (
            &["AWS::EC2::Instance"],
            &["BlockDeviceMappings", "*", "Ebs"],
            "VolumeType",
        ),
        (
            &["AWS::EC2::LaunchTemplate"],
            &["LaunchTemplateData", "BlockDeviceMappings", "*", "Ebs"],
            "VolumeType",
        ),
        (
            &["AWS::AutoScaling::LaunchConfiguration"],
            &["BlockDeviceMappings", "*", "Ebs"],
            "VolumeType",
        ),
    ];
    for (types, path, property) in kinds {
        for resource in context.of_types(types) {
            for storage in context.cases(&resource, path) {
                judge(context, &resource, &storage, property);
            }
        }
    }
}

fn judge(context: &Context<'_>, resource: &Resource<'_>, storage: &Case, property: &str) {
    // What is restored or copied has the operations of its origin.
    let origins = [
        "DBSnapshotIdentifier",
        "DBClusterSnapshotIdentifier",
        "SourceDBInstanceIdentifier",
        "SourceDBInstanceAutomatedBackupsArn",
        "SourceDbiResourceId",
    ];
    let has = |name: &&str| resource.property(&[name]).is_some();
    if origins.iter().any(has) {
        return;
    }
    let operations = storage.below(context, &["Iops"]);
    for case in storage.below(context, &[property]) {
        let Some(text) = case.text().filter(|text| matches!(*text, "io1" | "io2")) else {
            continue;
        };
        let guard = operations.iter().filter(|case| case.is_absent());
        let guard = guard
            .filter_map(|absent| context.together(&case.guard, &absent.guard))
            .next();
        let Some(guard) = guard else { continue };
        let message = format!("storage of type `{text}` without `Iops`");
        let case = Case {
            guard,
            ..case.clone()
        };
        context.report(context.finding_of(&CHECK.rule, resource, &case, message));
    }
}
