//! # deployment-unordered
//!
//! ## What it finds
//! A deployment of a REST API that does not wait for a method of it.
//!
//! ## Why it matters
//! What is made after the deployment is not deployed; without any method it fails: "The REST API doesn't
//! contain any methods".
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: hello } }
//!   Get:
//!     Type: AWS::ApiGateway::Method
//!     Properties:
//!       RestApiId: !Ref Api
//!       ResourceId: !GetAtt Api.RootResourceId
//!       HttpMethod: GET
//!       AuthorizationType: NONE
//!       Integration: { Type: MOCK }
//!   Deployment:
//!     Type: AWS::ApiGateway::Deployment
//!     Properties: { RestApiId: !Ref Api }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: hello } }
//!   Get:
//!     Type: AWS::ApiGateway::Method
//!     Properties:
//!       RestApiId: !Ref Api
//!       ResourceId: !GetAtt Api.RootResourceId
//!       HttpMethod: GET
//!       AuthorizationType: NONE
//!       Integration: { Type: MOCK }
//!   Deployment:
//!     Type: AWS::ApiGateway::Deployment
//!     DependsOn: Get
//!     Properties: { RestApiId: !Ref Api }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "AWS::ApiGateway::Deployment".

use super::sides::{report_unordered, sides};
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "deployment-unordered",
        severity: Severity::Warning,
        page: include_str!("deployment_unordered.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    let methods = sides(context, &["AWS::ApiGateway::Method"], &[&["RestApiId"]]);
    let deployments = sides(context, &["AWS::ApiGateway::Deployment"], &[&["RestApiId"]]);
    report_unordered(
        context,
        &CHECK.rule,
        &deployments,
        &methods,
        |second, first| {
            format!(
                "`{}` does not wait for method `{}`, and may not deploy it",
                second.resource.logical_id, first.resource.logical_id
            )
        },
    );
}
