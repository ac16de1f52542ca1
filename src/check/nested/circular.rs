//! # nested-circular
//!
//! ## What it finds
//! A nested stack whose template holds, by itself or through others, the stack again.
//!
//! ## Why it matters
//! CloudFormation would nest stacks without end, and refuses it.
//!
//! ## Fails
//! ```yaml
//! # file: one.yaml
//! Resources:
//!   Two: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: two.yaml } }
//! # file: two.yaml
//! Resources:
//!   One: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: one.yaml } }
//! ```
//! ## Passes
//! ```yaml
//! # file: one.yaml
//! Resources:
//!   Two: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: two.yaml } }
//! # file: two.yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Nested stacks"; template reference, "AWS::CloudFormation::Stack".

use super::passing::report_missing;
use crate::check::{Check, Context};
use crate::resolve::Missing;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "nested-circular",
        severity: Severity::Error,
        page: include_str!("circular.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    report_missing(context, &CHECK.rule, |missing, address| match missing {
        Missing::Circular => Some((
            format!("`{address}` is a template that this stack stands in"),
            "expected another template".to_owned(),
        )),
        Missing::Unwritten | Missing::Elsewhere | Missing::NoFile(_) | Missing::TooMany => None,
    });
}
