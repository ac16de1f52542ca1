//! # no-echo-default
//!
//! ## What it finds
//! A parameter that is not to be shown (`NoEcho`) with a default.
//!
//! ## Why it matters
//! Whoever reads the template reads the default, also where the stack has it.
//!
//! ## Fails
//! ```yaml
//! Parameters:
//!   Name: { Type: String, NoEcho: true, Default: sesame }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Name } }
//! ```
//! ## Passes
//! ```yaml
//! Parameters:
//!   Name: { Type: String, NoEcho: true }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Name } }
//! ```
//! ```yaml
//! Parameters:
//!   Name: { Type: String, NoEcho: true, Default: "" }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Name } }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Parameters".

use crate::check::{Check, Context};
use crate::document::Node;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "no-echo-default",
        severity: Severity::Warning,
        page: include_str!("no_echo_default.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates() {
        for (name, parameter) in &template.parameters {
            let echo = parameter.node.get(&["NoEcho"]).and_then(Node::as_text);
            let is_hidden = echo.is_some_and(|text| {
                text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("yes")
            });
            let Some(default) = parameter.default() else {
                continue;
            };
            let text = default.as_text().unwrap_or_default();
            // A reference to a secret is none itself.
            if !is_hidden || text.is_empty() || text.contains("{{resolve:") {
                continue;
            }
            let message = format!("`{name}` is not to be shown, but its default is written here");
            let finding = context.finding(&CHECK.rule, template.stack, default.id, message);
            context.report(finding.help("leave the default out"));
        }
    }
}
