//! # certificate-region
//!
//! ## What it finds
//! A certificate of another region than us-east-1 where CloudFront, or a service that stands behind it, takes
//! one: distributions, edge-optimised domain names of API Gateway and domains of Cognito. A certificate of the
//! deployment is of the region that is assumed.
//!
//! ## Why it matters
//! CloudFront takes certificates of us-east-1 alone: "The specified SSL certificate doesn't exist, isn't in
//! us-east-1 region, isn't valid, or doesn't include a valid certificate chain".
//!
//! ## Fails
//! ```yaml
//! # In eu-central-1.
//! Resources:
//!   Certificate:
//!     Type: AWS::CertificateManager::Certificate
//!     Properties:
//!       DomainName: www.example.com
//!       ValidationMethod: DNS
//!       DomainValidationOptions: [{ DomainName: www.example.com, HostedZoneId: Z0123456789ABCDEFGHIJ }]
//!   Domain:
//!     Type: AWS::ApiGateway::DomainName
//!     Properties: { DomainName: www.example.com, CertificateArn: !Ref Certificate }
//! ```
//!
//! ```yaml
//! Resources:
//!   Domain:
//!     Type: AWS::ApiGateway::DomainName
//!     Properties:
//!       DomainName: www.example.com
//!       CertificateArn: arn:aws:acm:eu-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Domain:
//!     Type: AWS::ApiGateway::DomainName
//!     Properties:
//!       DomainName: www.example.com
//!       CertificateArn: arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012
//! ```
//! ## Sources
//! Amazon CloudFront developer guide, "Requirements for using SSL/TLS certificates with CloudFront"; AWS
//! CloudFormation template reference, "AWS::ApiGateway::DomainName"; Amazon Cognito developer guide, "Using
//! your own domain".

use super::sides::sides;
use crate::check::{Check, Context};
use crate::resolve::{Form, Unknown, Value};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "certificate-region",
        severity: Severity::Warning,
        page: include_str!("certificate_region.rs"),
    },
    cfn_lint: &[],
    run,
};

/// Where CloudFront takes a certificate.
const PLACES: [(&[&str], &[&str]); 3] = [
    (
        &["AWS::CloudFront::Distribution"],
        &[
            "DistributionConfig",
            "ViewerCertificate",
            "AcmCertificateArn",
        ],
    ),
    (&["AWS::ApiGateway::DomainName"], &["CertificateArn"]),
    (
        &["AWS::Cognito::UserPoolDomain"],
        &["CustomDomainConfig", "CertificateArn"],
    ),
];

fn run(context: &Context<'_>) {
    for (types, path) in PLACES {
        for side in sides(context, types, &[path]) {
            let Some(region) = region(context, &side.case.value) else {
                continue;
            };
            // Other partitions have rules of their own.
            if region == "us-east-1" || region.starts_with("cn-") {
                continue;
            }
            let name = side.resource.logical_id;
            let message = format!(
                "`{name}` takes certificates of us-east-1 alone, and this is one of {region}"
            );
            let finding = context.finding_of(&CHECK.rule, &side.resource, &side.case, message);
            context.report(finding.help("make the certificate in a stack of us-east-1"));
        }
    }
}

/// The region that a certificate is of, where it is known.
fn region<'v>(context: &'v Context<'_>, value: &'v Value) -> Option<&'v str> {
    if let Some(text) = value.text() {
        let mut parts = text.strip_prefix("arn:aws:acm:")?.split(':');
        return parts.next().filter(|region| !region.is_empty());
    }
    match &value.form {
        Form::Unknown(Unknown::Resource { resource_type, .. })
            if &**resource_type == "AWS::CertificateManager::Certificate" =>
        {
            let region = context.resolved.settings().region.as_ref();
            region.map(|region| region.as_str())
        }
        Form::Text(..) | Form::List(_) | Form::Map(_) | Form::Absent | Form::Unknown(_) => None,
    }
}
