//! Where a text that was read as YAML is no JSON.
//!
//! JSON is YAML to the parser, which also takes comments, single quotes and a comma too many. So a
//! parser of JSON has the last word. Source: ECMA-404.

use serde::de::IgnoredAny;

use super::block::{advance, character_at};
use super::builder::Builder;
use super::problem::{Problem, ProblemKind};
use crate::source::Position;

/// Reports the first place that is no JSON, instead of what the parser of YAML said of it.
pub(super) fn check(builder: &mut Builder<'_>) {
    let text = builder
        .text
        .strip_prefix('\u{feff}')
        .unwrap_or(builder.text);
    let Err(error) = serde_json::from_str::<IgnoredAny>(text) else {
        return;
    };
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or(&message);
    if message == "recursion limit exceeded" || text.trim().is_empty() {
        return;
    }
    let place = if error.is_eof() {
        advance(text, Position::START)
    } else {
        place(text, error.line(), error.column())
    };
    let mark = builder.text.len() - text.len();
    let place = Position {
        offset: place.offset + mark,
        ..place
    };
    builder
        .problems
        .retain(|problem| !is_said_again(problem.kind));
    let message = match message {
        "EOF while parsing a list" => "the text ends before `]`",
        "EOF while parsing an object" => "the text ends before `}`",
        "EOF while parsing a string" => "the text ends before the closing quote",
        "EOF while parsing a value" => "the text ends where a value is expected",
        "key must be a string" => "expected a key in double quotes",
        "trailing comma" => "found a comma with nothing behind it",
        "trailing characters" => "found more behind the end of the value",
        "invalid escape" => "double quotes know no such escape",
        "invalid number" => "expected a number as JSON writes it",
        "control character (\\u0000-\\u001F) found while parsing a string" => {
            "found a line break or another control character in quotes"
        }
        "expected value" | "expected ident" => "expected a value, found none that JSON knows",
        other => other,
    };
    let span = character_at(builder.text, place);
    builder.lose(Problem::new(ProblemKind::NotJson, span, message));
}

/// Whether the parser of YAML reports such things of a text that is no JSON either.
fn is_said_again(kind: ProblemKind) -> bool {
    matches!(
        kind,
        ProblemKind::Syntax
            | ProblemKind::Tab
            | ProblemKind::Indentation
            | ProblemKind::Character
            | ProblemKind::UnclosedBracket
            | ProblemKind::UnclosedQuote
            | ProblemKind::SeveralDocuments
    )
}

/// The place of the `column`th byte of a line, both from 1; a line ends with `\n` here.
fn place(text: &str, line: usize, column: usize) -> Position {
    let lines = text.split_inclusive('\n').take(line.saturating_sub(1));
    let start = lines.map(str::len).sum::<usize>();
    let mut end = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    advance(text.get(..end).unwrap_or_default(), Position::START)
}
