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

use crate::check::{Check, Context};
use crate::resolve::{Form, Unknown};
use crate::schema::{Shape, resource_type};
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
            let Some(node) = entry.value.get(&["Value"]) else {
                continue;
            };
            let condition = entry
                .value
                .get(&["Condition"])
                .and_then(|node| node.as_text());
            let exists = context
                .resolved
                .guard_of_condition(template.stack, condition, true);
            let value = context.resolved.evaluate(template.stack, node);
            let wrong = value.iter().find(|(guard, value)| {
                is_no_text(&value.form) && context.resolved.both(&exists, guard).is_some()
            });
            let Some((guard, value)) = wrong else {
                continue;
            };
            let message = format!(
                "the output `{name}` is {} {}",
                described(&value.form),
                guard.described()
            );
            let finding = context.finding(&CHECK.rule, template.stack, node.id, message.trim_end());
            let is_list = !matches!(value.form, Form::Map(_));
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
            resource_type: name,
            attribute,
            ..
        }) => resource_type(name)
            .and_then(|known| known.attribute(attribute))
            .is_some_and(|attribute| attribute.shape() == Shape::List),
        Form::Unknown(Unknown::Parameter { parameter_type, .. }) => {
            parameter_type.starts_with("List<") || **parameter_type == *"CommaDelimitedList"
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
