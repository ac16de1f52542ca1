//! # logical-id-shared
//!
//! ## What it finds
//! A resource with the name of a parameter.
//!
//! ## Why it matters
//! Names of parameters and resources are one set, so that `Ref` can tell what it names: CloudFormation
//! refuses the template.
//!
//! ## Fails
//! ```yaml
//! Parameters:
//!   Topic: { Type: String }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Topic } }
//! ```
//! ## Passes
//! ```yaml
//! Parameters:
//!   Name: { Type: String }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Name } }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Parameters", "Resources".

use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "logical-id-shared",
        severity: Severity::Error,
        page: include_str!("logical_id_shared.rs"),
    },
    cfn_lint: &["E3007"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates() {
        for (name, resource) in &template.resources {
            let Some(parameter) = template.parameters.get(name) else {
                continue;
            };
            let message = format!("`{name}` is a parameter and a resource");
            let finding = context.finding_in(&CHECK.rule, resource, resource.key, message);
            let place = template.of.source.place(parameter.key.id);
            let finding = finding.related("the parameter", &place.file, place.span);
            context.report(finding.help("give one of them another name"));
        }
    }
}
