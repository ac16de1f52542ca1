//! # listener-priority-twice
//!
//! ## What it finds
//! Two rules of one listener with one priority.
//!
//! ## Why it matters
//! The load balancer refuses the second: "Priority is currently in use".
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   One:
//!     Type: AWS::ElasticLoadBalancingV2::ListenerRule
//!     Properties:
//!       ListenerArn: arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2
//!       Priority: 1
//!       Conditions: [{ Field: path-pattern, Values: [/one] }]
//!       Actions: [{ Type: fixed-response, FixedResponseConfig: { StatusCode: "200" } }]
//!   Two:
//!     Type: AWS::ElasticLoadBalancingV2::ListenerRule
//!     Properties:
//!       ListenerArn: arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2
//!       Priority: 1
//!       Conditions: [{ Field: path-pattern, Values: [/two] }]
//!       Actions: [{ Type: fixed-response, FixedResponseConfig: { StatusCode: "200" } }]
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   One:
//!     Type: AWS::ElasticLoadBalancingV2::ListenerRule
//!     Properties:
//!       ListenerArn: arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2
//!       Priority: 1
//!       Conditions: [{ Field: path-pattern, Values: [/one] }]
//!       Actions: [{ Type: fixed-response, FixedResponseConfig: { StatusCode: "200" } }]
//!   Two:
//!     Type: AWS::ElasticLoadBalancingV2::ListenerRule
//!     Properties:
//!       ListenerArn: arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2
//!       Priority: 2
//!       Conditions: [{ Field: path-pattern, Values: [/two] }]
//!       Actions: [{ Type: fixed-response, FixedResponseConfig: { StatusCode: "200" } }]
//! ```
//! ## Sources
//! Elastic Load Balancing API reference, "CreateRule".

use super::twice::{Once, report_twice};
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "listener-priority-twice",
        severity: Severity::Error,
        page: include_str!("priority_twice.rs"),
    },
    cfn_lint: &[],
    run,
};

const ONCE: Once = Once {
    types: &["AWS::ElasticLoadBalancingV2::ListenerRule"],
    properties: &[&["ListenerArn"], &["Priority"]],
    share: "the listener and the priority",
};

fn run(context: &Context<'_>) {
    report_twice(context, &CHECK.rule, &ONCE);
}
