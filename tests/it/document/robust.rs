//! Whatever the bytes are, the reader ends, and what it says of places is true.

use ess_cfn::document::{
    Dialect, Format, Limits, Node, NodeId, Read, ScalarKind, Value, emit_json, emit_yaml,
    read_bytes,
};
use ess_cfn::source::{Position, Span};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::config;
use super::trees::tree;

/// Pieces that change what is around them.
const PIECES: &[&str] = &[
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    ":",
    ": ",
    "- ",
    "? ",
    "#",
    " #",
    "&a ",
    "*a",
    "<<: ",
    "!",
    "!Ref ",
    "!!str ",
    "!<",
    "%YAML 1.1\n",
    "---\n",
    "...\n",
    "|",
    ">\n",
    "|+\n",
    "|2\n",
    "\n",
    "\r",
    "\r\n",
    "\t",
    " ",
    "  ",
    ",",
    "\\",
    "\\u",
    "\0",
    "\u{85}",
    "\u{feff}",
    "\u{2028}",
    "é",
    "😀",
    "~",
    "yes",
    "0x",
    "1_0",
    "Fn::If: ",
    "Ref: ",
    "Condition: ",
    "=",
    "@",
    "`",
    "\u{1b}",
    "//",
    "/*",
];

/// One change of a text.
#[derive(Clone, Debug)]
enum Edit {
    Insert(Index, &'static str),
    Remove(Index, usize),
    Repeat(Index, usize),
    Cut(Index),
    Byte(Index, u8),
}

fn edit() -> impl Strategy<Value = Edit> {
    let index = any::<Index>;
    prop_oneof![
        6 => (index(), select(PIECES)).prop_map(|(at, piece)| Edit::Insert(at, piece)),
        3 => (index(), 1..8_usize).prop_map(|(at, length)| Edit::Remove(at, length)),
        2 => (index(), 1..40_usize).prop_map(|(at, length)| Edit::Repeat(at, length)),
        1 => index().prop_map(Edit::Cut),
        1 => (index(), any::<u8>()).prop_map(|(at, byte)| Edit::Byte(at, byte)),
    ]
}

fn apply(bytes: &mut Vec<u8>, edit: &Edit) {
    let at = |index: &Index| index.index(bytes.len() + 1);
    let range = |index: &Index, length: usize| at(index)..(at(index) + length).min(bytes.len());
    match edit {
        Edit::Insert(index, piece) => {
            let at = at(index);
            bytes.splice(at..at, piece.bytes());
        }
        Edit::Remove(index, length) => {
            let range = range(index, *length);
            bytes.drain(range);
        }
        Edit::Repeat(index, length) => {
            let range = range(index, *length);
            let piece = bytes[range.clone()].to_vec();
            bytes.splice(range.end..range.end, piece);
        }
        Edit::Cut(index) => bytes.truncate(at(index)),
        Edit::Byte(index, byte) => {
            let at = at(index);
            bytes.splice(at..at, [*byte]);
        }
    }
}

fn all_readings(bytes: &[u8]) -> Vec<(Format, Dialect, Read)> {
    let formats = [Format::Yaml, Format::Json];
    let dialects = [Dialect::Template, Dialect::Plain];
    let ways = formats.map(|format| dialects.map(|dialect| (format, dialect)));
    let read = |(format, dialect)| {
        let read = read_bytes(bytes, format, dialect, Limits::DEFAULT);
        (format, dialect, read)
    };
    ways.into_iter().flatten().map(read).collect()
}

/// Whether line and column of a place are those of its offset.
fn is_true(text: &str, place: Position) -> bool {
    let Some(before) = text.get(..place.offset) else {
        return false;
    };
    let before = before.strip_prefix('\u{feff}').unwrap_or(before);
    let unix = before.replace("\r\n", "\n").replace('\r', "\n");
    let line = unix.rsplit('\n').next().unwrap_or_default();
    let column = line.chars().count() + 1;
    // A mark on a later line may have a column or not.
    place.line == unix.matches('\n').count() + 1
        && (place.column == column || line.contains('\u{feff}'))
}

fn check_span(text: &str, span: Span) {
    assert!(span.start <= span.end, "{span:?}\n{text:?}");
    assert!(is_true(text, span.start), "{:?}\n{text:?}", span.start);
    assert!(is_true(text, span.end), "{:?}\n{text:?}", span.end);
}

fn check(bytes: &[u8]) {
    for (format, dialect, read) in all_readings(bytes) {
        let Ok(text) = std::str::from_utf8(bytes) else {
            assert!(!read.complete && read.node.is_none());
            continue;
        };
        for problem in &read.problems {
            check_span(text, problem.span);
            problem
                .related
                .iter()
                .for_each(|(_, span)| check_span(text, *span));
        }
        let mut nodes = 0;
        if let Some(node) = &read.node {
            nodes = node.clone().number();
        }
        assert_eq!(nodes as usize, read.spans.len());
        for id in 1..=nodes {
            check_span(text, read.spans.get(NodeId(id)).unwrap());
        }
        if let Some(node) = read.node {
            if read.complete && read.problems.is_empty() && !has_null(&node) {
                is_kept(node.clone(), format, dialect);
            }
            settles(node.clone(), Format::Yaml, |node| emit_yaml(node).text);
            settles(node, Format::Json, |node| emit_json(node).text);
        }
    }
}

/// A tree that says all of a text is the same after it was written and read.
fn is_kept(mut node: Node, format: Format, dialect: Dialect) {
    let text = match format {
        Format::Yaml => emit_yaml(&mut node).text,
        Format::Json => emit_json(&mut node).text,
    };
    let read = read_bytes(text.as_bytes(), format, dialect, Limits::DEFAULT);
    assert_eq!(read.node, Some(node), "{text}");
}

/// Whether there is a null, which nobody writes.
fn has_null(node: &Node) -> bool {
    match &node.value {
        Value::Scalar(scalar) => scalar.kind == ScalarKind::Null,
        Value::Sequence(items) => items.iter().any(has_null),
        Value::Mapping(mapping) => {
            let mut entries = mapping.entries.iter();
            entries.any(|entry| has_null(&entry.key) || has_null(&entry.value))
        }
        Value::Function(function) => has_null(&function.argument),
    }
}

/// What was written and read once is written and read again without a change. Before that, nulls
/// disappear, and a mapping that has one key left may turn out to be a function.
fn settles(mut node: Node, format: Format, write: impl Fn(&mut Node) -> String) {
    let mut text = write(&mut node);
    for _ in 0..2 {
        let read = read_bytes(text.as_bytes(), format, Dialect::Template, Limits::DEFAULT);
        let mut again = read.node.expect("what was written is something");
        node = again.clone();
        text = write(&mut again);
    }
    let read = read_bytes(text.as_bytes(), format, Dialect::Template, Limits::DEFAULT);
    assert_eq!(read.node, Some(node), "{text}");
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn any_bytes_are_read_to_their_end(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check(&bytes);
    }

    #[test]
    fn any_pieces_are_read_to_their_end(pieces in prop::collection::vec(select(PIECES), 0..30)) {
        check(pieces.concat().as_bytes());
    }

    #[test]
    fn a_template_with_any_changes_is_read_to_its_end(
        mut node in tree(false),
        json in any::<bool>(),
        edits in prop::collection::vec(edit(), 0..6),
    ) {
        let emitted = if json { emit_json(&mut node) } else { emit_yaml(&mut node) };
        let mut bytes = emitted.text.into_bytes();
        edits.iter().for_each(|edit| apply(&mut bytes, edit));
        check(&bytes);
    }
}
