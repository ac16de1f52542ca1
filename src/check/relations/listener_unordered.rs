//! # listener-unordered
//!
//! ## What it finds
//! A service of ECS with a target group that does not wait for the listener, or the rule of one, that
//! forwards to the group; or a target group of the deployment to which nothing in it forwards.
//!
//! ## Why it matters
//! Until the group belongs to a load balancer, ECS refuses the service: "The target group does not have an
//! associated load balancer".
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Group:
//!     Type: AWS::ElasticLoadBalancingV2::TargetGroup
//!     Properties: { VpcId: vpc-0123456789abcdef0, Port: 80, Protocol: HTTP, TargetType: ip }
//!   Listener:
//!     Type: AWS::ElasticLoadBalancingV2::Listener
//!     Properties:
//!       LoadBalancerArn: arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188
//!       Port: 80
//!       Protocol: HTTP
//!       DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Group }]
//!   Service:
//!     Type: AWS::ECS::Service
//!     Properties:
//!       TaskDefinition: web:1
//!       DesiredCount: 1
//!       LoadBalancers: [{ ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group }]
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Group:
//!     Type: AWS::ElasticLoadBalancingV2::TargetGroup
//!     Properties: { VpcId: vpc-0123456789abcdef0, Port: 80, Protocol: HTTP, TargetType: ip }
//!   Listener:
//!     Type: AWS::ElasticLoadBalancingV2::Listener
//!     Properties:
//!       LoadBalancerArn: arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188
//!       Port: 80
//!       Protocol: HTTP
//!       DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Group }]
//!   Service:
//!     Type: AWS::ECS::Service
//!     DependsOn: Listener
//!     Properties:
//!       TaskDefinition: web:1
//!       DesiredCount: 1
//!       LoadBalancers: [{ ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group }]
//! ```
//! ## Sources
//! Amazon ECS developer guide, "Service load balancing"; AWS CloudFormation template reference, "DependsOn
//! attribute".

use super::forwards::{forwards, own, report_behind};
use super::sides::{Side, sides};
use crate::check::{Check, Context};
use crate::resolve::uses;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "listener-unordered",
        severity: Severity::Warning,
        page: include_str!("listener_unordered.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    let listeners = forwards(context);
    let services = sides(
        context,
        &["AWS::ECS::Service"],
        &[&["LoadBalancers", "*", "TargetGroupArn"]],
    );
    for service in services {
        let own = own(&listeners, &service.case);
        match own {
            Some(own) if own.is_empty() => missing(context, &service),
            Some(own) => report_behind(context, &CHECK.rule, &service, &own),
            None => {}
        }
    }
}

/// Nothing forwards to a group that is made here, and nothing that we can't look into gets its name.
fn missing(context: &Context<'_>, service: &Side<'_>) {
    let Some((stack, name)) = service.case.resource() else {
        return;
    };
    let resolved = context.resolved;
    let elsewhere = resolved.stacks().any(|one| {
        one.nested.iter().any(|nested| nested.stack.is_err())
            || resolved.is_transformed(one.id)
            || resolved
                .tree(one.id)
                .get(&["Outputs"])
                .is_some_and(|outputs| {
                    let used = uses(outputs);
                    one.id == stack && used.iter().any(|used| used.name == name)
                })
    });
    let group = resolved.resource(stack, name);
    let is_group = group.is_some_and(|group| group.resource_type().ends_with("::TargetGroup"));
    if elsewhere || !is_group {
        return;
    }
    let message = format!("no listener forwards to `{name}`, the target group of this service");
    let finding = context.finding_of(&CHECK.rule, &service.resource, &service.case, message);
    context.report(finding);
}
