//! # capacity-smaller
//!
//! ## What it finds
//! A machine, a task, a function, a table or a stream that can carry less than before: a smaller class of
//! instances, less memory, fewer processors, less throughput, fewer nodes.
//!
//! ## Why it matters
//! What fitted may not fit any more: slow answers, refused requests, processes that are killed for want of
//! memory.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: postgres, AllocatedStorage: 20, DBInstanceClass: db.m7g.2xlarge }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: postgres, AllocatedStorage: 20, DBInstanceClass: db.m7g.large }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: postgres, AllocatedStorage: 20, DBInstanceClass: db.m7g.4xlarge }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Web: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { Memory: 4096 } } }
//! # file: child.yaml
//! Parameters:
//!   Memory: { Type: Number }
//! Resources:
//!   Task: { Type: AWS::ECS::TaskDefinition, Properties: { Cpu: 1024, Memory: !Ref Memory } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Web: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { Memory: 2048 } } }
//! # file: child.yaml
//! Parameters:
//!   Memory: { Type: Number }
//! Resources:
//!   Task: { Type: AWS::ECS::TaskDefinition, Properties: { Cpu: 1024, Memory: !Ref Memory } }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Stream: { Type: AWS::Kinesis::Stream, Properties: { ShardCount: 8 } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Stream: { Type: AWS::Kinesis::Stream, Properties: { ShardCount: 4 } }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Template: { Type: AWS::EC2::LaunchTemplate, Properties: { LaunchTemplateData: { InstanceType: m7i.xlarge } } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Template: { Type: AWS::EC2::LaunchTemplate, Properties: { LaunchTemplateData: { InstanceType: m7i.large } } }
//! ```
//! ## Sources
//! Facts of instance types (processors and memory); AWS CloudFormation template reference of each property.

use super::{Class, Risk};
use crate::diff::comparison::Comparison;
use crate::diff::sizes::Means;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "capacity-smaller",
        severity: Severity::Warning,
        page: include_str!("capacity_smaller.rs"),
    },
    class: Class::Availability,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let findings = comparison.changed().flat_map(|pair| {
        let resized = pair.resized().into_iter();
        let smaller = resized.filter(|one| !one.is_larger && one.means != Means::Costs);
        let findings = smaller.map(|one| {
            let address = &pair.change.address;
            let what = format!("`{address}` can carry less: {}", one.described());
            comparison.after(&RISK.rule, pair.new, one.path, what)
        });
        findings.collect::<Vec<_>>()
    });
    findings.collect()
}
