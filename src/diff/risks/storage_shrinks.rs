//! # storage-shrinks
//!
//! ## What it finds
//! A database, a volume, a file system or a broker that stays and gets less storage than it has.
//!
//! ## Why it matters
//! Storage grows only. The service refuses the change, and the update is rolled back.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: postgres, DBInstanceClass: db.t4g.small, AllocatedStorage: "200" }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: postgres, DBInstanceClass: db.t4g.small, AllocatedStorage: "100" }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: data.yaml, Parameters: { Size: 80 } } }
//! # file: data.yaml
//! Parameters:
//!   Size: { Type: Number }
//! Resources:
//!   Disk: { Type: AWS::EC2::Volume, Properties: { AvailabilityZone: eu-central-1a, Size: !Ref Size } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: data.yaml, Parameters: { Size: 40 } } }
//! # file: data.yaml
//! Parameters:
//!   Size: { Type: Number }
//! Resources:
//!   Disk: { Type: AWS::EC2::Volume, Properties: { AvailabilityZone: eu-central-1a, Size: !Ref Size } }
//! ```
//! ## Instead
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: data.yaml, Parameters: { Size: 120 } } }
//! # file: data.yaml
//! Parameters:
//!   Size: { Type: Number }
//! Resources:
//!   Disk: { Type: AWS::EC2::Volume, Properties: { AvailabilityZone: eu-central-1a, Size: !Ref Size } }
//! ```
//! ## Sources
//! Amazon RDS user guide, "Working with storage for Amazon RDS DB instances"; Amazon EBS user guide, "Limitations for
//! volume modifications"; Amazon MSK developer guide, "Scale up Amazon MSK broker storage"; Amazon FSx user guides.

use super::{Class, Risk};
use crate::diff::comparison::Comparison;
use crate::diff::expression::Expression;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "storage-shrinks",
        severity: Severity::Error,
        page: include_str!("storage_shrinks.rs"),
    },
    class: Class::Refused,
    judge,
};

const SIZES: &[(&str, &[&str])] = &[
    ("AWS::EC2::Volume", &["Size"]),
    ("AWS::FSx::FileSystem", &["StorageCapacity"]),
    (
        "AWS::MSK::Cluster",
        &[
            "BrokerNodeGroupInfo",
            "StorageInfo",
            "EBSStorageInfo",
            "VolumeSize",
        ],
    ),
    ("AWS::RDS::DBCluster", &["AllocatedStorage"]),
    ("AWS::RDS::DBInstance", &["AllocatedStorage"]),
];

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let staying = comparison.staying();
    for pair in staying {
        let sizes = SIZES.iter();
        let sizes = sizes.filter(|(of, _)| **of == *pair.new.resource_type);
        for (_, path) in sizes {
            let size = |value: Option<&Expression>| value.and_then(Expression::number);
            let values = pair.values(path);
            let values = values.and_then(|(old, new)| size(old).zip(size(new)));
            let Some((old, new)) = values.filter(|(old, new)| new < old) else {
                continue;
            };
            // ONTAP file systems of the second generation give storage back.
            if pair.new.text(&["FileSystemType"]) == Some("ONTAP") {
                continue;
            }
            let what = format!(
                "storage of `{}` goes from {old} to {new} GiB, and it can only grow",
                pair.new.address
            );
            let found = comparison.after(&RISK.rule, pair.new, path, what);
            findings.push(found.help(format!("keep {old}")));
        }
    }
    findings
}
