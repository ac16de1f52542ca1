//! # output-list
//!
//! ## What it finds
//! An output whose value is a list or a mapping.
//!
//! ## Why it matters
//! CloudFormation refuses the template: "The Value field of every Outputs member must evaluate to a String
//! and not a List".
//!
//! ## Fails
//! ```yaml
//! Outputs:
//!   Zones: { Value: !GetAZs "" }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ```yaml
//! Parameters:
//!   Names: { Type: CommaDelimitedList }
//! Outputs:
//!   Names: { Value: !Ref Names }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ```yaml
//! Parameters:
//!   Zones: { Type: "AWS::SSM::Parameter::Value<List<String>>" }
//! Outputs:
//!   Zones: { Value: !Ref Zones }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Passes
//! ```yaml
//! Parameters:
//!   Names: { Type: CommaDelimitedList }
//! Outputs:
//!   Names: { Value: !Join [",", !Ref Names] }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Outputs".

use super::outputs::wrong_case;
use crate::check::properties::yields_list;
use crate::check::{Check, Context};
use crate::resolve::{Form, ParameterType, Unknown};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "output-list",
        severity: Severity::Error,
        page: include_str!("output_list.rs"),
    },
    cfn_lint: &["E6101"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates().iter().filter(|one| !one.open) {
        for (name, entry) in template.section("Outputs") {
            let wrong = wrong_case(context, template, entry, is_no_text);
            let Some((node, guard, form)) = wrong else {
                continue;
            };
            let message = format!(
                "the output `{name}` is {} {}",
                described(&form),
                guard.described()
            );
            let finding = context.finding(&CHECK.rule, template.stack, node.id, message.trim_end());
            let is_list = !matches!(form, Form::Map(_));
            context.report(if is_list {
                finding.help("join the items to one text: `!Join [',', …]`")
            } else {
                finding.expected("expected a text")
            });
        }
    }
}

fn is_no_text(form: &Form) -> bool {
    match form {
        Form::List(_) | Form::Map(_) | Form::Unknown(Unknown::List) => true,
        Form::Unknown(Unknown::Resource {
            resource_type,
            attribute,
            ..
        }) => yields_list(resource_type, attribute) == Some(true),
        Form::Unknown(Unknown::Parameter { parameter_type, .. }) => {
            ParameterType::named(parameter_type).is_list()
        }
        Form::Unknown(
            Unknown::Pseudo(_)
            | Unknown::Text(_)
            | Unknown::Dynamic(_)
            | Unknown::Import
            | Unknown::Anything,
        )
        | Form::Text(..)
        | Form::Absent => false,
    }
}

fn described(form: &Form) -> &'static str {
    if matches!(form, Form::Map(_)) {
        "a mapping"
    } else {
        "a list"
    }
}
