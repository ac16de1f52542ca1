//! # tls-weakened
//!
//! ## What it finds
//! A listener, a distribution, an API or a search domain that takes older versions of TLS than before, or none: from
//! HTTPS to HTTP, an older security policy, a lower minimum, TLS no longer required.
//!
//! ## Why it matters
//! Old versions have known weaknesses, and what is not encrypted can be read on the way.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Listener:
//!     Type: AWS::ElasticLoadBalancingV2::Listener
//!     Properties: { LoadBalancerArn: a, Port: 443, Protocol: HTTPS, SslPolicy: ELBSecurityPolicy-TLS13-1-2-2021-06, DefaultActions: [] }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Listener:
//!     Type: AWS::ElasticLoadBalancingV2::Listener
//!     Properties: { LoadBalancerArn: a, Port: 443, Protocol: HTTPS, SslPolicy: ELBSecurityPolicy-2016-08, DefaultActions: [] }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Edge: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: edge.yaml } }
//! # file: edge.yaml
//! Resources:
//!   Listener:
//!     Type: AWS::ElasticLoadBalancingV2::Listener
//!     Properties: { LoadBalancerArn: a, Port: 443, Protocol: HTTPS, DefaultActions: [] }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Edge: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: edge.yaml } }
//! # file: edge.yaml
//! Resources:
//!   Listener:
//!     Type: AWS::ElasticLoadBalancingV2::Listener
//!     Properties: { LoadBalancerArn: a, Port: 80, Protocol: HTTP, DefaultActions: [] }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Site:
//!     Type: AWS::CloudFront::Distribution
//!     Properties: { DistributionConfig: { Enabled: true, ViewerCertificate: { AcmCertificateArn: a, SslSupportMethod: sni-only, MinimumProtocolVersion: TLSv1.2_2021 } } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Site:
//!     Type: AWS::CloudFront::Distribution
//!     Properties: { DistributionConfig: { Enabled: true, ViewerCertificate: { AcmCertificateArn: a, SslSupportMethod: sni-only, MinimumProtocolVersion: TLSv1_2016 } } }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Name: { Type: AWS::ApiGateway::DomainName, Properties: { DomainName: api.example.com, SecurityPolicy: TLS_1_2 } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Name: { Type: AWS::ApiGateway::DomainName, Properties: { DomainName: api.example.com, SecurityPolicy: TLS_1_0 } }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Name: { Type: AWS::ApiGateway::DomainName, Properties: { DomainName: api.example.com, SecurityPolicy: SecurityPolicy_TLS13_1_2_2021_06 } }
//! ```
//! ## Sources
//! Elastic Load Balancing user guide, "Security policies for your Application Load Balancer"; Amazon CloudFront
//! developer guide, "Supported protocols and ciphers between viewers and CloudFront"; Amazon API Gateway developer
//! guide, "Choose a security policy"; Amazon OpenSearch Service developer guide, "Infrastructure security".

use super::{Class, Risk};
use crate::diff::comparison::Comparison;
use crate::diff::expression::Expression;
use crate::diff::switches::{On, Setting, Switch, switched_off};
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "tls-weakened",
        severity: Severity::Warning,
        page: include_str!("tls_weakened.rs"),
    },
    class: Class::Security,
    judge,
};

