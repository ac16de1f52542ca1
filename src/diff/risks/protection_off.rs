//! # protection-off
//!
//! ## What it finds
//! Something that protects and is switched off or taken away: deletion protection, tokens for instance metadata
//! (IMDSv2), a web application firewall, a permissions boundary, a second factor, the isolation of containers, the
//! rotation of a key, `NoEcho` of a parameter.
//!
//! ## Why it matters
//! Nothing breaks, which is why it is easily overlooked; the next mistake or attack meets nothing any more.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Template:
//!     Type: AWS::EC2::LaunchTemplate
//!     Properties: { LaunchTemplateData: { MetadataOptions: { HttpTokens: required } } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Template:
//!     Type: AWS::EC2::LaunchTemplate
//!     Properties: { LaunchTemplateData: { MetadataOptions: { HttpTokens: optional } } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: data.yaml } }
//! # file: data.yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { DeletionProtection: true, Engine: postgres, DBInstanceClass: db.t4g.small }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: data.yaml } }
//! # file: data.yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: postgres, DBInstanceClass: db.t4g.small }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer }
//!   Shield:
//!     Type: AWS::WAFv2::WebACLAssociation
//!     Properties: { ResourceArn: !Ref Balancer, WebACLArn: "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/a/b" }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer }
//! ```
//! ## Before
//! ```yaml
//! Parameters:
//!   Password: { Type: String, NoEcho: true }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { DisplayName: !Ref Password } }
//! ```
//! ## After
//! ```yaml
//! Parameters:
//!   Password: { Type: String }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { DisplayName: !Ref Password } }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Users: { Type: AWS::Cognito::UserPool, Properties: { MfaConfiguration: "ON" } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Users: { Type: AWS::Cognito::UserPool, Properties: { MfaConfiguration: "OFF" } }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Users: { Type: AWS::Cognito::UserPool, Properties: { MfaConfiguration: OPTIONAL } }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, the pages of the types; AWS WAF developer guide, "Associating protection with
//! an AWS resource".

use super::{Class, Risk};
use crate::diff::change::Afterwards;
use crate::diff::comparison::Comparison;
use crate::diff::protections::PROTECTIONS;
use crate::diff::switches::{On, Setting, Switch, switched_off};
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "protection-off",
        severity: Severity::Warning,
        page: include_str!("protection_off.rs"),
    },
    class: Class::Security,
    judge,
};

