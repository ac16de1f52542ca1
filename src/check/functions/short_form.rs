//! # function-without-short-form
//!
//! ## What it finds
//! `!Length` or `!ToJsonString`.
//!
//! ## Why it matters
//! The functions of the language extensions have no short forms: CloudFormation refuses the tags.
//!
//! ## Fails
//! ```yaml
//! Transform: AWS::LanguageExtensions
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Join ["-", [a, !Length [b, c]]] } }
//! ```
//! ## Passes
//! ```yaml
//! Transform: AWS::LanguageExtensions
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Join ["-", [a, { "Fn::Length": [b, c] }]] } }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "Fn::Length", "Fn::ToJsonString".

use crate::check::{Check, Context};
use crate::document::Format;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "function-without-short-form",
        severity: Severity::Error,
        page: include_str!("short_form.rs"),
    },
    cfn_lint: &["E0000"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates() {
        if template.of.source.format == Format::Json {
            continue;
        }
        for site in &template.functions {
            let name = &site.function.name;
            if !site.function.short || name.has_short_form() {
                continue;
            }
            let message = format!(
                "`!{}` is no short form that CloudFormation knows",
                name.tag()
            );
            let finding = context.finding(&CHECK.rule, template.stack, site.node.id, message);
            context.report(finding.help(format!("write `{}: …` as a mapping", name.key())));
        }
    }
}
