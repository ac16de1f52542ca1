//! # template-syntax
//!
//! ## What it finds
//! A text that is no YAML, or no JSON: indentation, brackets, quotes, tabs, escapes, tags that
//! CloudFormation does not take, keys that are no texts, a second document.
//!
//! ## Why it matters
//! CloudFormation refuses the template before it looks at anything in it.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic
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
        id: "template-syntax",
        severity: Severity::Error,
        page: include_str!("syntax.rs"),
    },
    cfn_lint: &["E0000"],
    run,
};

fn run(context: &Context<'_>) {
    super::read::report(context, &CHECK.rule, |kind| {
        matches!(
            kind,
            ProblemKind::Encoding
                | ProblemKind::Tab
                | ProblemKind::Indentation
                | ProblemKind::Character
                | ProblemKind::Escape
                | ProblemKind::UnclosedQuote
                | ProblemKind::UnclosedBracket
                | ProblemKind::Syntax
                | ProblemKind::NotJson
                | ProblemKind::SeveralDocuments
                | ProblemKind::Tag
                | ProblemKind::Key
        )
    });
}
