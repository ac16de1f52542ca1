//! # reference-to-absent
//!
//! ## What it finds
//! A resource or an output names a resource that never exists together with it: their conditions exclude one
//! another, or the condition of the one that is named never holds.
//!
//! ## Why it matters
//! CloudFormation refuses the template: "Unresolved resource dependencies".
//!
//! ## Fails
//! ```yaml
//! Parameters:
//!   Stage: { Type: String }
//! Conditions:
//!   IsProduction: !Equals [!Ref Stage, production]
//!   IsTest: !Not [!Condition IsProduction]
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Condition: IsProduction }
//! Outputs:
//!   Name: { Condition: IsTest, Value: !GetAtt Topic.TopicName }
//! ```
//! ## Passes
//! ```yaml
//! Parameters:
//!   Stage: { Type: String }
//! Conditions:
//!   IsProduction: !Equals [!Ref Stage, production]
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Condition: IsProduction }
//! Outputs:
//!   Name: { Condition: IsProduction, Value: !GetAtt Topic.TopicName }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Conditions".

use super::existence::{Existence, existences};
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "reference-to-absent",
        severity: Severity::Error,
        page: include_str!("absent.rs"),
    },
    cfn_lint: &["W1001", "E6101"],
    run,
};

fn run(context: &Context<'_>) {
    for one in existences(context) {
        if one.existence != Existence::Never {
            continue;
        }
        let message = if one.within.is_always() {
            format!(
                "`{}` never exists: its condition is `{}`",
                one.name, one.condition
            )
        } else {
            format!(
                "`{}` does not exist {}: its condition is `{}`",
                one.name,
                one.within.described(),
                one.condition
            )
        };
        let finding = context.finding(&CHECK.rule, one.stack, one.node.id, message);
        context.report(
            one.with_places(context, finding).help(
                "name it under its condition alone, in `Fn::If` or with the same `Condition`",
            ),
        );
    }
}
