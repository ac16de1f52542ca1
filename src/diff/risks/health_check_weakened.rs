//! # health-check-weakened
//!
//! ## What it finds
//! A health check that is turned off, notices less, or notices later: of a target group, a pool, a DNS
//! record or a container.
//!
//! ## Why it matters
//! What is broken goes on to get requests, longer than before or for ever.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Targets: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { Port: 443, Protocol: HTTPS, VpcId: vpc-1, HealthCheckIntervalSeconds: 10 } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Targets: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { Port: 443, Protocol: HTTPS, VpcId: vpc-1, HealthCheckIntervalSeconds: 60 } }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Targets: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { Port: 443, Protocol: HTTPS, VpcId: vpc-1, HealthCheckIntervalSeconds: 5 } }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Targets: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { Port: 443, Protocol: HTTPS, VpcId: vpc-1, Matcher: { HttpCode: '200' } } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Targets: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { Port: 443, Protocol: HTTPS, VpcId: vpc-1, Matcher: { HttpCode: 200-499 } } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Pool: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Group: { Type: AWS::AutoScaling::AutoScalingGroup, Properties: { MinSize: 2, MaxSize: 4, LaunchConfigurationName: lc, AvailabilityZones: [eu-central-1a], HealthCheckType: ELB, HealthCheckGracePeriod: 60 } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Pool: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Group: { Type: AWS::AutoScaling::AutoScalingGroup, Properties: { MinSize: 2, MaxSize: 4, LaunchConfigurationName: lc, AvailabilityZones: [eu-central-1a], HealthCheckType: EC2, HealthCheckGracePeriod: 60 } }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Check: { Type: AWS::Route53::HealthCheck, Properties: { HealthCheckConfig: { Type: HTTPS } } }
//!   Name: { Type: AWS::Route53::RecordSet, Properties: { HostedZoneName: example.org., Name: www.example.org, Type: A, TTL: 60, SetIdentifier: one, Weight: 1, ResourceRecords: [192.0.2.1], HealthCheckId: !Ref Check } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Check: { Type: AWS::Route53::HealthCheck, Properties: { HealthCheckConfig: { Type: HTTPS } } }
//!   Name: { Type: AWS::Route53::RecordSet, Properties: { HostedZoneName: example.org., Name: www.example.org, Type: A, TTL: 60, SetIdentifier: one, Weight: 1, ResourceRecords: [192.0.2.1] } }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Targets: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { Port: 443, Protocol: HTTPS, VpcId: vpc-1, UnhealthyThresholdCount: 2 } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Targets: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { Port: 443, Protocol: HTTPS, VpcId: vpc-1, UnhealthyThresholdCount: 10 } }
//! ```
//! ## Sources
//! Elastic Load Balancing user guide, "Health checks for your target groups"; Amazon EC2 Auto Scaling user
//! guide, "Health checks"; AWS CloudFormation template reference.

use super::{Class, Risk};
use crate::diff::comparison::Comparison;
use crate::diff::comparison::Pair;
use crate::diff::expression::Expression;
use crate::source::{Finding, Rule, Severity};
use std::collections::BTreeSet;

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "health-check-weakened",
        severity: Severity::Warning,
        page: include_str!("health_check_weakened.rs"),
    },
    class: Class::Availability,
    judge,
};

