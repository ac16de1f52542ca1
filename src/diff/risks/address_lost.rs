//! # address-lost
//!
//! ## What it finds
//! A fixed public address that is given back: an elastic IP address or an accelerator that is removed,
//! renamed, moved or replaced while no policy keeps it.
//!
//! ## Why it matters
//! AWS hands the address to somebody else, and it does not come back. Firewalls of others, DNS records and
//! clients that hold it reach nobody, or a stranger.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//!   Address: { Type: AWS::EC2::EIP, Properties: { Domain: vpc } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//!   Address: { Type: AWS::EC2::EIP, DeletionPolicy: Retain, Properties: { Domain: vpc } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Edge: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Address: { Type: AWS::EC2::EIP, Properties: { Domain: vpc, PublicIpv4Pool: amazon } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Edge: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Address: { Type: AWS::EC2::EIP, Properties: { Domain: vpc, NetworkBorderGroup: eu-central-1-ham-1a } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Old: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//!   New: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: other.yaml } }
//! # file: child.yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//!   Accelerator: { Type: AWS::GlobalAccelerator::Accelerator, Properties: { Name: front } }
//! # file: other.yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Old: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//!   New: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: other.yaml } }
//! # file: child.yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! # file: other.yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//!   Accelerator: { Type: AWS::GlobalAccelerator::Accelerator, Properties: { Name: front } }
//! ```
//! ## Sources
//! Amazon EC2 user guide, "Elastic IP addresses"; AWS Global Accelerator developer guide, "Deleting an
//! accelerator".

use super::{Class, Risk};
use crate::diff::change::Afterwards;
use crate::diff::comparison::Comparison;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "address-lost",
        severity: Severity::Warning,
        page: include_str!("address_lost.rs"),
    },
    class: Class::Availability,
    judge,
};

const KEEPERS: [&str; 2] = ["AWS::EC2::EIP", "AWS::GlobalAccelerator::Accelerator"];

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let gone = comparison.gone().filter(|(resource, change)| {
        KEEPERS.contains(&&*resource.resource_type)
            && change.fate.afterwards() == Some(Afterwards::Deleted)
    });
    let gone = gone.map(|(resource, change)| {
        let what = match change.fate.from() {
            Some(_) => format!(
                "`{}` is made anew as `{}`, with another address, and the old address is given back",
                resource.address, change.address
            ),
            None => format!("`{}` is deleted, and its address is given back", resource.address),
        };
        let found = comparison.before(&RISK.rule, resource, &[], what);
        found.help("deploy `DeletionPolicy: Retain` for it first, if anybody knows the address")
    });
    let replaced = comparison.changed().filter_map(|pair| {
        let is_given_back = KEEPERS.contains(&&*pair.new.resource_type)
            && pair.change.replaced == Afterwards::Deleted;
        let how = pair.change.replacement().filter(|_| is_given_back)?;
        let what = format!(
            "`{}` {how}: the address becomes another one",
            pair.change.address
        );
        Some(comparison.after(&RISK.rule, pair.new, &[], what))
    });
    gone.chain(replaced).collect()
}
