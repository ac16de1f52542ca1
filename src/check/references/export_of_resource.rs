//! # export-name-of-resource
//!
//! ## What it finds
//! An export whose name is made of a resource of the template, by `Ref`, `Fn::GetAtt` or `Fn::Sub`.
//!
//! ## Why it matters
//! Names of exports are checked before there are resources: CloudFormation refuses the template.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! Outputs:
//!   Name: { Value: a, Export: { Name: !Sub "${Topic.TopicName}-name" } }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! Outputs:
//!   Name: { Value: !GetAtt Topic.TopicName, Export: { Name: !Sub "${AWS::StackName}-name" } }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Outputs".

use crate::check::{Check, Context};
use crate::resolve::uses;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "export-name-of-resource",
        severity: Severity::Error,
        page: include_str!("export_of_resource.rs"),
    },
    cfn_lint: &["E6003"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates().iter().filter(|one| !one.open) {
        for (_, entry) in template.section("Outputs") {
            let name = entry.value.get(&["Export", "Name"]);
            for used in name.map(uses).unwrap_or_default() {
                if !template.resources.contains_key(used.name) {
                    continue;
                }
                let message = format!(
                    "the name of an export can't be made of the resource `{}`",
                    used.name
                );
                let finding = context.finding(&CHECK.rule, template.stack, used.node.id, message);
                context.report(
                    finding
                        .expected("expected a text of literals, parameters and pseudo parameters"),
                );
            }
        }
    }
}
