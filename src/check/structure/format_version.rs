//! # format-version
//!
//! ## What it finds
//! An `AWSTemplateFormatVersion` other than 2010-09-09, the only one there is.
//!
//! ## Why it matters
//! CloudFormation refuses the template.
//!
//! ## Fails
//! ```yaml
//! AWSTemplateFormatVersion: '2010-09-08'
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Passes
//! ```yaml
//! AWSTemplateFormatVersion: '2010-09-09'
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Format version".

use crate::check::template::is_null;
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "format-version",
        severity: Severity::Error,
        page: include_str!("format_version.rs"),
    },
    cfn_lint: &["E1001"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates() {
        let Some(node) = template.tree.get(&["AWSTemplateFormatVersion"]) else {
            continue;
        };
        let text = node.as_text().map(str::trim);
        // Where there is nothing at all, that is said.
        if text == Some("2010-09-09") || is_null(node) {
            continue;
        }
        let message = match text {
            Some(text) => format!("there is no format version `{text}`"),
            None => "the format version is no text".to_owned(),
        };
        let finding = context.finding(&CHECK.rule, template.stack, node.id, message);
        context.report(finding.help("write `AWSTemplateFormatVersion: '2010-09-09'`"));
    }
}
