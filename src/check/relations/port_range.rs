//! # port-range-reversed
//!
//! ## What it finds
//! A rule of a security group for TCP or UDP whose range of ports ends before it begins.
//!
//! ## Why it matters
//! EC2 refuses the rule.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Group:
//!     Type: AWS::EC2::SecurityGroup
//!     Properties:
//!       GroupDescription: web
//!       SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 8443, ToPort: 8080, CidrIp: 10.0.0.0/8 }]
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Group:
//!     Type: AWS::EC2::SecurityGroup
//!     Properties:
//!       GroupDescription: web
//!       SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 8080, ToPort: 8443, CidrIp: 10.0.0.0/8 }]
//! ```
//! ## Sources
//! Amazon EC2 API reference, "IpPermission".

use crate::check::cases::Case;
use crate::check::firewall::rules;
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "port-range-reversed",
        severity: Severity::Error,
        page: include_str!("port_range.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    for rule in rules(context) {
        let protocol = rule.value.below(context, &["IpProtocol"]);
        let ports = protocol.iter().all(|case| {
            case.text()
                .is_some_and(|text| matches!(text, "tcp" | "udp" | "6" | "17"))
        });
        if !ports {
            continue;
        }
        for from in rule.value.below(context, &["FromPort"]) {
            for to in rule.value.below(context, &["ToPort"]) {
                let (Some(first), Some(last)) = (from.number(), to.number()) else {
                    continue;
                };
                let Some(guard) = context.together(&from.guard, &to.guard) else {
                    continue;
                };
                // -1 stands for every port.
                if first <= last || last < 0.0 {
                    continue;
                }
                let message = format!("the range of ports begins at {first} and ends at {last}");
                let case = Case { guard, ..to };
                let finding = context.finding_of(&CHECK.rule, &rule.resource, &case, message);
                context.report(finding.expected(format!("expected {first} or more")));
            }
        }
    }
}
