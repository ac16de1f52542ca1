//! # nested-output-undefined
//!
//! ## What it finds
//! `Fn::GetAtt` or `Fn::Sub` asks a nested stack for an output that its template does not have.
//!
//! ## Why it matters
//! CloudFormation fails after the nested stack was made.
//!
//! ## Fails
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//!   Group:
//!     Type: AWS::Logs::LogGroup
//!     Properties: { LogGroupName: !GetAtt Child.Outputs.TopicNmae, RetentionInDays: 7 }
//!     DeletionPolicy: Delete
//!     UpdateReplacePolicy: Delete
//! # file: child.yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! Outputs:
//!   TopicName: { Value: !GetAtt Topic.TopicName }
//! ```
//! ## Passes
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//!   Group:
//!     Type: AWS::Logs::LogGroup
//!     Properties: { LogGroupName: !GetAtt Child.Outputs.TopicName, RetentionInDays: 7 }
//!     DeletionPolicy: Delete
//!     UpdateReplacePolicy: Delete
//! # file: child.yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! Outputs:
//!   TopicName: { Value: !GetAtt Topic.TopicName }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "AWS::CloudFormation::Stack", return values.

use super::passing::passings;
use crate::check::{Check, Context};
use crate::document::Node;
use crate::resolve::uses;
use crate::source::{Rule, Severity, nearest};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "nested-output-undefined",
        severity: Severity::Error,
        page: include_str!("output_undefined.rs"),
    },
    cfn_lint: &["E1010"],
    run,
};

fn run(context: &Context<'_>) {
    for passing in passings(context) {
        let stack = passing.resource.stack;
        let tree = context.resolved.tree(stack);
        let sections = ["Resources", "Outputs"];
        let used = sections
            .into_iter()
            .filter_map(|section| tree.get(&[section]));
        for used in used.flat_map(uses) {
            let output = used
                .attribute
                .and_then(|name| name.strip_prefix("Outputs."));
            let Some(output) = output.filter(|_| used.name == passing.resource.logical_id) else {
                continue;
            };
            let outputs = passing.tree.get(&["Outputs"]).and_then(Node::as_mapping);
            let names: Vec<&str> = outputs
                .into_iter()
                .flat_map(|outputs| outputs.iter())
                .map(|(name, _)| name)
                .collect();
            let made = names.iter().any(|name| name.starts_with("Fn::"));
            if made || names.contains(&output) {
                continue;
            }
            let message = format!("nested stack `{}` has no output `{output}`", used.name);
            let finding = context.finding(&CHECK.rule, stack, used.node.id, message);
            context.report(finding.did_you_mean(nearest(output, names.into_iter())));
        }
    }
}
