//! # logging-off
//!
//! ## What it finds
//! A log that is switched off or removed: access logs of load balancers, buckets and APIs, flow logs, trails, the log
//! exports of databases, the logs of containers.
//!
//! ## Why it matters
//! What happens from then on can't be found out any more.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Balancer:
//!     Type: AWS::ElasticLoadBalancingV2::LoadBalancer
//!     Properties: { LoadBalancerAttributes: [{ Key: access_logs.s3.enabled, Value: "true" }, { Key: access_logs.s3.bucket, Value: logs }] }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Balancer:
//!     Type: AWS::ElasticLoadBalancingV2::LoadBalancer
//!     Properties: { LoadBalancerAttributes: [{ Key: access_logs.s3.enabled, Value: "false" }] }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Network: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: network.yaml } }
//! # file: network.yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//!   Flows:
//!     Type: AWS::EC2::FlowLog
//!     Properties: { ResourceId: !Ref Vpc, ResourceType: VPC, TrafficType: ALL, LogDestinationType: s3, LogDestination: "arn:aws:s3:::flows" }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Network: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: network.yaml } }
//! # file: network.yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Trail: { Type: AWS::CloudTrail::Trail, Properties: { S3BucketName: trail, IsLogging: true } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Trail: { Type: AWS::CloudTrail::Trail, Properties: { S3BucketName: trail, IsLogging: false } }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: postgres, DBInstanceClass: db.t4g.small, EnableCloudwatchLogsExports: [postgresql, upgrade] }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: postgres, DBInstanceClass: db.t4g.small, EnableCloudwatchLogsExports: [upgrade] }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: postgres, DBInstanceClass: db.t4g.small, EnableCloudwatchLogsExports: [upgrade, postgresql] }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, the pages of the types.

use super::{Class, Risk};
use crate::diff::change::Afterwards;
use crate::diff::comparison::Comparison;
use crate::diff::expression::Expression;
use crate::diff::switches::{On, Setting, Switch, switched_off};
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "logging-off",
        severity: Severity::Warning,
        page: include_str!("logging_off.rs"),
    },
    class: Class::Security,
    judge,
};

static SWITCHES: &[Switch] = &[
    Switch {
        types: &["AWS::ElasticLoadBalancingV2::LoadBalancer"],
        setting: Setting::Attribute("LoadBalancerAttributes", "access_logs.s3.enabled"),
        on: On::Is(&["true"]),
        otherwise: Some(false),
        gives: "its access log",
    },
    Switch {
        types: &["AWS::ElasticLoadBalancingV2::LoadBalancer"],
        setting: Setting::Attribute("LoadBalancerAttributes", "connection_logs.s3.enabled"),
        on: On::Is(&["true"]),
        otherwise: Some(false),
        gives: "its log of connections",
    },
    Switch {
        types: &["AWS::ElasticLoadBalancing::LoadBalancer"],
        setting: Setting::Property(&["AccessLoggingPolicy", "Enabled"]),
        on: On::Is(&["true"]),
        otherwise: Some(false),
        gives: "its access log",
    },
    Switch {
        types: &["AWS::S3::Bucket"],
        setting: Setting::Property(&["LoggingConfiguration"]),
        on: On::Present,
        otherwise: Some(false),
        gives: "its access log",
    },
    Switch {
        types: &["AWS::CloudTrail::Trail"],
        setting: Setting::Property(&["IsLogging"]),
        on: On::Is(&["true"]),
        otherwise: None,
        gives: "its log",
    },
    Switch {
        types: &["AWS::CloudTrail::Trail"],
        setting: Setting::Property(&["EnableLogFileValidation"]),
        on: On::Is(&["true"]),
        otherwise: Some(false),
        gives: "the proof that its log is whole",
    },
    Switch {
        types: &["AWS::CloudTrail::Trail"],
        setting: Setting::Property(&["IsMultiRegionTrail"]),
        on: On::Is(&["true"]),
        otherwise: Some(false),
        gives: "the log of other regions",
    },
    Switch {
        types: &["AWS::CloudFront::Distribution"],
        setting: Setting::Property(&["DistributionConfig", "Logging"]),
        on: On::Present,
        otherwise: Some(false),
        gives: "its access log",
    },
    Switch {
        types: &["AWS::ApiGateway::Stage"],
        setting: Setting::Property(&["AccessLogSetting"]),
        on: On::Present,
        otherwise: Some(false),
        gives: "its access log",
    },
    Switch {
        types: &["AWS::ApiGatewayV2::Stage"],
        setting: Setting::Property(&["AccessLogSettings"]),
        on: On::Present,
        otherwise: Some(false),
        gives: "its access log",
    },
    Switch {
        types: &[
            "AWS::OpenSearchService::Domain",
            "AWS::Elasticsearch::Domain",
        ],
        setting: Setting::Property(&["LogPublishingOptions"]),
        on: On::Present,
        otherwise: Some(false),
        gives: "its logs",
    },
    Switch {
        types: &["AWS::EKS::Cluster"],
        setting: Setting::Property(&["Logging", "ClusterLogging", "EnabledTypes"]),
        on: On::Present,
        otherwise: Some(false),
        gives: "the logs of its control plane",
    },
    Switch {
        types: &["AWS::ECS::TaskDefinition"],
        setting: Setting::Each(&["ContainerDefinitions"], &["LogConfiguration"]),
        on: On::Present,
        otherwise: Some(false),
        gives: "the log of a container",
    },
    Switch {
        types: &["AWS::StepFunctions::StateMachine"],
        setting: Setting::Property(&["LoggingConfiguration", "Level"]),
        on: On::IsNot(&["OFF"]),
        otherwise: Some(false),
        gives: "its log",
    },
    Switch {
        types: &["AWS::Redshift::Cluster"],
        setting: Setting::Property(&["LoggingProperties"]),
        on: On::Present,
        otherwise: Some(false),
        gives: "its audit log",
    },
    Switch {
        types: &["AWS::Route53::HostedZone"],
        setting: Setting::Property(&["QueryLoggingConfig"]),
        on: On::Present,
        otherwise: Some(false),
        gives: "its log of queries",
    },
];

