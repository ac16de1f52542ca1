//! # port-open-to-world
//!
//! ## What it finds
//! A rule of a security group that lets everybody in to every port, or to one by which machines are
//! administered or databases are asked. Any range of `/0` is everybody: EC2 takes away the bits before it.
//!
//! ## Why it matters
//! Such ports are tried all day by people who look for a way in.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Group:
//!     Type: AWS::EC2::SecurityGroup
//!     Properties:
//!       GroupDescription: administration
//!       SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0 }]
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Group:
//!     Type: AWS::EC2::SecurityGroup
//!     Properties:
//!       GroupDescription: administration
//!       SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 10.0.0.0/8 }]
//! ```
//!
//! ```yaml
//! Resources:
//!   Group:
//!     Type: AWS::EC2::SecurityGroup
//!     Properties:
//!       GroupDescription: administration
//!       SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }]
//! ```
//! ## Sources
//! AWS Security Hub, controls EC2.13, EC2.14 and EC2.19; EC2 API reference, "IpRange".

use crate::check::cases::Case;
use crate::check::firewall::rules;
use crate::check::{Check, Context};
use crate::resolve::Guard;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "port-open-to-world",
        severity: Severity::Warning,
        page: include_str!("open_port.rs"),
    },
    cfn_lint: &[],
    run,
};

/// Ports that nobody outside needs, and what listens there.
const PORTS: [(f64, &str); 17] = [
    (22.0, "SSH"),
    (23.0, "Telnet"),
    (445.0, "SMB"),
    (1433.0, "SQL Server"),
    (1521.0, "Oracle"),
    (2049.0, "NFS"),
    (2375.0, "Docker"),
    (3306.0, "MySQL"),
    (3389.0, "Remote Desktop"),
    (5432.0, "PostgreSQL"),
    (5439.0, "Redshift"),
    (5900.0, "VNC"),
    (6379.0, "Redis"),
    (9200.0, "OpenSearch"),
    (9300.0, "OpenSearch"),
    (11211.0, "Memcached"),
    (27017.0, "MongoDB"),
];

fn run(context: &Context<'_>) {
    for rule in rules(context).into_iter().filter(|rule| rule.inwards) {
        for name in ["CidrIp", "CidrIpv6"] {
            for range in rule.value.below(context, &[name]) {
                // Whatever stands before a prefix of no bits, EC2 reads it as every address.
                let Some(text) = range.text().filter(|text| text.ends_with("/0")) else {
                    continue;
                };
                if let Some((what, guard)) = open(context, &rule.value, &range) {
                    let case = Case {
                        guard,
                        ..range.clone()
                    };
                    let message = format!("{what} is open to the world, {text}");
                    let finding = context.finding_of(&CHECK.rule, &rule.resource, &case, message);
                    context.report(finding.expected("expected the addresses that need it"));
                }
            }
        }
    }
}

/// What is open that should not be, in words.
fn open(context: &Context<'_>, rule: &Case, range: &Case) -> Option<(String, Guard)> {
    for protocol in rule.below(context, &["IpProtocol"]) {
        let guard = context.together(&protocol.guard, &range.guard);
        let (Some(guard), Some(text)) = (guard, protocol.text()) else {
            continue;
        };
        if text == "-1" {
            return Some(("every port".to_owned(), guard));
        }
        if !matches!(text, "tcp" | "udp" | "6" | "17") {
            continue;
        }
        for from in rule.below(context, &["FromPort"]) {
            for to in rule.below(context, &["ToPort"]) {
                let guard = context.together(&guard, &from.guard);
                let guard = guard.and_then(|guard| context.together(&guard, &to.guard));
                let (Some(guard), Some(first), Some(last)) = (guard, from.number(), to.number())
                else {
                    continue;
                };
                let inside = |(port, _): &&(f64, &str)| (first..=last).contains(port);
                if let Some((port, name)) = PORTS.iter().find(inside) {
                    return Some((format!("port {port} ({name})"), guard));
                }
            }
        }
    }
    None
}