/// Numbers of which a larger one notices later, each with its unit.
const DELAYS: [(&str, &[&str], &str); 5] = [
    (
        "AWS::ElasticLoadBalancing::LoadBalancer",
        &["HealthCheck", "Interval"],
        "seconds between checks",
    ),
    (
        "AWS::ElasticLoadBalancing::LoadBalancer",
        &["HealthCheck", "UnhealthyThreshold"],
        "failed checks",
    ),
    (
        "AWS::ElasticLoadBalancingV2::TargetGroup",
        &["HealthCheckIntervalSeconds"],
        "seconds between checks",
    ),
    (
        "AWS::ElasticLoadBalancingV2::TargetGroup",
        &["UnhealthyThresholdCount"],
        "failed checks",
    ),
    (
        "AWS::Route53::HealthCheck",
        &["HealthCheckConfig", "FailureThreshold"],
        "failed checks",
    ),
];

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for pair in comparison.changed() {
        let mut say = |path: &[&str], what: String| {
            let what = format!("`{}` {what}", pair.change.address);
            findings.push(comparison.after(&RISK.rule, pair.new, path, what));
        };
        for (of, path, unit) in DELAYS {
            if !pair.is(of) {
                continue;
            }
            if let Some((old, new)) = pair.rises(path, None) {
                say(
                    path,
                    format!("notices later what fails: {new} instead of {old} {unit}"),
                );
            }
        }
        if pair.is("AWS::ElasticLoadBalancingV2::TargetGroup") {
            let path = ["HealthCheckEnabled"];
            if pair.turns(&path, true, false) {
                say(&path, "no longer checks its targets".to_owned());
            }
            let path = ["Matcher", "HttpCode"];
            if let Some((old, new)) = wider(&pair, &path) {
                say(
                    &path,
                    format!("takes answers {new} for healthy, and took {old}"),
                );
            }
            let path = ["HealthCheckProtocol"];
            if pair.old.says(&path, &["HTTP", "HTTPS"]) && pair.new.says(&path, &["TCP"]) {
                say(
                    &path,
                    "looks only whether the port is open, and looked at answers".to_owned(),
                );
            }
        }
        let path = ["HealthCheckType"];
        let is_pool = pair.is("AWS::AutoScaling::AutoScalingGroup");
        let checks = pair
            .old
            .text(&path)
            .is_some_and(|kinds| kinds.contains("ELB"));
        let checks_no_more = pair.new.lacks(&path) || pair.new.says(&path, &["EC2"]);
        if is_pool && checks && checks_no_more {
            let what = "keeps instances that its load balancer finds broken";
            say(&path, what.to_owned());
        }
        let path = ["HealthCheckId"];
        if pair.is("AWS::Route53::RecordSet")
            && pair.old.property(&path).is_some()
            && pair.new.lacks(&path)
        {
            say(
                &path,
                "is answered whether its target works or not".to_owned(),
            );
        }
        if pair.is("AWS::ECS::TaskDefinition")
            && let Some(name) = unchecked(&pair)
        {
            let what = format!("no longer checks its container {name}");
            say(&["ContainerDefinitions"], what);
        }
    }
    findings
}

/// The answers that count, where more of them count than before.
fn wider<'p>(pair: &'p Pair<'_, '_>, path: &[&str]) -> Option<(&'p str, &'p str)> {
    let (old, new) = (pair.old.text(path)?, pair.new.text(path)?);
    let (before, after) = (codes(old)?, codes(new)?);
    (before != after && before.is_subset(&after)).then_some((old, new))
}

/// `200,301-303` as numbers.
fn codes(text: &str) -> Option<BTreeSet<u16>> {
    let mut all = BTreeSet::new();
    for part in text.split(',') {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let (from, to): (u16, u16) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
        all.extend(from..=to.min(999));
    }
    Some(all)
}

/// A container that had a check and has none.
fn unchecked<'p>(pair: &'p Pair<'_, '_>) -> Option<&'p str> {
    let path = ["ContainerDefinitions"];
    let before = pair.old.property(&path)?.items()?;
    let after = pair.new.property(&path)?.items()?;
    before.iter().find_map(|old| {
        let name = old.get(&["Name"]).and_then(Expression::text)?;
        old.get(&["HealthCheck"])?;
        let new = after
            .iter()
            .find(|new| new.get(&["Name"]).and_then(Expression::text) == Some(name))?;
        (new.look(&["HealthCheck"]) == Some(None)).then_some(name)
    })
}
