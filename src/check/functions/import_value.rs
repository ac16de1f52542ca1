//! # import-value-of-resource
//!
//! ## What it finds
//! `Fn::ImportValue` with a name that is made of a resource of the template.
//!
//! ## Why it matters
//! Exports are looked up before there are resources: CloudFormation refuses the template.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//!   Other: { Type: AWS::SNS::Topic, Properties: { TopicName: !ImportValue { "Fn::Sub": "${Topic.TopicName}-name" } } }
//! ```
//! ## Passes
//! ```yaml
//! Parameters:
//!   Name: { Type: String }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !ImportValue { "Fn::Sub": "${Name}-name" } } }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "Fn::ImportValue".

use crate::check::{Check, Context};
use crate::document::Intrinsic;
use crate::resolve::uses;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "import-value-of-resource",
        severity: Severity::Error,
        page: include_str!("import_value.rs"),
    },
    cfn_lint: &["E1016"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates() {
        for site in &template.functions {
            if site.function.name != Intrinsic::ImportValue || site.section == "Metadata" {
                continue;
            }
            for used in uses(&site.function.argument) {
                if !template.resources.contains_key(used.name) {
                    continue;
                }
                let message = format!(
                    "the name of an export can't be made of the resource `{}`",
                    used.name
                );
                let finding = context.finding(&CHECK.rule, template.stack, used.node.id, message);
                context.report(finding.expected("expected a text of literals and parameters"));
            }
        }
    }
}
