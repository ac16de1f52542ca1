//! # reference-conditional
//!
//! ## What it finds
//! A resource or an output names a resource that may be left out by its condition while it exists itself.
//! Conditions that imply one another, `Fn::If` around the reference, and parameters that are given are taken
//! into account.
//!
//! ## Why it matters
//! With such values, CloudFormation refuses the template: "Unresolved resource dependencies".
//!
//! ## Fails
//! ```yaml
//! Parameters:
//!   Stage: { Type: String }
//! Conditions:
//!   IsProduction: !Equals [!Ref Stage, production]
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Condition: IsProduction }
//! Outputs:
//!   Name: { Value: !GetAtt Topic.TopicName }
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
//!   Name: { Value: !If [IsProduction, !GetAtt Topic.TopicName, none] }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Conditions".

use super::existence::{Existence, existences};
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "reference-conditional",
        severity: Severity::Warning,
        page: include_str!("conditional.rs"),
    },
    cfn_lint: &["W1001"],
    run,
};

fn run(context: &Context<'_>) {
    for one in existences(context) {
        if one.existence != Existence::Sometimes {
            continue;
        }
        let message = format!("`{}` does not exist {}", one.name, one.without.described());
        let finding = context.finding(&CHECK.rule, one.stack, one.node.id, message);
        let help = format!(
            "name it under the condition `{}` alone, in `Fn::If` or with the same `Condition`",
            one.condition
        );
        context.report(one.with_places(context, finding).help(help));
    }
}
