//! # language-extensions-missing
//!
//! ## What it finds
//! `Fn::Length`, `Fn::ToJsonString` or `Fn::ForEach`, or `Fn::FindInMap` with a default, in a template
//! without `Transform: AWS::LanguageExtensions`.
//!
//! ## Why it matters
//! CloudFormation has these functions with that transform alone, and refuses the template without.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Join ["-", [a, { "Fn::Length": [b, c] }]] } }
//! ```
//! ## Passes
//! ```yaml
//! Transform: AWS::LanguageExtensions
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Join ["-", [a, { "Fn::Length": [b, c] }]] } }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "AWS::LanguageExtensions transform".

use crate::check::template::entries;
use crate::check::{Check, Context};
use crate::document::{Intrinsic, Node, Value};
use crate::resolve::StackId;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "language-extensions-missing",
        severity: Severity::Error,
        page: include_str!("extensions.rs"),
    },
    cfn_lint: &["E1030", "E1031", "E1032", "E1011"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates() {
        // A macro may know what it does with them.
        if template.tree.get(&["Transform"]).is_some() || !template.of.source.complete {
            continue;
        }
        for site in template
            .functions
            .iter()
            .filter(|site| site.section != "Metadata")
        {
            let items = site
                .function
                .argument
                .as_sequence()
                .map_or(0, <[Node]>::len);
            let is_extension = matches!(
                site.function.name,
                Intrinsic::Length | Intrinsic::ToJsonString
            ) || (site.function.name == Intrinsic::FindInMap && items == 4);
            if is_extension {
                report(
                    context,
                    template.stack,
                    site.node,
                    &site.function.name.key(),
                );
            }
        }
        for section in ["Conditions", "Resources", "Outputs"] {
            if let Some(node) = template.of.source.node.get(&[section]) {
                loops(context, template.stack, node);
            }
        }
    }
}

fn loops(context: &Context<'_>, stack: StackId, node: &Node) {
    match &node.value {
        Value::Scalar(_) => {}
        Value::Sequence(items) => items.iter().for_each(|item| loops(context, stack, item)),
        Value::Function(function) => loops(context, stack, &function.argument),
        Value::Mapping(_) => {
            for entry in entries(node) {
                if entry
                    .key
                    .as_text()
                    .is_some_and(|key| key.starts_with("Fn::ForEach::"))
                {
                    report(context, stack, &entry.key, "Fn::ForEach");
                } else {
                    loops(context, stack, &entry.value);
                }
            }
        }
    }
}

fn report(context: &Context<'_>, stack: StackId, node: &Node, name: &str) {
    let message = format!("`{name}` as it stands here is an extension of the language");
    let finding = context.finding(&CHECK.rule, stack, node.id, message);
    context.report(
        finding.help("write `Transform: AWS::LanguageExtensions` at the top of the template"),
    );
}
