//! # sub-variable-unused
//!
//! ## What it finds
//! A variable of `Fn::Sub` that the text does not use.
//!
//! ## Why it matters
//! Probably the text names it otherwise, and something else stands there.
//!
//! ## Fails
//! ```yaml
//! Parameters:
//!   Name: { Type: String }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Sub ["topic-${Name}", { Stage: a }] } }
//! ```
//! ## Passes
//! ```yaml
//! Parameters:
//!   Name: { Type: String }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Sub ["topic-${Stage}", { Stage: !Ref Name }] } }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "Fn::Sub".

use crate::check::template::entries;
use crate::check::{Check, Context};
use crate::document::Intrinsic;
use crate::resolve::{Piece, pieces};
use crate::source::{Rule, Severity, nearest};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "sub-variable-unused",
        severity: Severity::Warning,
        page: include_str!("sub_unused.rs"),
    },
    cfn_lint: &["W1019"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates() {
        for site in &template.functions {
            let items = site.function.argument.as_sequence();
            let (Intrinsic::Sub, Some([text, variables])) = (&site.function.name, items) else {
                continue;
            };
            let Some(text) = text.as_text().filter(|_| site.section != "Metadata") else {
                continue;
            };
            let named: Vec<&str> = pieces(text)
                .into_iter()
                .filter_map(|piece| match piece {
                    Piece::Named(name) => Some(name),
                    Piece::Fixed(_) => None,
                })
                .collect();
            for entry in entries(variables) {
                let Some(name) = entry.key.as_text() else {
                    continue;
                };
                if named.contains(&name) {
                    continue;
                }
                let message = format!("the text uses no variable `{name}`");
                let finding = context.finding(&CHECK.rule, template.stack, entry.key.id, message);
                let unknown = named
                    .iter()
                    .copied()
                    .filter(|used| variables.get(&[used]).is_none());
                context.report(match nearest(name, unknown) {
                    Some(near) => {
                        finding.help(format!("the text uses `{near}`: did you mean that?"))
                    }
                    None => finding.help("leave the variable out, or use it in the text"),
                });
            }
        }
    }
}
