//! # parameter-default
//!
//! ## What it finds
//! A default that the parameter itself does not allow: none of its `AllowedValues`, no number, outside of
//! its range or its lengths, unlike its `AllowedPattern`, or no single value.
//!
//! ## Why it matters
//! CloudFormation refuses the template, whatever value is passed.
//!
//! ## Fails
//! ```yaml
//! Parameters:
//!   Name: { Type: String, Default: c, AllowedValues: [a, b] }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Name } }
//! ```
//! ```yaml
//! Parameters:
//!   Name: { Type: Number, Default: many }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Name } }
//! ```
//! ```yaml
//! Parameters:
//!   Name: { Type: CommaDelimitedList, Default: [a, b] }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Join ["-", !Ref Name] } }
//! ```
//! ## Passes
//! ```yaml
//! Parameters:
//!   Name: { Type: String, Default: a, AllowedValues: [a, b] }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Name } }
//! ```
//! ```yaml
//! Parameters:
//!   Name: { Type: CommaDelimitedList, Default: "a, b", AllowedValues: [a, b] }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Join ["-", !Ref Name] } }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Parameters".

use crate::check::properties::patterns;
use crate::check::template::is_null;
use crate::check::{Check, Context};
use crate::document::{Node, Value};
use crate::resolve::{Declared, ParameterType};
use crate::source::{Rule, Severity, nearest};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "parameter-default",
        severity: Severity::Error,
        page: include_str!("parameter_default.rs"),
    },
    cfn_lint: &["E2015", "E2001"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates() {
        for parameter in template.parameters.values() {
            let Some(node) = parameter.node.get(&["Default"]) else {
                continue;
            };
            let message = match &node.value {
                Value::Scalar(_) if is_null(node) => None,
                Value::Scalar(_) => wrong(parameter, node.as_text().unwrap_or_default()),
                Value::Sequence(_) => Some("the default is a list".to_owned()),
                Value::Mapping(_) => Some("the default is a mapping".to_owned()),
                // Judged by where functions may stand.
                Value::Function(_) => None,
            };
            let Some(message) = message else { continue };
            let finding = context.finding(&CHECK.rule, template.stack, node.id, message);
            let allowed = parameter.allowed_values().unwrap_or_default();
            let allowed: Vec<&str> = allowed.into_iter().filter_map(Node::as_text).collect();
            let near = node
                .as_text()
                .and_then(|text| nearest(text, allowed.iter().copied()));
            context.report(match (near, node.as_sequence()) {
                (_, Some(_)) => {
                    finding.help("write the items as one text, with commas between them")
                }
                (Some(near), None) => finding.help(format!("did you mean `{near}`?")),
                (None, None) => finding,
            });
        }
    }
}

fn wrong(parameter: &Declared<'_>, text: &str) -> Option<String> {
    // What Systems Manager holds is judged when it is known.
    let is_list = match parameter.parameter_type() {
        ParameterType::Stored { .. } => return None,
        ParameterType::List => true,
        ParameterType::Text => false,
    };
    // The values that are allowed for a list are items, or lists themselves.
    let whole = wrong_value(parameter, text)?;
    if !is_list {
        return Some(whole);
    }
    let items = Declared::items(text);
    items.iter().find_map(|value| wrong_value(parameter, value))
}

fn wrong_value(parameter: &Declared<'_>, value: &str) -> Option<String> {
    let bound = |key: &str| {
        let text = parameter.node.get(&[key]).and_then(Node::as_text)?;
        text.trim().parse::<f64>().ok()
    };
    let is_number = matches!(parameter.type_name(), "Number" | "List<Number>");
    if is_number {
        let Ok(number) = value.trim().parse::<f64>() else {
            return Some(format!("the default `{value}` is no number"));
        };
        if bound("MinValue").is_some_and(|least| number < least) {
            return Some(format!("the default `{value}` is less than `MinValue`"));
        }
        if bound("MaxValue").is_some_and(|greatest| number > greatest) {
            return Some(format!("the default `{value}` is greater than `MaxValue`"));
        }
    }
    if parameter.type_name() == "String" {
        let length = u32::try_from(value.chars().count()).map_or(f64::MAX, f64::from);
        if bound("MinLength").is_some_and(|least| length < least) {
            return Some(format!("the default `{value}` is shorter than `MinLength`"));
        }
        if bound("MaxLength").is_some_and(|greatest| length > greatest) {
            return Some(format!("the default `{value}` is longer than `MaxLength`"));
        }
    }
    let pattern = parameter
        .node
        .get(&["AllowedPattern"])
        .and_then(Node::as_text);
    // A pattern has to fit the whole of a value.
    let fits = |pattern: &str| patterns::matches(&format!("^(?:{pattern})$"), value);
    if pattern.is_some_and(|pattern| !is_number && !fits(pattern)) {
        return Some(format!("the default `{value}` is unlike `AllowedPattern`"));
    }
    let allowed = parameter.allowed_values()?;
    let is_same = |one: &&Node| {
        let text = one.as_text().unwrap_or_default();
        let numbers = (text.trim().parse::<f64>(), value.trim().parse::<f64>());
        text == value
            || matches!(numbers, (Ok(one), Ok(other)) if is_number && one.total_cmp(&other).is_eq())
    };
    // Words such as `yes` are the same truth value, however they are written.
    let is_open = allowed.iter().any(|one| {
        one.as_scalar()
            .is_some_and(|one| one.kind == crate::document::ScalarKind::Boolean)
    });
    let is_allowed = allowed.iter().any(is_same)
        || (is_open
            && parameter
                .default()
                .is_some_and(|default| allowed.contains(&default)));
    let is_text = |one: &str| one.eq_ignore_ascii_case(value);
    let differs_in_case = is_open && allowed.iter().filter_map(|one| one.as_text()).any(is_text);
    (!is_allowed && !differs_in_case)
        .then(|| format!("the default `{value}` is none of the `AllowedValues`"))
}
