//! # target-group-taken
//!
//! ## What it finds
//! A load balancer that is replaced, or made in the place of one that goes, and whose listeners or their rules
//! forward to a target group that stays and belongs to the old load balancer.
//!
//! ## Why it matters
//! A target group belongs to one load balancer at a time. The old one has it until it is deleted at the end of
//! the update, so that the new listener is refused and the update never succeeds.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Subnets: [subnet-0123456789abcdef0, subnet-0123456789abcdef1], Scheme: internal } }
//!   Group: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { Port: 80, Protocol: HTTP, VpcId: vpc-0123456789abcdef0 } }
//!   Listener:
//!     Type: AWS::ElasticLoadBalancingV2::Listener
//!     Properties: { LoadBalancerArn: !Ref Balancer, Port: 80, Protocol: HTTP, DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Group }] }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Subnets: [subnet-0123456789abcdef0, subnet-0123456789abcdef1], Scheme: internet-facing } }
//!   Group: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { Port: 80, Protocol: HTTP, VpcId: vpc-0123456789abcdef0 } }
//!   Listener:
//!     Type: AWS::ElasticLoadBalancingV2::Listener
//!     Properties: { LoadBalancerArn: !Ref Balancer, Port: 80, Protocol: HTTP, DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Group }] }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Groups: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: groups.yaml } }
//!   Edge: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: edge.yaml, Parameters: { Group: !GetAtt Groups.Outputs.Group } } }
//! # file: groups.yaml
//! Resources:
//!   Group: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { Port: 80, Protocol: HTTP, VpcId: vpc-0123456789abcdef0 } }
//! Outputs:
//!   Group: { Value: !Ref Group }
//! # file: edge.yaml
//! Parameters:
//!   Group: { Type: String }
//! Resources:
//!   Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Name: one, Subnets: [subnet-0123456789abcdef0, subnet-0123456789abcdef1] } }
//!   Listener:
//!     Type: AWS::ElasticLoadBalancingV2::Listener
//!     Properties: { LoadBalancerArn: !Ref Balancer, Port: 80, Protocol: HTTP, DefaultActions: [{ Type: fixed-response, FixedResponseConfig: { StatusCode: "404" } }] }
//!   Rule:
//!     Type: AWS::ElasticLoadBalancingV2::ListenerRule
//!     Properties: { ListenerArn: !Ref Listener, Priority: 1, Conditions: [{ Field: path-pattern, Values: [/] }], Actions: [{ Type: forward, TargetGroupArn: !Ref Group }] }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Groups: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: groups.yaml } }
//!   Edge: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: edge.yaml, Parameters: { Group: !GetAtt Groups.Outputs.Group } } }
//! # file: groups.yaml
//! Resources:
//!   Group: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { Port: 80, Protocol: HTTP, VpcId: vpc-0123456789abcdef0 } }
//! Outputs:
//!   Group: { Value: !Ref Group }
//! # file: edge.yaml
//! Parameters:
//!   Group: { Type: String }
//! Resources:
//!   Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Name: two, Subnets: [subnet-0123456789abcdef0, subnet-0123456789abcdef1] } }
//!   Listener:
//!     Type: AWS::ElasticLoadBalancingV2::Listener
//!     Properties: { LoadBalancerArn: !Ref Balancer, Port: 80, Protocol: HTTP, DefaultActions: [{ Type: fixed-response, FixedResponseConfig: { StatusCode: "404" } }] }
//!   Rule:
//!     Type: AWS::ElasticLoadBalancingV2::ListenerRule
//!     Properties: { ListenerArn: !Ref Listener, Priority: 1, Conditions: [{ Field: path-pattern, Values: [/] }], Actions: [{ Type: forward, TargetGroupArn: !Ref Group }] }
//! ```
//! ## Instead
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Groups: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: groups.yaml } }
//!   Edge: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: edge.yaml, Parameters: { Group: !GetAtt Groups.Outputs.Group } } }
//! # file: groups.yaml
//! Resources:
//!   SecondGroup: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { Port: 80, Protocol: HTTP, VpcId: vpc-0123456789abcdef0 } }
//! Outputs:
//!   Group: { Value: !Ref SecondGroup }
//! # file: edge.yaml
//! Parameters:
//!   Group: { Type: String }
//! Resources:
//!   Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Name: two, Subnets: [subnet-0123456789abcdef0, subnet-0123456789abcdef1] } }
//!   Listener:
//!     Type: AWS::ElasticLoadBalancingV2::Listener
//!     Properties: { LoadBalancerArn: !Ref Balancer, Port: 80, Protocol: HTTP, DefaultActions: [{ Type: fixed-response, FixedResponseConfig: { StatusCode: "404" } }] }
//!   Rule:
//!     Type: AWS::ElasticLoadBalancingV2::ListenerRule
//!     Properties: { ListenerArn: !Ref Listener, Priority: 1, Conditions: [{ Field: path-pattern, Values: [/] }], Actions: [{ Type: forward, TargetGroupArn: !Ref Group }] }
//! ```
//! ## Sources
//! Elastic Load Balancing user guide, "Target groups for your Application Load Balancers" (a target group with one
//! load balancer); aws-cdk issue 847.

