//! # sub-without-variable
//!
//! ## What it finds
//! An `Fn::Sub` whose text names nothing.
//!
//! ## Why it matters
//! The text alone says the same, and a reader need not look for what is put into it.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Sub topic } }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: topic } }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "Fn::Sub".

use crate::check::{Check, Context};
use crate::document::Intrinsic;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "sub-without-variable",
        severity: Severity::Info,
        page: include_str!("sub_superfluous.rs"),
    },
    cfn_lint: &["W1020"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates().iter().filter(|one| !one.open) {
        // Behind a loop, its variable is put in already.
        for site in template.written() {
            let text = site.function.argument.as_text();
            let (Intrinsic::Sub, Some(text)) = (&site.function.name, text) else {
                continue;
            };
            if text.contains("${") || matches!(site.section, "Metadata" | "Parameters" | "Mappings")
            {
                continue;
            }
            let message = "`Fn::Sub` has nothing to put in";
            let finding = context.finding(&CHECK.rule, template.stack, site.node.id, message);
            context.report(finding.help("write the text alone"));
        }
    }
}
