//! # parameter-type
//!
//! ## What it finds
//! A parameter without a type, or of a type that there is not.
//!
//! ## Why it matters
//! CloudFormation refuses the template: "Unrecognized parameter type".
//!
//! ## Fails
//! ```yaml
//! Parameters:
//!   Name: { Type: Sting }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Name } }
//! ```
//! ```yaml
//! Parameters:
//!   Name: { Default: a }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Name } }
//! ```
//! ## Passes
//! ```yaml
//! Parameters:
//!   Name: { Type: String }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Name } }
//! ```
//! ```yaml
//! Parameters:
//!   Name: { Type: AWS::SSM::Parameter::Value<String> }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Name } }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Parameters", "AWS-specific parameter types", "SSM parameter types".

use crate::check::template::is_null;
use crate::check::{Check, Context};
use crate::document::Node;
use crate::source::{Rule, Severity, nearest};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "parameter-type",
        severity: Severity::Error,
        page: include_str!("parameter_type.rs"),
    },
    cfn_lint: &["E2002", "E2001"],
    run,
};

/// The types without the lists of them and those that Systems Manager holds.
const TYPES: [&str; 12] = [
    "AWS::EC2::AvailabilityZone::Name",
    "AWS::EC2::Image::Id",
    "AWS::EC2::Instance::Id",
    "AWS::EC2::KeyPair::KeyName",
    "AWS::EC2::SecurityGroup::GroupName",
    "AWS::EC2::SecurityGroup::Id",
    "AWS::EC2::Subnet::Id",
    "AWS::EC2::VPC::Id",
    "AWS::EC2::Volume::Id",
    "AWS::Route53::HostedZone::Id",
    "Number",
    "String",
];

fn run(context: &Context<'_>) {
    for template in context.templates().iter().filter(|one| !one.open) {
        for (name, parameter) in &template.parameters {
            if parameter.node.as_mapping().is_none() {
                continue;
            }
            let node = parameter.node.get(&["Type"]);
            let (message, place) = match (node, node.and_then(Node::as_text)) {
                // Functions are judged by where they may stand, and nothing at all as such.
                (Some(node), None) if node.as_function().is_some() => continue,
                (Some(node), Some(text)) if is_null(node) || is_type(text) => continue,
                (Some(node), Some(text)) => (format!("there is no parameter type `{text}`"), node),
                (Some(node), None) => (format!("the type of `{name}` is no text"), node),
                (None, _) => (format!("the parameter `{name}` has no type"), parameter.key),
            };
            let finding = context.finding(&CHECK.rule, template.stack, place.id, message);
            let finding = finding.expected("expected a parameter type such as `String`");
            let written = node.and_then(Node::as_text).unwrap_or_default();
            context.report(match (node, near(written)) {
                (None, _) => finding.help("write `Type: String`, or what it holds"),
                (Some(_), Some(near)) => finding.help(format!("did you mean `{near}`?")),
                (Some(_), None) => finding,
            });
        }
    }
}

fn is_type(name: &str) -> bool {
    let stored = name
        .strip_prefix("AWS::SSM::Parameter::Value<")
        .and_then(|rest| rest.strip_suffix('>'));
    let name = stored.unwrap_or(name);
    let item = name
        .strip_prefix("List<")
        .and_then(|rest| rest.strip_suffix('>'));
    TYPES.contains(&item.unwrap_or(name))
        || (item.is_none() && matches!(name, "CommaDelimitedList" | "AWS::SSM::Parameter::Name"))
}

/// The type that somebody probably meant, as far as its case and one letter or two are wrong.
fn near(name: &str) -> Option<&'static str> {
    let others = [
        "CommaDelimitedList",
        "List<Number>",
        "AWS::SSM::Parameter::Name",
    ];
    match name {
        "Integer" | "Float" | "Double" | "int" | "Int" => Some("Number"),
        "List" | "list" | "StringList" | "Array" => Some("CommaDelimitedList"),
        "Boolean" | "Bool" | "boolean" | "bool" => Some("String"),
        name => nearest(name, TYPES.into_iter().chain(others)),
    }
}
