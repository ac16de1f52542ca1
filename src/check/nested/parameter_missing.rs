//! # nested-parameter-missing
//!
//! ## What it finds
//! A nested template declares a parameter without a default, and the parent passes no value, or none in one
//! branch of a condition.
//!
//! ## Why it matters
//! The creation of the nested stack fails: "Parameters must have values".
//!
//! ## Fails
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
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
//! "Parameters".

use super::passing::{Passing, absent, passings};
use crate::check::cases::Case;
use crate::check::{Check, Context};
use crate::resolve::Declared;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "nested-parameter-missing",
        severity: Severity::Error,
        page: include_str!("parameter_missing.rs"),
    },
    cfn_lint: &["E3043"],
    run,
};

fn run(context: &Context<'_>) {
    for passing in passings(context) {
        let required = Declared::of(passing.tree).filter(|declared| {
            declared.node.as_mapping().is_some() && declared.node.get(&["Default"]).is_none()
        });
        let passed = passing.parameters(context);
        for declared in required {
            for (case, entries) in &passed {
                let passed = entries.iter().find(|entry| *entry.name == *declared.name);
                let missing = match passed {
                    None => vec![case.clone()],
                    Some(entry) => {
                        let guards = absent(&entry.value);
                        let at = passing.at(case, entry);
                        let guards = guards.filter_map(|guard| {
                            let guard = context.resolved.both(&case.guard, guard)?;
                            Some(Case {
                                guard,
                                ..at.clone()
                            })
                        });
                        guards.collect()
                    }
                };
                for case in missing {
                    report(context, &passing, &declared, &case);
                }
            }
        }
    }
}

fn report(context: &Context<'_>, passing: &Passing<'_>, declared: &Declared<'_>, case: &Case) {
    let name = declared.name;
    let message = format!("nothing is passed to parameter `{name}`, which has no default");
    let finding = context.finding_of(&CHECK.rule, &passing.resource, case, message);
    let finding = finding.path("Properties.Parameters");
    context.report(passing.declared(context, finding, declared));
}
