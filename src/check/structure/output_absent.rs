//! # output-absent
//!
//! ## What it finds
//! An output whose value is `AWS::NoValue`, always or in one branch of `Fn::If`.
//!
//! ## Why it matters
//! An output without a value is refused; one that is to be left out has a `Condition`.
//!
//! ## Fails
//! ```yaml
//! Parameters:
//!   Stage: { Type: String }
//! Conditions:
//!   IsProduction: !Equals [!Ref Stage, production]
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! Outputs:
//!   Name: { Value: !If [IsProduction, !GetAtt Topic.TopicName, !Ref "AWS::NoValue"] }
//! ```
//! ## Passes
//! ```yaml
//! Parameters:
//!   Stage: { Type: String }
//! Conditions:
//!   IsProduction: !Equals [!Ref Stage, production]
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! Outputs:
//!   Name: { Condition: IsProduction, Value: !GetAtt Topic.TopicName }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Outputs", "Pseudo parameters".

use super::outputs::wrong_case;
use crate::check::{Check, Context};
use crate::resolve::Form;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "output-absent",
        severity: Severity::Error,
        page: include_str!("output_absent.rs"),
    },
    cfn_lint: &["E6101", "E6102"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates().iter().filter(|one| !one.open) {
        for (name, entry) in template.section("Outputs") {
            let absent = wrong_case(context, template, entry, |form| *form == Form::Absent);
            let Some((node, guard, _)) = absent else {
                continue;
            };
            let message = format!("the output `{name}` has no value {}", guard.described());
            let finding = context.finding(&CHECK.rule, template.stack, node.id, message.trim_end());
            context.report(finding.help("give the output a `Condition`"));
        }
    }
}
