//! What a scalar is by the rules of its dialect and format.

use granit_parser::ScalarStyle;

use super::super::format::Format;
use super::super::node::{Scalar, ScalarKind, Style};
use super::super::plain;
use super::Dialect;
use super::builder::Builder;
use super::problem::{Problem, ProblemKind};
use super::tag::Tagged;
use crate::source::Span;

/// The scalar that stands at `span`. A word that readers disagree on is reported.
pub(super) fn scalar(
    text: &str,
    style: ScalarStyle,
    tagged: &Tagged,
    span: Span,
    builder: &mut Builder<'_>,
) -> Scalar {
    let written = match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
        ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
    };
    let is_empty = written == Style::Plain && span.start == span.end;
    let text = if is_empty { "" } else { text };
    let kind = match tagged {
        Tagged::Kind(kind) => kind_of_tag(*kind, text),
        Tagged::Function(..) => ScalarKind::String,
        Tagged::No if written != Style::Plain => ScalarKind::String,
        Tagged::No => match (builder.format, builder.dialect) {
            (Format::Json, _) => plain::json(text).unwrap_or(ScalarKind::String),
            (Format::Yaml, Dialect::Template) => plain::yaml11(text),
            (Format::Yaml, Dialect::Plain) => {
                report_ambiguous(text, span, builder);
                plain::yaml12(text)
            }
        },
    };
    // JSON has one way only, which says nothing of how to write the text elsewhere.
    let style = match builder.format {
        Format::Json => Style::Plain,
        Format::Yaml => written,
    };
    Scalar {
        text: text.to_owned(),
        style,
        kind,
    }
}

/// The kind that a tag gives a text, if it can be of that kind.
fn kind_of_tag(kind: ScalarKind, text: &str) -> ScalarKind {
    match (kind, plain::yaml11(text)) {
        (ScalarKind::Float, ScalarKind::Integer) => ScalarKind::Float,
        (kind, found) if kind == found => kind,
        _ => ScalarKind::String,
    }
}

fn report_ambiguous(text: &str, span: Span, builder: &mut Builder<'_>) {
    let (old, new) = (plain::yaml11(text), plain::yaml12(text));
    let is_octal = || {
        let digits = text.trim_start_matches(['-', '+']);
        digits.len() > 1 && digits.starts_with('0') && plain::all(digits, 10)
    };
    if let (Some(truth), ScalarKind::String) = (plain::boolean11(text), new) {
        let message = format!("some readers take `{text}` for {truth}, others for a text");
        let problem = Problem::new(ProblemKind::AmbiguousWord, span, message);
        builder.report(problem.suggest(format!("write `{truth}`, or `'{text}'` for the text")));
    } else if old != new || (old == ScalarKind::Integer && is_octal()) {
        let is = |kind| match kind {
            ScalarKind::Integer | ScalarKind::Float => "a number",
            ScalarKind::Null | ScalarKind::Boolean | ScalarKind::String => "a text",
        };
        let message = if is(old) == is(new) {
            format!("readers disagree on which number `{text}` is")
        } else {
            format!("some readers take `{text}` for a number, others for a text")
        };
        let problem = Problem::new(ProblemKind::AmbiguousNumber, span, message);
        builder.report(problem.suggest(format!(
            "write `'{text}'` for the text, or the number in decimal digits"
        )));
    }
}
