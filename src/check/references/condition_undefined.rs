//! # condition-undefined
//!
//! ## What it finds
//! A condition that the template does not declare: as `Condition` of a resource or an output, in `Fn::If`,
//! or in another condition.
//!
//! ## Why it matters
//! CloudFormation refuses the template: "Template format error: Unresolved condition dependency".
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Condition: IsProduction }
//! ```
//! ```yaml
//! Parameters:
//!   Stage: { Type: String }
//! Conditions:
//!   IsProduction: !Equals [!Ref Stage, production]
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !If [IsProd, a, b] } }
//! Outputs:
//!   A: { Condition: IsProduction, Value: a }
//! ```
//! ## Passes
//! ```yaml
//! Parameters:
//!   Stage: { Type: String }
//! Conditions:
//!   IsProduction: !Equals [!Ref Stage, production]
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !If [IsProduction, a, b] } }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Conditions".

use crate::check::Template;
use crate::check::template::is_null;
use crate::check::{Check, Context};
use crate::document::{Intrinsic, Node};
use crate::source::{Rule, Severity, nearest};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "condition-undefined",
        severity: Severity::Error,
        page: include_str!("condition_undefined.rs"),
    },
    cfn_lint: &["E8002", "E1028", "E6005", "E3015"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates().iter().filter(|one| !one.open) {
        for section in ["Resources", "Outputs"] {
            for (_, entry) in template.section(section) {
                if let Some(node) = entry.value.get(&["Condition"]) {
                    judge(context, template, node);
                }
            }
        }
        for site in template
            .functions
            .iter()
            .filter(|site| site.section != "Metadata")
        {
            let argument = &*site.function.argument;
            let named = match (&site.function.name, argument.as_sequence()) {
                (Intrinsic::If, Some([name, ..])) => name,
                (Intrinsic::Condition, None) => argument,
                (_, _) => continue,
            };
            judge(context, template, named);
        }
    }
}

fn judge(context: &Context<'_>, template: &Template<'_>, node: &Node) {
    let Some(name) = node.as_text().filter(|_| !is_null(node)) else {
        return;
    };
    if template.tree.get(&["Conditions", name]).is_some() {
        return;
    }
    let message = format!("the template has no condition `{name}`");
    let finding = context.finding(&CHECK.rule, template.stack, node.id, message);
    context.report(finding.did_you_mean_or(
        nearest(name, template.conditions()),
        "expected the name of a condition",
    ));
}
