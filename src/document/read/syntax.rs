//! The parser's errors in our words.

use granit_parser::ErrorKind;

use super::block::{advance, character_at};
use super::builder::{Builder, too_deep};
use super::problem::{Problem, ProblemKind as Kind};
use crate::source::Position;

const BLANKS: &str = "indent with blanks";
const QUOTE_COLON: &str =
    "put a text with `: ` in quotes, and indent the keys of one mapping alike";

/// The problem that an error at `place` is.
pub(super) fn problem(error: &ErrorKind, place: Position, builder: &Builder<'_>) -> Problem {
    let place = if *error == ErrorKind::UnknownQuotedScalarEscape {
        first_unknown_escape(builder.text, place)
    } else {
        place
    };
    let span = character_at(builder.text, place);
    if *error == ErrorKind::RecursionLimitExceeded {
        return too_deep(builder.limits.depth, span);
    }
    let (kind, message, suggestion) = described(error);
    if let Some(bracket) = builder.bracket_above(place) {
        let opened = builder.slice(bracket);
        let problem = format!("`{opened}` is not closed before line {}", place.line);
        return Problem::new(Kind::UnclosedBracket, bracket, problem).relate(message, span);
    }
    let problem = Problem::new(kind, span, message);
    if suggestion.is_empty() {
        problem
    } else {
        problem.suggest(suggestion)
    }
}

