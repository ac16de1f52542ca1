//! # function-unknown
//!
//! ## What it finds
//! A function that CloudFormation has not: `!Reff`, `Fn::Concat`. Not judged: the metadata of the template,
//! where nothing is evaluated, and templates with macros.
//!
//! ## Why it matters
//! CloudFormation refuses the template: "Encountered unsupported function".
//!
//! ## Fails
//! ```yaml
//! Parameters:
//!   Name: { Type: String }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Reff Name } }
//! ```
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: { "Fn::Concat": [a, b] } } }
//! ```
//! ## Passes
//! ```yaml
//! Parameters:
//!   Name: { Type: String }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Name } }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "Intrinsic functions".

use crate::check::{Check, Context};
use crate::document::Intrinsic;
use crate::source::{Rule, Severity, nearest};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "function-unknown",
        severity: Severity::Error,
        page: include_str!("unknown.rs"),
    },
    cfn_lint: &["E0000", "E1001", "E3002"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates() {
        // A macro may know it.
        if template
            .tree
            .get(&["Transform"])
            .is_some_and(|_| template.open)
            || !template.of.source.complete
        {
            continue;
        }
        for site in template
            .functions
            .iter()
            .filter(|site| site.section != "Metadata")
        {
            let Intrinsic::Unknown(name) = &site.function.name else {
                continue;
            };
            let written = |name: &str, key: String| {
                if site.function.short {
                    format!("!{name}")
                } else {
                    key
                }
            };
            let message = format!(
                "CloudFormation has no function `{}`",
                written(name, format!("Fn::{name}"))
            );
            let finding = context.finding(&CHECK.rule, template.stack, site.node.id, message);
            let near = nearest(name, Intrinsic::known().map(Intrinsic::tag));
            let near = near.map(|near| (near, Intrinsic::of_tag(near).key()));
            context.report(match near {
                Some((near, key)) => {
                    finding.help(format!("did you mean `{}`?", written(near, key)))
                }
                None => finding.expected("expected a function of CloudFormation"),
            });
        }
    }
}
