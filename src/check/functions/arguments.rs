//! # function-arguments
//!
//! ## What it finds
//! A function with too few or too many arguments, or one of a form that it does not take: a list where a
//! text belongs, a function where the text must be literal.
//!
//! ## Why it matters
//! CloudFormation refuses the template: "every Fn::Join object requires two parameters".
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Join [a, b] } }
//! ```
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Sub [a, b, c] } }
//! ```
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Select [first, [a, b]] } }
//! ```
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !If [!Ref A, b, c] } }
//! ```
//! ## Passes
//! ```yaml
//! Parameters:
//!   Name: { Type: String }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Join ["-", [a, !Ref Name]] } }
//! ```
//! ```yaml
//! Parameters:
//!   Name: { Type: String }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Select [1, !Split ["-", !Ref Name]] } }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "Intrinsic functions".

use crate::check::template::is_null;
use crate::check::{Check, Context};
use crate::document::{Function, Intrinsic, Node, Value};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "function-arguments",
        severity: Severity::Error,
        page: include_str!("arguments.rs"),
    },
    cfn_lint: &[
        "E1010", "E1011", "E1015", "E1016", "E1017", "E1018", "E1019", "E1020", "E1021", "E1022",
        "E1024", "E1028", "E1030", "E1031", "E1033",
    ],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates().iter().filter(|one| !one.open) {
        for site in template
            .functions
            .iter()
            .filter(|site| site.section != "Metadata")
        {
            let Some(expected) = wrong(site.function, template.extended) else {
                continue;
            };
            let message = format!("`{}` takes other arguments", site.function.name.key());
            let finding = context.finding(&CHECK.rule, template.stack, site.node.id, message);
            let finding = finding.expected(format!("expected {expected}"));
            let is_resource = site.section == "Resources" && !site.name.is_empty();
            context.report(if is_resource {
                finding.of(site.name)
            } else {
                finding
            });
        }
    }
}

/// What a function takes, where it is given something else.
fn wrong(function: &Function, extended: bool) -> Option<&'static str> {
    let argument = &*function.argument;
    if is_null(argument) {
        return None;
    }
    let items = argument.as_sequence();
    let (is_right, expected) = match &function.name {
        Intrinsic::Ref => (
            is_named(argument) || (extended && argument.as_function().is_some()),
            "a name",
        ),
        Intrinsic::GetAtt => (is_attribute(argument, extended), "`LogicalId.Attribute`"),
        Intrinsic::Sub => (
            is_text(argument)
                || matches!(items, Some([text, variables]) if is_text(text) && variables.as_mapping().is_some()),
            "a text, or a list of a text and a mapping of variables",
        ),
        Intrinsic::Join => (
            matches!(items, Some([delimiter, list]) if is_text(delimiter) && is_list(list)),
            "a list of a literal delimiter and a list",
        ),
        Intrinsic::Split => (
            matches!(items, Some([delimiter, text]) if is_text(delimiter) && is_value(text)),
            "a list of a literal delimiter and a text",
        ),
        Intrinsic::Select => (
            matches!(items, Some([index, list]) if is_index(index) && is_list(list)),
            "a list of a number from 0 and a list",
        ),
        Intrinsic::If => (
            matches!(items, Some([condition, _, _]) if is_named(condition)),
            "a list of the name of a condition and two values",
        ),
        Intrinsic::FindInMap => (
            matches!(items, Some([_, _, _])) || (extended && matches!(items, Some([_, _, _, _]))),
            "a list of a map and two keys",
        ),
        Intrinsic::Cidr => (
            matches!(items, Some([block, rest @ ..]) if (1..=2).contains(&rest.len()) && is_value(block) && rest.iter().all(is_index)),
            "a list of a range, a count and a number of bits",
        ),
        Intrinsic::Base64 | Intrinsic::GetAZs => (is_value(argument), "one text"),
        Intrinsic::ImportValue => (
            is_value(argument)
                && argument
                    .as_function()
                    .is_none_or(|inner| inner.name != Intrinsic::ImportValue),
            "one text, which no other export gives",
        ),
        Intrinsic::GetStackOutput => (
            is_stack_output(argument),
            "a mapping with `StackName` and `OutputName`, and perhaps `Region` and `RoleArn`",
        ),
        Intrinsic::Length => (is_list(argument), "a list"),
        Intrinsic::ToJsonString => (argument.as_scalar().is_none(), "a list or a mapping"),
        Intrinsic::Contains | Intrinsic::EachMemberEquals => (
            matches!(items, Some([list, value]) if is_list(list) && is_value(value)),
            "a list of a list and a value",
        ),
        Intrinsic::EachMemberIn => (
            matches!(items, Some([one, other]) if is_list(one) && is_list(other)),
            "a list of two lists",
        ),
        Intrinsic::RefAll => (is_named(argument), "the name of a parameter type"),
        Intrinsic::ValueOf | Intrinsic::ValueOfAll => (
            matches!(items, Some([of, attribute]) if is_named(of) && is_named(attribute)),
            "a list of a name and an attribute",
        ),
        // Conditions have a judge of their own.
        Intrinsic::Condition
        | Intrinsic::Equals
        | Intrinsic::And
        | Intrinsic::Or
        | Intrinsic::Not
        | Intrinsic::Transform
        | Intrinsic::Unknown(_) => (true, ""),
    };
    (!is_right).then_some(expected)
}

fn is_text(node: &Node) -> bool {
    node.as_scalar().is_some()
}

fn is_named(node: &Node) -> bool {
    node.as_text().is_some_and(|text| !text.trim().is_empty())
}

/// Whether a node is one value, or a function that may give one.
fn is_value(node: &Node) -> bool {
    matches!(node.value, Value::Scalar(_) | Value::Function(_))
}

/// Whether a node is a list, or a function that may give one.
fn is_list(node: &Node) -> bool {
    match &node.value {
        Value::Sequence(_) => true,
        Value::Scalar(_) | Value::Mapping(_) => false,
        Value::Function(function) => !matches!(
            function.name,
            Intrinsic::Base64
                | Intrinsic::Join
                | Intrinsic::Length
                | Intrinsic::Sub
                | Intrinsic::ToJsonString
        ),
    }
}

fn is_stack_output(node: &Node) -> bool {
    let keys: Vec<&str> = node
        .as_mapping()
        .into_iter()
        .flat_map(|keys| keys.iter())
        .map(|(key, _)| key)
        .collect();
    let has_all = ["StackName", "OutputName"]
        .iter()
        .all(|key| keys.contains(key));
    has_all
        && keys
            .iter()
            .all(|key| matches!(*key, "StackName" | "OutputName" | "Region" | "RoleArn"))
}

fn is_index(node: &Node) -> bool {
    match &node.value {
        Value::Scalar(scalar) => scalar.text.trim().parse::<u32>().is_ok(),
        Value::Function(_) => true,
        Value::Sequence(_) | Value::Mapping(_) => false,
    }
}

fn is_attribute(node: &Node, extended: bool) -> bool {
    match (&node.value, node.as_sequence()) {
        (Value::Scalar(scalar), _) => scalar
            .text
            .split_once('.')
            .is_some_and(|(name, attribute)| !name.is_empty() && !attribute.is_empty()),
        (_, Some([name, attribute])) => (is_named(name) || extended) && is_value(attribute),
        (_, _) => extended && node.as_function().is_some(),
    }
}
