//! # nested-parameter-value
//!
//! ## What it finds
//! A value that a parent passes and that the nested template refuses: none of the `AllowedValues`, another
//! form than `AllowedPattern`, too short or too long, no number, or out of the range of a number.
//!
//! ## Why it matters
//! The creation of the nested stack fails. A linter that looks at one template alone does not see it.
//!
//! ## Fails
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Child:
//!     Type: AWS::CloudFormation::Stack
//!     Properties: { TemplateURL: child.yaml, Parameters: { Size: tiny } }
//! # file: child.yaml
//! Parameters:
//!   Size: { Type: String, AllowedValues: [small, large] }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Size } }
//! ```
//! ## Passes
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Child:
//!     Type: AWS::CloudFormation::Stack
//!     Properties: { TemplateURL: child.yaml, Parameters: { Size: small } }
//! # file: child.yaml
//! Parameters:
//!   Size: { Type: String, AllowedValues: [small, large] }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Size } }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Parameters".

use super::constraints::report;
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "nested-parameter-value",
        severity: Severity::Error,
        page: include_str!("parameter_value.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    report(context, &CHECK.rule, false);
}