/// Where the first backslash behind a quote is no escape; the parser says where the quote is.
fn first_unknown_escape(text: &str, quote: Position) -> Position {
    let quoted = text.get(quote.offset..).unwrap_or_default();
    let mut chars = quoted.char_indices();
    while let Some((index, c)) = chars.next() {
        let escaped = (c == '\\').then(|| chars.next()).flatten();
        if escaped.is_some_and(|(_, c)| !"0abt\tnvfre \"/\\N_LPxuU\r\n".contains(c)) {
            return advance(quoted.get(..index).unwrap_or_default(), quote);
        }
    }
    quote
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the parser's errors, of which it may know more one day; rare ones keep its words"
)]
fn described(error: &ErrorKind) -> (Kind, String, &'static str) {
    let (kind, message, suggestion) = match error {
        ErrorKind::UnclosedFlowCollection { open } => {
            let message = format!("`{open}` is never closed");
            return (Kind::UnclosedBracket, message, "");
        }
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => {
            let message = format!("`{close}` can't close what `{open}` opened");
            return (Kind::UnclosedBracket, message, "");
        }
        ErrorKind::UnexpectedCharacter { character } => return unexpected(*character),
        ErrorKind::UnexpectedEofFlowSequence => {
            (Kind::UnclosedBracket, "the text ends before `]`", "")
        }
        ErrorKind::UnexpectedEofFlowMapping | ErrorKind::UnexpectedEofImplicitFlowMapping => {
            (Kind::UnclosedBracket, "the text ends before `}`", "")
        }
        ErrorKind::MisplacedFlowCollectionEnd => {
            (Kind::UnclosedBracket, "this bracket closes nothing", "")
        }
        ErrorKind::UnclosedQuotedScalar => (Kind::UnclosedQuote, "this quote is never closed", ""),
        ErrorKind::InvalidTrailingSingleQuotedScalar => (
            Kind::Syntax,
            "found more behind the closing quote",
            "write `''` for a quote between single quotes",
        ),
        ErrorKind::InvalidTrailingDoubleQuotedScalar => (
            Kind::Syntax,
            "found more behind the closing quote",
            "write `\\\"` for a quote between double quotes",
        ),
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar => (Kind::Tab, "expected blanks, found a tab", BLANKS),
        ErrorKind::BomInsideDocument => (
            Kind::ByteOrderMark,
            "found a byte order mark, which nobody sees",
            "leave it out",
        ),
        ErrorKind::InvalidIndentation
        | ErrorKind::InvalidFlowScalarIndent
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::InvalidBlockScalarIndent => (
            Kind::Indentation,
            "this line is indented unlike what it belongs to",
            "",
        ),
        ErrorKind::UnknownQuotedScalarEscape => (
            Kind::Escape,
            "double quotes know no such escape",
            "write `\\\\` for a backslash, or use single quotes",
        ),
        ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidUnicodeEscape => (Kind::Escape, "this escape names no character", ""),
        ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate => (
            Kind::Escape,
            "half of a pair of escapes names no character",
            "",
        ),
        ErrorKind::MappingValueNotAllowed
        | ErrorKind::InvalidColonPlacement
        | ErrorKind::InvalidMappingValueWhitespace
        | ErrorKind::FlowMappingValueAdjacentCollection => {
            (Kind::Syntax, "found `:` where no key can be", QUOTE_COLON)
        }
        ErrorKind::MappingKeyNotAllowed | ErrorKind::InvalidSimpleKey => {
            (Kind::Syntax, "found a key where none can be", QUOTE_COLON)
        }
        ErrorKind::SimpleKeyExpected => (Kind::Syntax, "expected `:` behind this key", ""),
        ErrorKind::ExpectedBlockMappingKey => (
            Kind::Syntax,
            "expected a key, indented as those before it",
            "",
        ),
        ErrorKind::ExpectedBlockSequenceEntry => (
            Kind::Syntax,
            "expected `- ` and an item, indented as those before it",
            "",
        ),
        ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::BlockEntryInFlowCollection
        | ErrorKind::PlainScalarStartsWithDashFlowIndicator => (
            Kind::Syntax,
            "found `-` where no item can be",
            "begin the list on a line of its own",
        ),
        ErrorKind::InvalidBlockEntryWhitespace => (Kind::Syntax, "expected a blank behind `-`", ""),
        ErrorKind::ExpectedFlowMappingSeparator => (Kind::Syntax, "expected `,` or `}`", ""),
        ErrorKind::ExpectedFlowSequenceSeparator => (Kind::Syntax, "expected `,` or `]`", ""),
        ErrorKind::ExpectedNodeContent => (Kind::Syntax, "expected a value", ""),
        ErrorKind::CommentNotSeparated | ErrorKind::ExpectedWhitespace => {
            (Kind::Syntax, "expected a blank here", "")
        }
        ErrorKind::CommentInterceptedScalar => (
            Kind::Syntax,
            "a comment stands between the lines of a text",
            "put the text on one line, or use `|`",
        ),
        ErrorKind::InvalidBlockScalarHeader | ErrorKind::ZeroBlockScalarIndent => (
            Kind::Syntax,
            "expected the text of a block to begin on the next line",
            "",
        ),
        ErrorKind::DocumentIndicatorInQuotedScalar => (
            Kind::UnclosedQuote,
            "`---` or `...` stands between quotes",
            "",
        ),
        ErrorKind::InvalidDocumentEnd | ErrorKind::ExpectedDocumentStart => (
            Kind::Syntax,
            "found more behind the end of the document",
            "",
        ),
        ErrorKind::UndeclaredTagHandle
        | ErrorKind::InvalidTagTerminator
        | ErrorKind::MissingTagUri
        | ErrorKind::UnclosedVerbatimTag
        | ErrorKind::InvalidTagEscape
        | ErrorKind::InvalidTagUtf8
        | ErrorKind::InvalidTagUtf8LeadingByte
        | ErrorKind::InvalidTagUtf8TrailingByte => (
            Kind::Tag,
            "expected a tag such as `!Ref`",
            "put a text that begins with `!` in quotes",
        ),
        ErrorKind::MissingAnchorOrAliasName => (
            Kind::Anchor,
            "expected a name behind `&` or `*`",
            "put a text that begins with `&` or `*` in quotes",
        ),
        other => {
            let message = other.to_string().replace("invalid", "unexpected");
            return (Kind::Syntax, message, "");
        }
    };
    (kind, message.to_owned(), suggestion)
}

fn unexpected(character: char) -> (Kind, String, &'static str) {
    if character.is_ascii_graphic() {
        let message = format!("a text without quotes can't begin with `{character}`");
        return (Kind::Character, message, "put the text in quotes");
    }
    let message = format!("found the character U+{:04X}", u32::from(character));
    (
        Kind::Character,
        message,
        "leave it out, or write it as an escape in double quotes",
    )
}
