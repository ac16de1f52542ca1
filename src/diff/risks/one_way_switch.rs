//! # one-way-switch
//!
//! ## What it finds
//! A setting that can be switched on and never off again, and that is switched off: access entries of an EKS
//! cluster.
//!
//! ## Why it matters
//! The service refuses it, and the update is rolled back.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Cluster:
//!     Type: AWS::EKS::Cluster
//!     Properties: { AccessConfig: { AuthenticationMode: API_AND_CONFIG_MAP }, RoleArn: "arn:aws:iam::123456789012:role/eks", ResourcesVpcConfig: { SubnetIds: [subnet-0123456789abcdef0] } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Cluster:
//!     Type: AWS::EKS::Cluster
//!     Properties: { AccessConfig: { AuthenticationMode: CONFIG_MAP }, RoleArn: "arn:aws:iam::123456789012:role/eks", ResourcesVpcConfig: { SubnetIds: [subnet-0123456789abcdef0] } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Nodes: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: cluster.yaml } }
//! # file: cluster.yaml
//! Resources:
//!   Cluster:
//!     Type: AWS::EKS::Cluster
//!     Properties: { AccessConfig: { AuthenticationMode: API }, RoleArn: "arn:aws:iam::123456789012:role/eks", ResourcesVpcConfig: { SubnetIds: [subnet-0123456789abcdef0] } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Nodes: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: cluster.yaml } }
//! # file: cluster.yaml
//! Resources:
//!   Cluster:
//!     Type: AWS::EKS::Cluster
//!     Properties: { AccessConfig: { AuthenticationMode: API_AND_CONFIG_MAP }, RoleArn: "arn:aws:iam::123456789012:role/eks", ResourcesVpcConfig: { SubnetIds: [subnet-0123456789abcdef0] } }
//! ```
//! ## Instead
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Nodes: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: cluster.yaml } }
//! # file: cluster.yaml
//! Resources:
//!   Cluster:
//!     Type: AWS::EKS::Cluster
//!     Properties: { AccessConfig: { AuthenticationMode: API }, RoleArn: "arn:aws:iam::123456789012:role/eks", ResourcesVpcConfig: { SubnetIds: [subnet-0123456789abcdef0] } }
//! ```
//! ## Sources
//! Amazon EKS user guide, "Change authentication mode to use access entries".

use super::{Class, Risk};
use crate::diff::comparison::Comparison;
use crate::diff::switches::{On, Setting, Switch};
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "one-way-switch",
        severity: Severity::Error,
        page: include_str!("one_way_switch.rs"),
    },
    class: Class::Refused,
    judge,
};

const fn switch(
    types: &'static [&'static str],
    path: &'static [&'static str],
    on: &'static [&'static str],
    gives: &'static str,
) -> Switch {
    Switch {
        types,
        setting: Setting::Property(path),
        on: On::Is(on),
        otherwise: Some(false),
        gives,
    }
}

static SWITCHES: &[Switch] = &[
    switch(
        &["AWS::EKS::Cluster"],
        &["AccessConfig", "AuthenticationMode"],
        &["API"],
        "access by entries alone",
    ),
    switch(
        &["AWS::EKS::Cluster"],
        &["AccessConfig", "AuthenticationMode"],
        &["API", "API_AND_CONFIG_MAP"],
        "access by entries",
    ),
];

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let staying = comparison.staying();
    for pair in staying {
        let switch = SWITCHES.iter().find(|switch| {
            switch.types.contains(&&*pair.new.resource_type)
                && switch.state(pair.old) == Some(true)
                && switch.state(pair.new) == Some(false)
        });
        let Some(switch) = switch else {
            continue;
        };
        let what = format!(
            "`{}` is to lose {}, which cannot be switched off again: {} was {} and is {}",
            pair.new.address,
            switch.gives,
            switch.setting.name(),
            switch.shown(pair.old),
            switch.shown(pair.new),
        );
        findings.push(comparison.after(&RISK.rule, pair.new, &switch.setting.path(), what));
    }
    findings
}
