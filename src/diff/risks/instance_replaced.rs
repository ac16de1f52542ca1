//! # instance-replaced
//!
//! ## What it finds
//! An EC2 instance outside of a group that is replaced, or stopped and started again.
//!
//! ## Why it matters
//! A new instance has empty disks, another private address, and no more of what somebody installed by hand;
//! the old one is ended with its root volume. One that is stopped does not answer meanwhile, and its public
//! address becomes another one unless it is an elastic one.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Host: { Type: AWS::EC2::Instance, Properties: { ImageId: ami-0123456789abcdef0, InstanceType: m7i.large } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Host: { Type: AWS::EC2::Instance, Properties: { ImageId: ami-0fedcba9876543210, InstanceType: m7i.large } }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Host: { Type: AWS::EC2::Instance, Properties: { ImageId: ami-0123456789abcdef0, Tags: [{ Key: team, Value: web }], InstanceType: m7i.large } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Host: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { Kind: m7i.large } } }
//! # file: child.yaml
//! Parameters:
//!   Kind: { Type: String }
//! Resources:
//!   Host: { Type: AWS::EC2::Instance, Properties: { ImageId: ami-0123456789abcdef0, InstanceType: !Ref Kind } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Host: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { Kind: m7i.xlarge } } }
//! # file: child.yaml
//! Parameters:
//!   Kind: { Type: String }
//! Resources:
//!   Host: { Type: AWS::EC2::Instance, Properties: { ImageId: ami-0123456789abcdef0, InstanceType: !Ref Kind } }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, AWS::EC2::Instance; Amazon EC2 user guide, "Stop and start your
//! instance".

use super::{Class, Risk};
use crate::diff::change::Effect;
use crate::diff::comparison::Comparison;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "instance-replaced",
        severity: Severity::Warning,
        page: include_str!("instance_replaced.rs"),
    },
    class: Class::Availability,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let instances = comparison
        .changed()
        .filter(|pair| pair.is("AWS::EC2::Instance"));
    let findings = instances.filter_map(|pair| {
        let change = pair.change.strongest()?;
        let name = &pair.change.address;
        let what = match pair.change.effect {
            Effect::None => return None,
            Effect::Interruption => format!("`{name}` is stopped and started, {}", change.reason()),
            Effect::MayReplace | Effect::Replacement => format!(
                "`{name}` {}: what is on its disks goes, and its address becomes another one",
                pair.change.replacement()?
            ),
        };
        let path: Vec<&str> = change.path.names().collect();
        Some(comparison.after(&RISK.rule, pair.new, &path, what))
    });
    findings.collect()
}
