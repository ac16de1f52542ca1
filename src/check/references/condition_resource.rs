//! # condition-of-resource
//!
//! ## What it finds
//! `Ref` or `Fn::Sub` in a condition or a rule names a resource.
//!
//! ## Why it matters
//! Conditions and rules are judged before there are resources: CloudFormation refuses the template, "Cannot
//! reference resources in the Conditions block of the template".
//!
//! ## Fails
//! ```yaml
//! Conditions:
//!   IsNamed: !Equals [!Ref Topic, a]
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//!   Other: { Type: AWS::SNS::Topic, Condition: IsNamed }
//! ```
//! ## Passes
//! ```yaml
//! Parameters:
//!   Stage: { Type: String }
//! Conditions:
//!   IsProduction: !Equals [!Ref Stage, production]
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Condition: IsProduction }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Conditions", "Rules".

use crate::check::{Check, Context};
use crate::resolve::uses;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "condition-of-resource",
        severity: Severity::Error,
        page: include_str!("condition_resource.rs"),
    },
    cfn_lint: &["E1012", "E1020", "E8003"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates().iter().filter(|one| !one.open) {
        for section in ["Conditions", "Rules"] {
            for used in template.tree.get(&[section]).map(uses).unwrap_or_default() {
                // An attribute is said to have no place there.
                let is_attribute = used.attribute.is_some();
                let is_parameter = template.parameters.contains_key(used.name);
                if is_attribute || is_parameter || !template.resources.contains_key(used.name) {
                    continue;
                }
                let message = format!("`{}` is a resource, and there are none yet", used.name);
                let finding = context.finding(&CHECK.rule, template.stack, used.node.id, message);
                context.report(finding.expected("expected a parameter or a pseudo parameter"));
            }
        }
    }
}
