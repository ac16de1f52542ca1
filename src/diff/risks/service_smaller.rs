//! # service-smaller
//!
//! ## What it finds
//! A service of ECS that runs fewer tasks than before, may lose more of them in a deployment, or no longer
//! stops a deployment that fails; or a function that may run fewer times at once.
//!
//! ## Why it matters
//! What is left may not carry the load, and a bad image is no longer kept from taking the whole service
//! down.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Web: { Type: AWS::ECS::Service, Properties: { TaskDefinition: web, DesiredCount: 4 } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Web: { Type: AWS::ECS::Service, Properties: { TaskDefinition: web, DesiredCount: 2 } }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Web: { Type: AWS::ECS::Service, Properties: { TaskDefinition: web, DesiredCount: 6 } }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Web: { Type: AWS::ECS::Service, Properties: { TaskDefinition: web, DesiredCount: 4, DeploymentConfiguration: { MinimumHealthyPercent: 100 } } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Web: { Type: AWS::ECS::Service, Properties: { TaskDefinition: web, DesiredCount: 4, DeploymentConfiguration: { MinimumHealthyPercent: 50 } } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Web: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Web: { Type: AWS::ECS::Service, Properties: { TaskDefinition: web, DeploymentConfiguration: { DeploymentCircuitBreaker: { Enable: true, Rollback: true } } } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Web: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Web: { Type: AWS::ECS::Service, Properties: { TaskDefinition: web, DeploymentConfiguration: { DeploymentCircuitBreaker: { Enable: false, Rollback: true } } } }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, AWS::ECS::Service; Amazon ECS developer guide, "Deployment circuit
//! breaker".

use super::{Class, Risk};
use crate::diff::comparison::Comparison;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "service-smaller",
        severity: Severity::Warning,
        page: include_str!("service_smaller.rs"),
    },
    class: Class::Availability,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let services = comparison
        .changed()
        .filter(|pair| pair.is("AWS::ECS::Service"));
    for pair in services {
        let mut say = |path: &[&str], what: String| {
            let what = format!("`{}` {what}", pair.change.address);
            findings.push(comparison.after(&RISK.rule, pair.new, path, what));
        };
        let path = ["DesiredCount"];
        if let Some((old, new)) = pair.falls(&path, None) {
            say(&path, format!("runs {new} instead of {old} tasks"));
        }
        let path = ["DeploymentConfiguration", "MinimumHealthyPercent"];
        if pair.new.lacks(&["SchedulingStrategy"])
            && let Some((old, new)) = pair.falls(&path, Some(100.0))
        {
            let what = format!("may have {new} % of its tasks in a deployment, and had {old} %");
            say(&path, what);
        }
        let breaker = ["DeploymentConfiguration", "DeploymentCircuitBreaker"];
        let [around, inner] = breaker;
        let path = [around, inner, "Enable"];
        if pair.turns(&path, false, false) {
            say(
                &path,
                "no longer stops a deployment whose tasks fail".to_owned(),
            );
        } else if pair.turns(&[around, inner, "Rollback"], false, false) {
            let what = "no longer goes back to what ran before when a deployment fails";
            say(&[around, inner, "Rollback"], what.to_owned());
        }
    }
    findings
}