static SWITCHES: &[Switch] = &[
    Switch {
        types: &["AWS::EC2::LaunchTemplate"],
        setting: Setting::Property(&["LaunchTemplateData", "MetadataOptions", "HttpTokens"]),
        on: On::Is(&["required"]),
        otherwise: Some(false),
        gives: "the rule that instance metadata needs a token",
    },
    Switch {
        types: &[
            "AWS::EC2::Instance",
            "AWS::AutoScaling::LaunchConfiguration",
        ],
        setting: Setting::Property(&["MetadataOptions", "HttpTokens"]),
        on: On::Is(&["required"]),
        otherwise: Some(false),
        gives: "the rule that instance metadata needs a token",
    },
    Switch {
        types: &["AWS::IAM::Role", "AWS::IAM::User"],
        setting: Setting::Property(&["PermissionsBoundary"]),
        on: On::Present,
        otherwise: Some(false),
        gives: "its permissions boundary",
    },
    Switch {
        types: &["AWS::CloudFront::Distribution"],
        setting: Setting::Property(&["DistributionConfig", "WebACLId"]),
        on: On::Present,
        otherwise: Some(false),
        gives: "its firewall",
    },
    Switch {
        types: &["AWS::ElasticLoadBalancingV2::LoadBalancer"],
        setting: Setting::Attribute(
            "LoadBalancerAttributes",
            "routing.http.drop_invalid_header_fields.enabled",
        ),
        on: On::Is(&["true"]),
        otherwise: Some(false),
        gives: "protection from malformed headers",
    },
    Switch {
        types: &["AWS::ElasticLoadBalancingV2::LoadBalancer"],
        setting: Setting::Attribute(
            "LoadBalancerAttributes",
            "routing.http.desync_mitigation_mode",
        ),
        on: On::IsNot(&["monitor"]),
        otherwise: Some(true),
        gives: "protection from malformed requests",
    },
    Switch {
        types: &["AWS::Cognito::UserPool"],
        setting: Setting::Property(&["MfaConfiguration"]),
        on: On::Is(&["ON", "OPTIONAL"]),
        otherwise: Some(false),
        gives: "a second factor",
    },
    Switch {
        types: &["AWS::ECS::TaskDefinition"],
        setting: Setting::Each(&["ContainerDefinitions"], &["ReadonlyRootFilesystem"]),
        on: On::Is(&["true"]),
        otherwise: Some(false),
        gives: "read-only file systems of its containers",
    },
    Switch {
        types: &["AWS::ECS::TaskDefinition"],
        setting: Setting::Each(&["ContainerDefinitions"], &["Privileged"]),
        on: On::IsNot(&["true"]),
        otherwise: Some(true),
        gives: "isolation of its containers from the host",
    },
    Switch {
        types: &["AWS::ECR::Repository"],
        setting: Setting::Property(&["ImageTagMutability"]),
        on: On::Is(&["IMMUTABLE"]),
        otherwise: Some(false),
        gives: "tags that stay what they are",
    },
    Switch {
        types: &["AWS::ECR::Repository"],
        setting: Setting::Property(&["ImageScanningConfiguration", "ScanOnPush"]),
        on: On::Is(&["true"]),
        otherwise: Some(false),
        gives: "scans of its images",
    },
    Switch {
        types: &["AWS::KMS::Key"],
        setting: Setting::Property(&["EnableKeyRotation"]),
        on: On::Is(&["true"]),
        otherwise: Some(false),
        gives: "rotation",
    },
    Switch {
        types: &["AWS::GuardDuty::Detector"],
        setting: Setting::Property(&["Enable"]),
        on: On::Is(&["true"]),
        otherwise: Some(false),
        gives: "detection of threats",
    },
];

const FIREWALL: &str = "AWS::WAFv2::WebACLAssociation";

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let mut findings = switched_off(comparison, &RISK.rule, SWITCHES);
    findings.extend(switched_off(comparison, &RISK.rule, PROTECTIONS));
    findings.extend(firewalls(comparison));
    findings.extend(shown(comparison));
    findings
}

/// What stands behind a firewall no more.
fn firewalls(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let continuity = comparison.continuity();
    let gone = comparison.gone().filter(|(resource, change)| {
        &*resource.resource_type == FIREWALL && change.fate.afterwards() != Some(Afterwards::Kept)
    });
    let findings = gone.filter_map(|(association, _)| {
        let protected = continuity.carried(association.property(&["ResourceArn"])?);
        let stays = protected
            .references()
            .iter()
            .all(|(address, _)| comparison.new.resources.contains_key(*address));
        let mut others = comparison.new.of_type(FIREWALL);
        let is_protected = others.any(|other| other.property(&["ResourceArn"]) == Some(&protected));
        (stays && !is_protected).then(|| {
            let what = format!(
                "{} loses its firewall: `{}` is removed",
                protected.shown(),
                association.address
            );
            comparison.before(&RISK.rule, association, &[], what)
        })
    });
    findings.collect()
}

/// Parameters whose values were hidden.
fn shown(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let parameters = comparison.new.parameters.iter();
    let shown = parameters.filter(|(name, parameter)| {
        let before = comparison.old.parameters.get(*name);
        before.is_some_and(|before| before.is_hidden) && !parameter.is_hidden
    });
    let findings = shown.map(|(name, _)| {
        let what = format!(
            "parameter `{name}` loses NoEcho: whoever may describe the stack reads its value"
        );
        comparison.at_root(comparison.new, &RISK.rule, &["Parameters", name], what)
    });
    findings.collect()
}