static SWITCHES: &[Switch] = &[
    Switch {
        types: &["AWS::ElasticLoadBalancingV2::Listener"],
        setting: Setting::Property(&["Protocol"]),
        on: On::Is(&["HTTPS", "TLS"]),
        otherwise: None,
        gives: "encryption on the way",
    },
    Switch {
        types: &["AWS::ElasticLoadBalancingV2::Listener"],
        setting: Setting::Property(&["MutualAuthentication", "Mode"]),
        on: On::Is(&["verify", "passthrough"]),
        otherwise: Some(false),
        gives: "certificates of its clients",
    },
    Switch {
        types: &["AWS::CloudFront::Distribution"],
        setting: Setting::Property(&[
            "DistributionConfig",
            "DefaultCacheBehavior",
            "ViewerProtocolPolicy",
        ]),
        on: On::IsNot(&["allow-all"]),
        otherwise: None,
        gives: "encryption on the way to viewers",
    },
    Switch {
        types: &["AWS::CloudFront::Distribution"],
        setting: Setting::Each(
            &["DistributionConfig", "Origins"],
            &["CustomOriginConfig", "OriginProtocolPolicy"],
        ),
        on: On::IsNot(&["http-only"]),
        otherwise: Some(true),
        gives: "encryption on the way to an origin",
    },
    Switch {
        types: &[
            "AWS::OpenSearchService::Domain",
            "AWS::Elasticsearch::Domain",
        ],
        setting: Setting::Property(&["DomainEndpointOptions", "EnforceHTTPS"]),
        on: On::Is(&["true"]),
        otherwise: Some(false),
        gives: "the rule that clients use HTTPS",
    },
    Switch {
        types: &[
            "AWS::RDS::DBParameterGroup",
            "AWS::RDS::DBClusterParameterGroup",
        ],
        setting: Setting::Property(&["Parameters", "rds.force_ssl"]),
        on: On::Is(&["1", "true"]),
        otherwise: None,
        gives: "the rule that clients use TLS",
    },
    Switch {
        types: &[
            "AWS::RDS::DBParameterGroup",
            "AWS::RDS::DBClusterParameterGroup",
        ],
        setting: Setting::Property(&["Parameters", "require_secure_transport"]),
        on: On::Is(&["1", "ON", "true"]),
        otherwise: Some(false),
        gives: "the rule that clients use TLS",
    },
];

/// Properties that name the oldest version of TLS, with what holds where they are left out.
const POLICIES: &[(&str, &[&str], Option<u8>)] = &[
    ("AWS::ApiGateway::DomainName", &["SecurityPolicy"], None),
    (
        "AWS::CloudFront::Distribution",
        &[
            "DistributionConfig",
            "ViewerCertificate",
            "MinimumProtocolVersion",
        ],
        Some(0),
    ),
    (
        "AWS::ElasticLoadBalancingV2::Listener",
        &["SslPolicy"],
        Some(0),
    ),
    (
        "AWS::Elasticsearch::Domain",
        &["DomainEndpointOptions", "TLSSecurityPolicy"],
        None,
    ),
    (
        "AWS::OpenSearchService::Domain",
        &["DomainEndpointOptions", "TLSSecurityPolicy"],
        None,
    ),
];

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let mut findings = switched_off(comparison, &RISK.rule, SWITCHES);
    for pair in comparison.continued() {
        let policies = POLICIES.iter();
        let policies = policies.filter(|(of, _, _)| **of == *pair.new.resource_type);
        for (_, path, otherwise) in policies {
            let Some((old, new)) = pair.values(path) else {
                continue;
            };
            let oldest = |value: Option<&Expression>| match value {
                None => *otherwise,
                Some(value) => oldest_version(value.text()?),
            };
            let (Some(before), Some(after)) = (oldest(old), oldest(new)) else {
                continue;
            };
            // What is no listener of TLS any more has lost more than a policy.
            let is_plain = matches!(pair.new.text(&["Protocol"]), Some("HTTP" | "TCP"));
            if after >= before || is_plain {
                continue;
            }
            let what = format!(
                "`{}` takes TLS from version 1.{after}, before from 1.{before}: {} goes from {} to {}",
                pair.new.address,
                path.join("."),
                old.map_or_else(|| "the default".to_owned(), Expression::shown),
                new.map_or_else(|| "the default".to_owned(), Expression::shown),
            );
            findings.push(comparison.after(&RISK.rule, pair.new, path, what));
        }
    }
    findings
}

/// The minor version of the oldest TLS that a policy takes by its name: `ELBSecurityPolicy-TLS13-1-2-2021-06`
/// takes 1.2. A name without a version is one of those that take everything; one of a form that nobody knows is
/// none.
fn oldest_version(policy: &str) -> Option<u8> {
    let is_known = [
        "ELBSecurityPolicy",
        "TLS",
        "SSL",
        "SecurityPolicy",
        "Policy-Min-TLS",
    ]
    .iter()
    .any(|start| policy.starts_with(start));
    if !is_known {
        return None;
    }
    let bytes = policy.as_bytes();
    let mut before = b' ';
    for (place, one) in bytes.iter().enumerate() {
        let next = |further: usize| bytes.get(place + further).copied().unwrap_or(b' ');
        let is_version = *one == b'1'
            && !before.is_ascii_digit()
            && matches!(next(1), b'-' | b'_' | b'.')
            && matches!(next(2), b'0'..=b'3')
            && !next(3).is_ascii_digit();
        if is_version {
            return next(2).checked_sub(b'0');
        }
        before = *one;
    }
    Some(0)
}
