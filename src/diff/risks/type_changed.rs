//! # type-changed
//!
//! ## What it finds
//! A resource that has another type than before under the same logical id.
//!
//! ## Why it matters
//! CloudFormation refuses it: "Update of resource type is not permitted". Nothing of the update is done.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Store: { Type: AWS::SQS::Queue }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Store: { Type: AWS::SNS::Topic }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Edge:
//!     Type: AWS::CloudFormation::Stack
//!     Properties: { TemplateURL: edge.yaml }
//! # file: edge.yaml
//! Resources:
//!   Balancer:
//!     Type: AWS::ElasticLoadBalancing::LoadBalancer
//!     Properties: { Listeners: [{ LoadBalancerPort: "80", InstancePort: "80", Protocol: HTTP }] }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Edge:
//!     Type: AWS::CloudFormation::Stack
//!     Properties: { TemplateURL: edge.yaml }
//! # file: edge.yaml
//! Resources:
//!   Balancer:
//!     Type: AWS::ElasticLoadBalancingV2::LoadBalancer
//!     Properties: { Type: network }
//! ```
//! ## Instead
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Edge:
//!     Type: AWS::CloudFormation::Stack
//!     Properties: { TemplateURL: edge.yaml }
//! # file: edge.yaml
//! Resources:
//!   NetworkBalancer:
//!     Type: AWS::ElasticLoadBalancingV2::LoadBalancer
//!     Properties: { Type: network }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Update behaviors of stack resources".

use super::{Class, Risk};
use crate::diff::comparison::Comparison;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "type-changed",
        severity: Severity::Error,
        page: include_str!("type_changed.rs"),
    },
    class: Class::Refused,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let changed = comparison
        .changed()
        .filter(|pair| pair.old.resource_type != pair.new.resource_type);
    let findings = changed.map(|pair| {
        let what = format!(
            "`{}` goes from type {} to {}, which CloudFormation refuses under one logical id",
            pair.new.address, pair.old.resource_type, pair.new.resource_type
        );
        let found = comparison.after(&RISK.rule, pair.new, &["Type"], what);
        found.help("give the new resource a logical id of its own")
    });
    findings.collect()
}
