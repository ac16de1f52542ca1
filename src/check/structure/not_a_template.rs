//! # template-not-a-mapping
//!
//! ## What it finds
//! A text that is a list or a single value instead of a mapping of sections, or is empty.
//!
//! ## Why it matters
//! CloudFormation takes no such template.
//!
//! ## Fails
//! ```yaml
//! - Resources
//! ```
//! ```yaml
//! # nothing but a comment
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Template sections".

use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "template-not-a-mapping",
        severity: Severity::Error,
        page: include_str!("not_a_template.rs"),
    },
    cfn_lint: &["E1001"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates() {
        let source = &template.of.source;
        let node = &source.node;
        let is_empty = source.spans.is_empty();
        if !source.complete || (node.as_mapping().is_some() && !is_empty) {
            continue;
        }
        // A template may be included as a whole.
        if node.as_function().is_some() && template.open {
            continue;
        }
        let message = if is_empty {
            "the template is empty"
        } else {
            "the template is no mapping of sections"
        };
        let finding = context.finding(&CHECK.rule, template.stack, node.id, message);
        context.report(finding.expected("expected sections such as `Resources`"));
    }
}
