//! # endpoint-lost
//!
//! ## What it finds
//! Something whose address or id AWS makes up and clients hold, that is removed, renamed, moved or replaced:
//! an API, a distribution, the URL of a function, a client of a user pool, a topic with its subscribers.
//!
//! ## Why it matters
//! The new one has another address or id. Whoever holds the old one gets errors until somebody tells them
//! the new one.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//!   Edge: { Type: AWS::ApiGatewayV2::Api, Properties: { Name: shop, ProtocolType: HTTP } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//!   Shop: { Type: AWS::ApiGatewayV2::Api, Properties: { Name: shop, ProtocolType: HTTP } }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//!   Edge: { Type: AWS::ApiGatewayV2::Api, Properties: { Name: market, ProtocolType: HTTP } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Users: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Client: { Type: AWS::Cognito::UserPoolClient, Properties: { UserPoolId: eu-central-1_abc, GenerateSecret: false } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Users: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Client: { Type: AWS::Cognito::UserPoolClient, Properties: { UserPoolId: eu-central-1_abc, GenerateSecret: true } }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   News: { Type: AWS::SNS::Topic, Properties: { TopicName: news } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   News: { Type: AWS::SNS::Topic, Properties: { TopicName: reports } }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "Return values" and "Update requires" of each type.

use super::{Class, Risk};
use crate::diff::change::Afterwards;
use crate::diff::comparison::Comparison;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "endpoint-lost",
        severity: Severity::Warning,
        page: include_str!("endpoint_lost.rs"),
    },
    class: Class::Availability,
    judge,
};

/// What clients hold of a type.
const HELD: [(&str, &str); 10] = [
    ("AWS::ApiGateway::RestApi", "the address of the API"),
    ("AWS::ApiGatewayV2::Api", "the address of the API"),
    ("AWS::AppSync::GraphQLApi", "the address of the API"),
    (
        "AWS::CloudFront::Distribution",
        "the name of the distribution",
    ),
    ("AWS::Cognito::UserPoolClient", "the id of the client"),
    (
        "AWS::Cognito::UserPoolDomain",
        "the address where users log in",
    ),
    ("AWS::Lambda::Url", "the address of the function"),
    ("AWS::SNS::Topic", "the topic with its subscribers"),
    ("AWS::Transfer::Server", "the address of the server"),
    ("AWS::EKS::Cluster", "the address of the cluster"),
];

fn held(resource_type: &str) -> Option<&'static str> {
    let mut held = HELD.iter();
    held.find(|(of, _)| *of == resource_type)
        .map(|(_, what)| *what)
}

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let gone = comparison.gone().filter_map(|(resource, change)| {
        let what = held(&resource.resource_type)?;
        if change.fate.afterwards() != Some(Afterwards::Deleted) {
            return None;
        }
        let what = match change.fate.from() {
            Some(_) => format!(
                "`{}` is made anew as `{}`: {what} becomes another one",
                resource.address, change.address
            ),
            None => format!("`{}` is deleted: {what} is gone", resource.address),
        };
        Some(comparison.before(&RISK.rule, resource, &[], what))
    });
    let replaced = comparison.changed().filter_map(|pair| {
        let what = held(&pair.new.resource_type)?;
        let how = pair.change.replacement()?;
        let what = format!(
            "`{}` {how}: {what} becomes another one",
            pair.change.address
        );
        Some(comparison.after(&RISK.rule, pair.new, &[], what))
    });
    gone.chain(replaced).collect()
}
