//! # template-alias
//!
//! ## What it finds
//! An alias of YAML: `*name`.
//!
//! ## Why it matters
//! CloudFormation refuses the template: "YAML aliases are not allowed in CloudFormation templates". `aws
//! cloudformation package` writes them out; a template that nobody packages must not have any.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: &name { TopicName: a } }
//!   Other: { Type: AWS::SNS::Topic, Properties: *name }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Template format".

use crate::check::{Check, Context};
use crate::document::ProblemKind;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "template-alias",
        severity: Severity::Error,
        page: include_str!("alias.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    super::read::report(context, &CHECK.rule, |kind| {
        matches!(kind, ProblemKind::Alias)
    });
}