use super::{Class, Risk};
use std::collections::BTreeMap;

use crate::diff::address::Address;
use crate::diff::change::Effect;
use crate::diff::comparison::Comparison;
use crate::diff::state::{ResourceState, State};
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "target-group-taken",
        severity: Severity::Error,
        page: include_str!("target_group_taken.rs"),
    },
    class: Class::Refused,
    judge,
};

const LISTENER: &str = "AWS::ElasticLoadBalancingV2::Listener";
const RULE: &str = "AWS::ElasticLoadBalancingV2::ListenerRule";

/// A target group to which something forwards on behalf of a load balancer.
type Forwards<'s, 'p> = BTreeMap<Address, (Address, &'s ResourceState<'p>)>;

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let continuity = comparison.continuity();
    let (before, after) = (forwards(comparison.old), forwards(comparison.new));
    let findings = after.into_iter().filter_map(|(group, (balancer, by))| {
        let (old_balancer, _) = before.get(&group)?;
        let stays = |address: &Address| {
            let change = comparison.changes.get(address);
            comparison.old.resources.contains_key(address)
                && comparison.new.resources.contains_key(address)
                && change.is_none_or(|change| change.effect < Effect::MayReplace)
        };
        let is_replaced = comparison
            .changes
            .get(&balancer)
            .is_some_and(|change| change.effect == Effect::Replacement);
        let goes = !comparison.new.resources.contains_key(old_balancer)
            || continuity.name(old_balancer) != old_balancer;
        let is_taken = if balancer == *old_balancer { is_replaced } else { goes };
        if !stays(&group) || !is_taken {
            return None;
        }
        let what = format!(
            "`{}` forwards to `{group}`, which belongs to the old load balancer `{old_balancer}` until that is deleted at the end of the update",
            by.address,
        );
        let path = if &*by.resource_type == LISTENER { "DefaultActions" } else { "Actions" };
        let found = comparison.after(&RISK.rule, by, &[path], what);
        Some(found.help("give the new load balancer a new target group, under another logical id"))
    });
    findings.collect()
}

/// Every target group to which listeners or their rules forward, with the load balancer.
fn forwards<'s, 'p>(state: &'s State<'_, 'p>) -> Forwards<'s, 'p> {
    let mut found = Forwards::new();
    for by in state.of_type(LISTENER).chain(state.of_type(RULE)) {
        let listener = match by.property(&["ListenerArn"]).map(|arn| arn.references()) {
            None => Some(by),
            Some(references) => references
                .first()
                .and_then(|(listener, _)| state.resources.get(*listener)),
        };
        let balancer = listener.and_then(|listener| listener.property(&["LoadBalancerArn"]));
        let balancer = balancer.map(|balancer| balancer.references());
        let Some(balancer) = balancer.and_then(|named| named.first().map(|(to, _)| (*to).clone()))
        else {
            continue;
        };
        let actions = [by.property(&["DefaultActions"]), by.property(&["Actions"])];
        for action in actions.into_iter().flatten() {
            for (group, _) in action.references() {
                let kind = state
                    .resources
                    .get(group)
                    .map(|group| &*group.resource_type);
                if kind == Some("AWS::ElasticLoadBalancingV2::TargetGroup") {
                    found.insert(group.clone(), (balancer.clone(), by));
                }
            }
        }
    }
    found
}
