//! # nested-parameter-unknown
//!
//! ## What it finds
//! A parent passes a parameter that the nested template does not declare.
//!
//! ## Why it matters
//! The creation of the nested stack fails: "Parameters do not exist in the template".
//!
//! ## Fails
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Child:
//!     Type: AWS::CloudFormation::Stack
//!     Properties: { TemplateURL: child.yaml, Parameters: { Name: news, Nmae: news } }
//! # file: child.yaml
//! Parameters:
//!   Name: { Type: String }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Name } }
//! ```
//! ## Passes
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Child:
//!     Type: AWS::CloudFormation::Stack
//!     Properties: { TemplateURL: child.yaml, Parameters: { Name: news } }
//! # file: child.yaml
//! Parameters:
//!   Name: { Type: String }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Name } }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Nested stacks"; template reference, "AWS::CloudFormation::Stack".

use super::passing::passings;
use crate::check::cases::Case;
use crate::check::{Check, Context};
use crate::resolve::{Declared, Form};
use crate::source::{Rule, Severity, nearest};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "nested-parameter-unknown",
        severity: Severity::Error,
        page: include_str!("parameter_unknown.rs"),
    },
    cfn_lint: &["E3043"],
    run,
};

fn run(context: &Context<'_>) {
    for passing in passings(context) {
        for (case, entries) in passing.parameters(context) {
            for entry in entries {
                if Declared::named(passing.tree, &entry.name).is_some() {
                    continue;
                }
                let there = entry.value.iter().find_map(|(guard, value)| {
                    let is_there = value.form != Form::Absent;
                    is_there.then(|| context.resolved.both(&case.guard, guard))?
                });
                let Some(guard) = there else { continue };
                let at = Case {
                    guard,
                    ..passing.at(&case, &entry)
                };
                let message = format!("the nested template has no parameter `{}`", entry.name);
                let finding = context.finding_of(&CHECK.rule, &passing.resource, &at, message);
                let finding = finding.path(format!("Properties.Parameters.{}", entry.name));
                let names = Declared::of(passing.tree).map(|declared| declared.name);
                context.report(finding.did_you_mean(nearest(&entry.name, names)));
            }
        }
    }
}
