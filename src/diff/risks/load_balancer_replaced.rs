//! # load-balancer-replaced
//!
//! ## What it finds
//! A load balancer that is removed, renamed, moved or replaced, so that another one with another DNS name
//! takes its place, or none.
//!
//! ## Why it matters
//! Connections break. Whoever knows its DNS name or its addresses, in a record outside of the deployment or
//! a firewall, finds nothing there.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Front: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Scheme: internal, Subnets: [subnet-1, subnet-2] } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Front: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Scheme: internet-facing, Subnets: [subnet-1, subnet-2] } }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Front: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Scheme: internal, Subnets: [subnet-1, subnet-3] } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Edge: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//!   Old: { Type: AWS::ElasticLoadBalancing::LoadBalancer, Properties: { Subnets: [subnet-1], Listeners: [{ LoadBalancerPort: 80, InstancePort: 80, Protocol: HTTP }] } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Edge: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "Update requires" of AWS::ElasticLoadBalancingV2::LoadBalancer.

use super::{Class, Risk};
use crate::diff::change::Afterwards;
use crate::diff::comparison::Comparison;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "load-balancer-replaced",
        severity: Severity::Warning,
        page: include_str!("load_balancer_replaced.rs"),
    },
    class: Class::Availability,
    judge,
};

const LOAD_BALANCERS: [&str; 2] = [
    "AWS::ElasticLoadBalancing::LoadBalancer",
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
];

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let gone = comparison.gone().filter(|(resource, change)| {
        LOAD_BALANCERS.contains(&&*resource.resource_type)
            && change.fate.afterwards() == Some(Afterwards::Deleted)
    });
    let gone = gone.map(|(resource, change)| {
        let what = match change.fate.from() {
            Some(_) => format!(
                "`{}` is made anew as `{}`, with another DNS name, and the old one is deleted",
                resource.address, change.address
            ),
            None => format!(
                "`{}` is deleted: its DNS name leads nowhere",
                resource.address
            ),
        };
        comparison.before(&RISK.rule, resource, &[], what)
    });
    let replaced = comparison.changed().filter_map(|pair| {
        if !LOAD_BALANCERS.contains(&&*pair.new.resource_type) {
            return None;
        }
        let how = pair.change.replacement()?;
        let what = format!(
            "`{}` {how}: the new one has another DNS name, and connections to the old one break",
            pair.change.address
        );
        let path: Vec<&str> = pair.change.strongest()?.path.names().collect();
        Some(comparison.after(&RISK.rule, pair.new, &path, what))
    });
    gone.chain(replaced).collect()
}
