//! What a tag says of the value behind it.
//!
//! Sources: AWS CloudFormation user guide, "Template format" (which tags of YAML it leaves out) and
//! "Intrinsic functions"; YAML 1.2.2, "Core Schema".

use granit_parser::Tag;

use super::super::intrinsic::Intrinsic;
use super::super::node::ScalarKind;
use super::Dialect;
use super::builder::Builder;
use super::problem::{Problem, ProblemKind};
use crate::source::Span;

/// What a tag says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Tagged {
    /// Nothing, or nothing that counts here.
    No,
    /// It is a function, in the short form, whose tag begins there.
    Function(Intrinsic, Span),
    /// It is of a kind, whatever it looks like.
    Kind(ScalarKind),
}

/// What the tag of a node says. One that has no place here is reported.
pub(super) fn tagged(tag: &Tag, span: Span, builder: &mut Builder<'_>) -> Tagged {
    let written = builder.slice(span).to_owned();
    if builder.dialect == Dialect::Plain {
        let message = format!("found the tag `{written}`; this file has no tags");
        let problem = Problem::new(ProblemKind::Tag, span, message);
        builder.report(problem.suggest("leave the tag out, or put the text in quotes"));
    }
    let function = || match builder.dialect {
        Dialect::Template => Tagged::Function(Intrinsic::of_tag(tag.suffix()), span),
        Dialect::Plain => Tagged::No,
    };
    match (tag.core_suffix(), tag.handle(), tag.suffix()) {
        (Some("str"), _, _) | (None, "", "!") => Tagged::Kind(ScalarKind::String),
        (Some("bool"), _, _) => Tagged::Kind(ScalarKind::Boolean),
        (Some("int"), _, _) => Tagged::Kind(ScalarKind::Integer),
        (Some("float"), _, _) => Tagged::Kind(ScalarKind::Float),
        (Some("null"), _, _) => Tagged::Kind(ScalarKind::Null),
        (Some(_), _, _) => Tagged::No,
        (None, "!", _) => function(),
        (None, _, _) => {
            if builder.dialect == Dialect::Template {
                let message = format!("CloudFormation takes no value with the tag `{written}`");
                builder.report(Problem::new(ProblemKind::Tag, span, message));
            }
            Tagged::No
        }
    }
}
