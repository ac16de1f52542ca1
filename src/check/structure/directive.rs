//! # template-directive
//!
//! ## What it finds
//! A line such as `%YAML 1.2` before the template.
//!
//! ## Why it matters
//! CloudFormation does not heed it: a word such as `yes` stays what it is in YAML 1.1.
//!
//! ## Fails
//! ```yaml
//! %YAML 1.2
//! ---
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
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
        id: "template-directive",
        severity: Severity::Info,
        page: include_str!("directive.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    super::read::report(context, &CHECK.rule, |kind| {
        matches!(kind, ProblemKind::Directive)
    });
}
