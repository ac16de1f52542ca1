//! Where block scalars and lines begin and end.
//!
//! The parser says where the content of a block scalar begins, and ends it where the next thing
//! begins. A reader of a message wants to see it from its `|` to its last word.

use crate::source::{Position, Span};

/// The place behind `text`, which begins at `from`.
pub(super) fn advance(text: &str, from: Position) -> Position {
    let mut place = from;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let ends_line = c == '\n' || (c == '\r' && chars.peek() != Some(&'\n'));
        // A byte order mark has no column.
        place.column += usize::from(c != '\u{feff}' || place.offset > 0);
        place.offset += c.len_utf8();
        if ends_line {
            place.line += 1;
            place.column = 1;
        }
    }
    place
}

/// The stretch of the one character at a place; nothing at the end of a line.
pub(super) fn character_at(text: &str, place: Position) -> Span {
    let rest = text.get(place.offset..).unwrap_or_default();
    let here = rest.chars().next().filter(|c| !matches!(c, '\n' | '\r'));
    let end = here.map_or(place, |c| advance(c.encode_utf8(&mut [0; 4]), place));
    Span::new(place, end)
}

/// The stretch of a block scalar whose content the parser places at `content`; `before` is the end
/// of what stands before its header.
pub(super) fn block_span(text: &str, before: Position, content: Span) -> Span {
    let gap = text
        .get(before.offset..content.start.offset)
        .unwrap_or_default();
    let header = header(gap);
    let start = advance(gap.get(..header).unwrap_or_default(), before);
    let lines = text
        .get(content.start.offset..content.end.offset)
        .unwrap_or_default();
    let lines = lines.trim_end_matches([' ', '\t', '\r', '\n']);
    let end = if lines.is_empty() {
        let indicators = gap.get(header..).unwrap_or_default();
        let length = indicators
            .find(|c: char| !matches!(c, '|' | '>' | '+' | '-' | '0'..='9'))
            .unwrap_or(indicators.len());
        advance(indicators.get(..length).unwrap_or_default(), start)
    } else {
        advance(lines, content.start)
    };
    Span::new(start, end)
}

/// Where `|` or `>` stands between other indicators, tags, anchors and comments.
fn header(gap: &str) -> usize {
    let mut skip_to_end_of = None;
    for (index, c) in gap.char_indices() {
        let ends = match skip_to_end_of {
            Some(Skipped::Comment) => c == '\n' || c == '\r',
            Some(Skipped::Property) => c.is_whitespace(),
            None => true,
        };
        if !ends {
            continue;
        }
        skip_to_end_of = match c {
            '|' | '>' => return index,
            '#' => Some(Skipped::Comment),
            '&' | '!' => Some(Skipped::Property),
            _ => None,
        };
    }
    gap.len()
}

enum Skipped {
    Comment,
    Property,
}
