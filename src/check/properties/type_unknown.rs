//! # resource-type-unknown
//!
//! ## What it finds
//! A type of resource that CloudFormation does not know. Types of others than AWS, custom resources and modules
//! are known to the account alone, and not judged.
//!
//! ## Why it matters
//! CloudFormation refuses the template.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPCC, Properties: { CidrBlock: 10.0.0.0/16 } }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//!   Own: { Type: Custom::Thing, Properties: { ServiceToken: "arn:aws:lambda:eu-central-1:123456789012:function:f" } }
//! ```
//! ## Sources
//! AWS's published schemas of resource types, as vendored in `schemas/facts`.

use crate::check::{Check, Context};
use crate::schema;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "resource-type-unknown",
        severity: Severity::Error,
        page: include_str!("type_unknown.rs"),
    },
    cfn_lint: &["E3006"],
    run,
};

/// Types that the AWS CDK writes beside what it makes.
const OF_TOOLS: [&str; 1] = ["AWS::CDK::Metadata"];

fn run(context: &Context<'_>) {
    for resource in context.resolved.all_resources() {
        let name = resource.resource_type();
        let judged =
            name.starts_with("AWS::") && !name.ends_with("::MODULE") && !OF_TOOLS.contains(&name);
        let transformed = context.resolved.is_transformed(resource.stack);
        if transformed || !judged || resource.is_custom() || schema::resource_type(name).is_some() {
            continue;
        }
        let Some(node) = resource.node.get(&["Type"]) else {
            continue;
        };
        let message = format!("CloudFormation knows no resource type `{name}`");
        let finding = context.finding_in(&CHECK.rule, &resource, node, message);
        context.report(finding.did_you_mean(schema::nearest(name)));
    }
}
