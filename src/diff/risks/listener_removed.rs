//! # listener-removed
//!
//! ## What it finds
//! A listener, or a rule of a listener, that is removed while the load balancer around it stays; a listener
//! that listens on another port.
//!
//! ## Why it matters
//! Requests to the port, host or path are refused or answered by something else.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Front: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Subnets: [subnet-1, subnet-2] } }
//!   Web: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { LoadBalancerArn: !Ref Front, Port: 443, Protocol: HTTPS, DefaultActions: [{ Type: fixed-response, FixedResponseConfig: { StatusCode: '404' } }] } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Front: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Subnets: [subnet-1, subnet-2] } }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Front: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Subnets: [subnet-1, subnet-2] } }
//!   Web: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { LoadBalancerArn: !Ref Front, Port: 443, Protocol: HTTPS, DefaultActions: [{ Type: fixed-response, FixedResponseConfig: { StatusCode: '403' } }] } }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Front: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Subnets: [subnet-1, subnet-2] } }
//!   Web: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { LoadBalancerArn: !Ref Front, Port: 443, Protocol: HTTPS, DefaultActions: [{ Type: fixed-response, FixedResponseConfig: { StatusCode: '404' } }] } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Front: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Subnets: [subnet-1, subnet-2] } }
//!   Web: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { LoadBalancerArn: !Ref Front, Port: 8443, Protocol: HTTPS, DefaultActions: [{ Type: fixed-response, FixedResponseConfig: { StatusCode: '404' } }] } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Front: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: front.yaml } }
//!   Shop: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: shop.yaml, Parameters: { Listener: !GetAtt Front.Outputs.Listener } } }
//! # file: front.yaml
//! Resources:
//!   Front: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Subnets: [subnet-1, subnet-2] } }
//!   Web: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { LoadBalancerArn: !Ref Front, Port: 443, Protocol: HTTPS, DefaultActions: [{ Type: fixed-response, FixedResponseConfig: { StatusCode: '404' } }] } }
//! Outputs:
//!   Listener: { Value: !Ref Web }
//! # file: shop.yaml
//! Parameters:
//!   Listener: { Type: String }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//!   Shop: { Type: AWS::ElasticLoadBalancingV2::ListenerRule, Properties: { ListenerArn: !Ref Listener, Priority: 10, Conditions: [{ Field: path-pattern, Values: ['/shop/*'] }], Actions: [{ Type: fixed-response, FixedResponseConfig: { StatusCode: '200' } }] } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Front: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: front.yaml } }
//!   Shop: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: shop.yaml, Parameters: { Listener: !GetAtt Front.Outputs.Listener } } }
//! # file: front.yaml
//! Resources:
//!   Front: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Subnets: [subnet-1, subnet-2] } }
//!   Web: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { LoadBalancerArn: !Ref Front, Port: 443, Protocol: HTTPS, DefaultActions: [{ Type: fixed-response, FixedResponseConfig: { StatusCode: '404' } }] } }
//! Outputs:
//!   Listener: { Value: !Ref Web }
//! # file: shop.yaml
//! Parameters:
//!   Listener: { Type: String }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Sources
//! Elastic Load Balancing user guide, "Listeners for your Application Load Balancers", "Listener rules".

use super::{Class, Risk};
use crate::diff::change::Fate;
use crate::diff::comparison::Comparison;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "listener-removed",
        severity: Severity::Warning,
        page: include_str!("listener_removed.rs"),
    },
    class: Class::Availability,
    judge,
};

/// What stands in the way of requests, with the property that names what it belongs to and what goes with it.
const PARTS: [(&str, &str, &str); 2] = [
    (
        "AWS::ElasticLoadBalancingV2::Listener",
        "LoadBalancerArn",
        "Port",
    ),
    (
        "AWS::ElasticLoadBalancingV2::ListenerRule",
        "ListenerArn",
        "Conditions",
    ),
];

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let removed = comparison
        .gone()
        .filter(|(_, change)| matches!(change.fate, Fate::Removed(_)));
    let removed = removed.filter_map(|(part, _)| {
        let (of, property, key) = PARTS.iter().find(|(of, ..)| **of == *part.resource_type)?;
        let around = part.property(&[property])?;
        let mut references = around.references().into_iter();
        let stays = references.all(|(address, _)| comparison.new.resources.contains_key(address));
        let key = part.property(&[key])?;
        let mut others = comparison.new.of_type(of);
        let is_taken_over = others.any(|other| {
            let same = |name: &str| other.property(&[name]) == part.property(&[name]);
            same(property) && PARTS.iter().any(|(other, _, key)| other == of && same(key))
        });
        (stays && !is_taken_over).then(|| {
            let what = format!(
                "`{}` is removed: nothing answers at {} of {} any more",
                part.address,
                key.shown(),
                around.shown()
            );
            comparison.before(&RISK.rule, part, &[], what)
        })
    });
    let moved = comparison.changed().filter_map(|pair| {
        let port = ["Port"];
        let (old, new) = pair.values(&port)?;
        let (old, new) = (old?.text()?, new?.text()?);
        pair.is("AWS::ElasticLoadBalancingV2::Listener").then(|| {
            let what = format!(
                "`{}` listens on {new}, and on {old} no more",
                pair.change.address
            );
            comparison.after(&RISK.rule, pair.new, &port, what)
        })
    });
    removed.chain(moved).collect()
}
