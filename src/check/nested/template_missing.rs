//! # nested-template-missing
//!
//! ## What it finds
//! A nested stack whose `TemplateURL` names a file that is not among the files that are judged.
//!
//! ## Why it matters
//! `aws cloudformation package` finds nothing to upload, and CloudFormation takes no path of a file. What
//! the nested stack would hold is not judged.
//!
//! ## Fails
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Network: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: netwrok.yaml } }
//! # file: network.yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Passes
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Network: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: network.yaml } }
//! # file: network.yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Nested stacks"; template reference, "AWS::CloudFormation::Stack". AWS CLI
//! reference, "cloudformation package".

use super::passing::report_missing;
use crate::check::{Check, Context};
use crate::resolve::Missing;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "nested-template-missing",
        severity: Severity::Error,
        page: include_str!("template_missing.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    report_missing(context, &CHECK.rule, |missing, _| match missing {
        Missing::NoFile(path) => Some((
            format!("the template `{path}` is not there"),
            "expected the path of a template, from the folder of this one".to_owned(),
        )),
        Missing::Unwritten | Missing::Elsewhere | Missing::Circular | Missing::TooMany => None,
    });
}
