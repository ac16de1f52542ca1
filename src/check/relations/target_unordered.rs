//! # scaling-target-unordered
//!
//! ## What it finds
//! A target of scaling that names a service or a table of the deployment as a text, and does not wait for
//! it.
//!
//! ## Why it matters
//! Now and then the target is registered before what it scales is there, and fails.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Service:
//!     Type: AWS::ECS::Service
//!     Properties: { Cluster: main, ServiceName: web, TaskDefinition: "web:1", DesiredCount: 1 }
//!   Target:
//!     Type: AWS::ApplicationAutoScaling::ScalableTarget
//!     Properties:
//!       MinCapacity: 1
//!       MaxCapacity: 4
//!       ResourceId: service/main/web
//!       ScalableDimension: ecs:service:DesiredCount
//!       ServiceNamespace: ecs
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Service:
//!     Type: AWS::ECS::Service
//!     Properties: { Cluster: main, ServiceName: web, TaskDefinition: "web:1", DesiredCount: 1 }
//!   Target:
//!     Type: AWS::ApplicationAutoScaling::ScalableTarget
//!     DependsOn: Service
//!     Properties:
//!       MinCapacity: 1
//!       MaxCapacity: 4
//!       ResourceId: service/main/web
//!       ScalableDimension: ecs:service:DesiredCount
//!       ServiceNamespace: ecs
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "AWS::ApplicationAutoScaling::ScalableTarget".

use super::sides::{report, sides};
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "scaling-target-unordered",
        severity: Severity::Warning,
        page: include_str!("target_unordered.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    let scaled: [(&'static [&'static str], &[&str], &str); 2] = [
        (&["AWS::ECS::Service"], &["ServiceName"], "service/"),
        (&["AWS::DynamoDB::Table"], &["TableName"], "table/"),
    ];
    let targets = sides(
        context,
        &["AWS::ApplicationAutoScaling::ScalableTarget"],
        &[&["ResourceId"]],
    );
    for (types, name, beginning) in scaled {
        let named = sides(context, types, &[name]);
        for target in &targets {
            let Some(text) = target
                .case
                .text()
                .filter(|text| text.starts_with(beginning))
            else {
                continue;
            };
            let last = text.rsplit('/').next();
            for first in named.iter().filter(|first| first.case.text() == last) {
                let (second, first) = (target, &first.resource);
                let message = format!(
                    "`{}` does not wait for `{}`, which it scales",
                    second.resource.logical_id, first.logical_id
                );
                report(context, &CHECK.rule, second, first, &message);
            }
        }
    }
}