/// Resources that are logs of something else, with the property that names it.
const LOGS: [(&str, Option<&str>); 4] = [
    ("AWS::CloudTrail::Trail", None),
    ("AWS::EC2::FlowLog", Some("ResourceId")),
    (
        "AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation",
        Some("ResourceId"),
    ),
    ("AWS::WAFv2::LoggingConfiguration", Some("ResourceArn")),
];

/// Lists of the logs that are exported.
const EXPORTS: [&str; 2] = [
    "EnableCloudwatchLogsExports",
    "EnabledCloudwatchLogsExports",
];

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let mut findings = switched_off(comparison, &RISK.rule, SWITCHES);
    findings.extend(removed(comparison));
    findings.extend(exports(comparison));
    findings
}

fn removed(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let continuity = comparison.continuity();
    let mut findings = Vec::new();
    for (log, change) in comparison.gone() {
        let mut kinds = LOGS.iter();
        let Some((kind, property)) = kinds.find(|(kind, _)| **kind == *log.resource_type) else {
            continue;
        };
        let of = property.and_then(|property| log.property(&[property]));
        let of = of.map(|of| continuity.carried(of));
        let mut named = of.iter().flat_map(Expression::references);
        let stays = named.all(|(address, _)| comparison.new.resources.contains_key(address));
        let mut others = comparison.new.of_type(kind);
        let is_logged = others
            .any(|other| property.and_then(|property| other.property(&[property])) == of.as_ref());
        if change.fate.afterwards() == Some(Afterwards::Kept) || !stays || is_logged {
            continue;
        }
        let what = match &of {
            Some(of) => format!("{} loses its log: `{}` is removed", of.shown(), log.address),
            None => format!("`{}` is removed, and with it the log", log.address),
        };
        findings.push(comparison.before(&RISK.rule, log, &[], what));
    }
    findings
}

fn exports(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for pair in comparison.continued() {
        for name in EXPORTS {
            let Some((Some(old), new)) = pair.values(&[name]) else {
                continue;
            };
            let kept = match new {
                None => Some(&[][..]),
                Some(new) => new.items(),
            };
            let (Some(old), Some(kept)) = (old.items(), kept) else {
                continue;
            };
            let lost = old.iter().filter(|log| !kept.contains(log));
            let lost: Vec<String> = lost.map(Expression::shown).collect();
            if lost.is_empty() {
                continue;
            }
            let what = format!(
                "`{}` exports no more: {}",
                pair.new.address,
                lost.join(", ")
            );
            findings.push(comparison.after(&RISK.rule, pair.new, &[name], what));
        }
    }
    findings
}
