//! # nested-parameter-default
//!
//! ## What it finds
//! A root's parameter has a default, or allows a value, that a nested template refuses.
//!
//! ## Why it matters
//! A deployment with that value fails when the nested stack is made, after others were; the root could
//! refuse it at once.
//!
//! ## Fails
//! ```yaml
//! # file: root.yaml
//! Parameters:
//!   Size: { Type: String, Default: tiny }
//! Resources:
//!   Child:
//!     Type: AWS::CloudFormation::Stack
//!     Properties: { TemplateURL: child.yaml, Parameters: { Size: !Ref Size } }
//! # file: child.yaml
//! Parameters:
//!   Size: { Type: String, AllowedValues: [small, large] }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Size } }
//! ```
//! ## Passes
//! ```yaml
//! # file: root.yaml
//! Parameters:
//!   Size: { Type: String, Default: small }
//! Resources:
//!   Child:
//!     Type: AWS::CloudFormation::Stack
//!     Properties: { TemplateURL: child.yaml, Parameters: { Size: !Ref Size } }
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
        id: "nested-parameter-default",
        severity: Severity::Warning,
        page: include_str!("parameter_default.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    report(context, &CHECK.rule, true);
}
