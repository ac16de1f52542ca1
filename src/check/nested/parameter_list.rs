//! # nested-parameter-list
//!
//! ## What it finds
//! A parent passes a list to a nested stack: `Ref` to a list parameter, `Fn::Split`, or a list that is
//! written out; or a mapping.
//!
//! ## Why it matters
//! CloudFormation takes single values here alone, also for parameters that are lists in the nested template:
//! "Value of property Parameters must be an object with String (or simple type) properties".
//!
//! ## Fails
//! ```yaml
//! # file: root.yaml
//! Parameters:
//!   Zones: { Type: CommaDelimitedList }
//! Resources:
//!   Child:
//!     Type: AWS::CloudFormation::Stack
//!     Properties: { TemplateURL: child.yaml, Parameters: { Zones: !Ref Zones } }
//! # file: child.yaml
//! Parameters:
//!   Zones: { Type: CommaDelimitedList }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Select [0, !Ref Zones] } }
//! ```
//! ## Passes
//! ```yaml
//! # file: root.yaml
//! Parameters:
//!   Zones: { Type: CommaDelimitedList }
//! Resources:
//!   Child:
//!     Type: AWS::CloudFormation::Stack
//!     Properties: { TemplateURL: child.yaml, Parameters: { Zones: !Join [",", !Ref Zones] } }
//! # file: child.yaml
//! Parameters:
//!   Zones: { Type: CommaDelimitedList }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Select [0, !Ref Zones] } }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "AWS::CloudFormation::Stack", `Parameters`.

use crate::check::properties::yields_list;
use crate::check::{Check, Context};
use crate::resolve::{Form, ParameterType, Unknown};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "nested-parameter-list",
        severity: Severity::Error,
        page: include_str!("parameter_list.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    for resource in context.of_types(&["AWS::CloudFormation::Stack"]) {
        for case in context.cases(&resource, &["Parameters"]) {
            for entry in case.value.entries().unwrap_or_default() {
                let cases = case.all(context, &entry.value);
                let list = cases
                    .iter()
                    .find_map(|case| Some((case, plural(&case.value.form)?)));
                let Some((case, what)) = list else { continue };
                let message = format!("found {what}, where a nested stack takes one text");
                let finding = context.finding_of(&CHECK.rule, &resource, case, message);
                let path = format!("Properties.Parameters.{}", entry.name);
                let finding = finding.path(path).expected("expected one text");
                context.report(if what == "a mapping" {
                    finding
                } else {
                    finding.help("join the list with `Fn::Join` and `,`")
                });
            }
        }
    }
}

/// What is no single value, in words.
fn plural(form: &Form) -> Option<&'static str> {
    match form {
        Form::List(_) | Form::Unknown(Unknown::List) => Some("a list"),
        Form::Map(entries) => {
            let function = entries.iter().any(|entry| entry.name.starts_with("Fn::"));
            (!function).then_some("a mapping")
        }
        Form::Unknown(Unknown::Parameter { parameter_type, .. }) => {
            let list = ParameterType::named(parameter_type).is_list();
            list.then_some("a parameter that is a list")
        }
        Form::Unknown(Unknown::Resource {
            resource_type,
            attribute,
            ..
        }) => {
            let list = yields_list(resource_type, attribute) == Some(true);
            list.then_some("an attribute that is a list")
        }
        Form::Text(..) | Form::Absent | Form::Unknown(_) => None,
    }
}
