//! # cost-up
//!
//! ## What it finds
//! A resource that costs more than before: a larger class of instances, more storage, more throughput, more
//! of them, a standby. Types of instances are compared by their processors and memory.
//!
//! ## Why it matters
//! It is on the bill from the hour of the update.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: postgres, AllocatedStorage: 20, DBInstanceClass: db.m7g.large }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: postgres, AllocatedStorage: 20, DBInstanceClass: db.m7g.2xlarge }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: postgres, AllocatedStorage: 20, DBInstanceClass: db.m7g.large, CopyTagsToSnapshot: true }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { Standby: false } } }
//! # file: child.yaml
//! Parameters:
//!   Standby: { Type: String }
//! Resources:
//!   Database: { Type: AWS::RDS::DBInstance, Properties: { Engine: postgres, DBInstanceClass: db.m7g.large, AllocatedStorage: 20, MultiAZ: !Ref Standby } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { Standby: true } } }
//! # file: child.yaml
//! Parameters:
//!   Standby: { Type: String }
//! Resources:
//!   Database: { Type: AWS::RDS::DBInstance, Properties: { Engine: postgres, DBInstanceClass: db.m7g.large, AllocatedStorage: 20, MultiAZ: !Ref Standby } }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Group: { Type: AWS::AutoScaling::AutoScalingGroup, Properties: { MinSize: 2, MaxSize: 8, LaunchConfigurationName: lc, AvailabilityZones: [eu-central-1a] } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Group: { Type: AWS::AutoScaling::AutoScalingGroup, Properties: { MinSize: 4, MaxSize: 8, LaunchConfigurationName: lc, AvailabilityZones: [eu-central-1a] } }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Disk: { Type: AWS::EC2::Volume, Properties: { AvailabilityZone: eu-central-1a, Size: 100 } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Disk: { Type: AWS::EC2::Volume, Properties: { AvailabilityZone: eu-central-1a, Size: 500 } }
//! ```
//! ## Sources
//! AWS pricing pages of the services; facts of instance types (processors and memory).

use super::{Class, Risk};
use crate::diff::comparison::Comparison;
use crate::diff::sizes::Means;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "cost-up",
        severity: Severity::Info,
        page: include_str!("cost_up.rs"),
    },
    class: Class::Cost,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let findings = comparison.changed().flat_map(|pair| {
        let resized = pair.resized().into_iter();
        let larger = resized.filter(|one| one.is_larger && one.means != Means::Carries);
        let findings = larger.map(|one| {
            let address = &pair.change.address;
            let what = format!("`{address}` costs more: {}", one.described());
            comparison.after(&RISK.rule, pair.new, one.path, what)
        });
        let mut findings: Vec<Finding> = findings.collect();
        if pair.is("AWS::RDS::DBInstance") && pair.turns(&["MultiAZ"], false, true) {
            let what = format!(
                "`{}` costs about twice as much: it gets a standby",
                pair.change.address
            );
            findings.push(comparison.after(&RISK.rule, pair.new, &["MultiAZ"], what));
        }
        findings
    });
    findings.collect()
}
