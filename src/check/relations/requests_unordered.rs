//! # request-scaling-unordered
//!
//! ## What it finds
//! A policy that scales by the requests of a load balancer to a target group, and waits for no listener, and
//! for no rule of one, that forwards to the group.
//!
//! ## Why it matters
//! Until the group belongs to the load balancer, the policy is refused: the resource label is not valid.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Balancer:
//!     Type: AWS::ElasticLoadBalancingV2::LoadBalancer
//!     Properties: { Scheme: internal, Subnets: [subnet-0123456789abcdef0, subnet-0fedcba9876543210] }
//!   Group:
//!     Type: AWS::ElasticLoadBalancingV2::TargetGroup
//!     Properties: { VpcId: vpc-0123456789abcdef0, Port: 80, Protocol: HTTP, TargetType: instance }
//!   Listener:
//!     Type: AWS::ElasticLoadBalancingV2::Listener
//!     Properties:
//!       LoadBalancerArn: !Ref Balancer
//!       Port: 80
//!       Protocol: HTTP
//!       DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Group }]
//!   Policy:
//!     Type: AWS::AutoScaling::ScalingPolicy
//!     Properties:
//!       AutoScalingGroupName: web
//!       PolicyType: TargetTrackingScaling
//!       TargetTrackingConfiguration:
//!         TargetValue: 100
//!         PredefinedMetricSpecification:
//!           PredefinedMetricType: ALBRequestCountPerTarget
//!           ResourceLabel: !Sub "${Balancer.LoadBalancerFullName}/${Group.TargetGroupFullName}"
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Balancer:
//!     Type: AWS::ElasticLoadBalancingV2::LoadBalancer
//!     Properties: { Scheme: internal, Subnets: [subnet-0123456789abcdef0, subnet-0fedcba9876543210] }
//!   Group:
//!     Type: AWS::ElasticLoadBalancingV2::TargetGroup
//!     Properties: { VpcId: vpc-0123456789abcdef0, Port: 80, Protocol: HTTP, TargetType: instance }
//!   Listener:
//!     Type: AWS::ElasticLoadBalancingV2::Listener
//!     Properties:
//!       LoadBalancerArn: !Ref Balancer
//!       Port: 80
//!       Protocol: HTTP
//!       DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Group }]
//!   Policy:
//!     Type: AWS::AutoScaling::ScalingPolicy
//!     DependsOn: Listener
//!     Properties:
//!       AutoScalingGroupName: web
//!       PolicyType: TargetTrackingScaling
//!       TargetTrackingConfiguration:
//!         TargetValue: 100
//!         PredefinedMetricSpecification:
//!           PredefinedMetricType: ALBRequestCountPerTarget
//!           ResourceLabel: !Sub "${Balancer.LoadBalancerFullName}/${Group.TargetGroupFullName}"
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "AWS::AutoScaling::ScalingPolicy PredefinedMetricSpecification".

use super::forwards::{forwards, own, report_behind};
use super::sides::{Side, sides};
use crate::check::cases::Case;
use crate::check::{Check, Context};
use crate::resolve::{Form, Part, Unknown};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "request-scaling-unordered",
        severity: Severity::Warning,
        page: include_str!("requests_unordered.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    let mut labels = sides(
        context,
        &["AWS::AutoScaling::ScalingPolicy"],
        &[&[
            "TargetTrackingConfiguration",
            "PredefinedMetricSpecification",
            "ResourceLabel",
        ]],
    );
    labels.extend(sides(
        context,
        &["AWS::ApplicationAutoScaling::ScalingPolicy"],
        &[&[
            "TargetTrackingScalingPolicyConfiguration",
            "PredefinedMetricSpecification",
            "ResourceLabel",
        ]],
    ));
    if labels.is_empty() {
        return;
    }
    let listeners = forwards(context);
    for policy in labels {
        let group = group(&policy.case).map(|case| Side {
            case,
            ..policy.clone()
        });
        let Some(policy) = group else { continue };
        if let Some(own) = own(&listeners, &policy.case) {
            report_behind(context, &CHECK.rule, &policy, &own);
        }
    }
}

/// The target group whose name is a part of a label.
fn group(label: &Case) -> Option<Case> {
    let Form::Unknown(Unknown::Text(parts)) = &label.value.form else {
        return None;
    };
    let mut values = parts.iter().filter_map(|part| match part {
        Part::Unknown(value) => Some(value),
        Part::Known(_) => None,
    });
    let value = values.find(|value| {
        matches!(&value.form, Form::Unknown(Unknown::Resource { resource_type, .. })
            if &**resource_type == "AWS::ElasticLoadBalancingV2::TargetGroup")
    })?;
    Some(Case {
        value: value.clone(),
        ..label.clone()
    })
}
