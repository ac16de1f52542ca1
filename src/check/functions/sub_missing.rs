//! # sub-missing
//!
//! ## What it finds
//! A text with `${Name}` of a parameter, a resource or a pseudo parameter of the template, outside of
//! `Fn::Sub`. Not judged: texts of several lines, which are scripts and documents with variables of their
//! own, and properties that have substitutions.
//!
//! ## Why it matters
//! The text is taken as it is: nothing is put in.
//!
//! ## Fails
//! ```yaml
//! Parameters:
//!   Name: { Type: String }
//! Outputs:
//!   Used: { Value: !Ref Name }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: "topic-${Name}" } }
//! ```
//! ## Passes
//! ```yaml
//! Parameters:
//!   Name: { Type: String }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Sub "topic-${Name}" } }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "Fn::Sub".

use crate::check::template::entries;
use crate::check::{Check, Context};
use crate::check::{Template, references};
use crate::document::{Intrinsic, Node, Value};
use crate::resolve::{Piece, Resource, pieces};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "sub-missing",
        severity: Severity::Warning,
        page: include_str!("sub_missing.rs"),
    },
    cfn_lint: &["E1029"],
    run,
};

/// Types and properties whose texts have variables of their own.
const OWN: [&str; 12] = [
    "AWS::StepFunctions::StateMachine",
    "AWS::SSM::Document",
    "AWS::IoT::TopicRule",
    "AWS::CodeBuild::Project",
    "AWS::ImageBuilder::Component",
    "AWS::Serverless::StateMachine",
    "UserData",
    "ZipFile",
    "TemplateBody",
    "RequestMappingTemplate",
    "ResponseMappingTemplate",
    "RequestTemplates",
];

fn run(context: &Context<'_>) {
    for template in context.templates().iter().filter(|one| !one.open) {
        for resource in template.resources.values() {
            if let Some(node) = resource.properties()
                && !OWN.contains(&resource.resource_type())
            {
                look(context, template, resource, node);
            }
        }
    }
}

fn look(context: &Context<'_>, template: &Template<'_>, resource: &Resource<'_>, node: &Node) {
    match &node.value {
        Value::Scalar(scalar) => judge(context, template, resource, node, &scalar.text),
        Value::Sequence(items) => items
            .iter()
            .for_each(|item| look(context, template, resource, item)),
        Value::Mapping(_) => {
            for entry in entries(node) {
                if !OWN.contains(&entry.key.as_text().unwrap_or_default()) {
                    look(context, template, resource, &entry.value);
                }
            }
        }
        Value::Function(function) if function.name == Intrinsic::Sub => {
            if let Some([_, variables]) = function.argument.as_sequence() {
                look(context, template, resource, variables);
            }
        }
        Value::Function(function) => look(context, template, resource, &function.argument),
    }
}

fn judge(
    context: &Context<'_>,
    template: &Template<'_>,
    resource: &Resource<'_>,
    node: &Node,
    text: &str,
) {
    if !text.contains("${") || text.contains('\n') {
        return;
    }
    let is_known = |name: &str| {
        let name = name.split_once('.').map_or(name, |(name, _)| name);
        references::PSEUDO.contains(&name)
            || template.parameters.contains_key(name)
            || template.resources.contains_key(name)
    };
    let named = pieces(text).into_iter().find_map(|piece| match piece {
        Piece::Named(name) => is_known(name).then_some(name),
        Piece::Fixed(_) => None,
    });
    let Some(name) = named else { return };
    let message = format!("`${{{name}}}` is not put in: the text is no `Fn::Sub`");
    let finding = context.finding_in(&CHECK.rule, resource, node, message);
    context.report(finding.help("write `!Sub` before the text"));
}
