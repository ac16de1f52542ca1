//! A text that knows where its end is, so that spans cost nothing.

use super::super::node::NodeId;
use super::super::spans::Spans;
use super::Emitted;
use crate::source::{Position, Span};

/// The text so far with the spans so far.
pub(super) struct Text {
    text: String,
    line: usize,
    /// Where the last line begins, in bytes.
    line_start: usize,
    /// How many bytes of the last line continue a character.
    continuations: usize,
    spans: Spans,
}

/// The state of a [`Text`] to go back to.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    length: usize,
    line: usize,
    line_start: usize,
    continuations: usize,
}

impl Text {
    /// An empty text.
    pub(super) fn new(spans: Spans) -> Self {
        Self {
            text: String::with_capacity(spans.len().saturating_mul(24)),
            line: 1,
            line_start: 0,
            continuations: 0,
            spans,
        }
    }

    /// Adds characters without a line break.
    pub(super) fn push(&mut self, piece: &str) {
        self.text.push_str(piece);
        self.count(piece.len());
    }

    /// Adds what `write` adds: characters without a line break.
    pub(super) fn push_with(&mut self, write: impl FnOnce(&mut String)) {
        let before = self.text.len();
        write(&mut self.text);
        self.count(self.text.len().saturating_sub(before));
    }

    /// Counts the characters among the last `length` bytes.
    fn count(&mut self, length: usize) {
        let added = self.text.as_bytes().iter().rev().take(length);
        self.continuations += added.filter(|byte| (**byte & 0xc0) == 0x80).count();
    }

    /// Ends the line.
    pub(super) fn end_line(&mut self) {
        self.text.push('\n');
        self.line += 1;
        self.line_start = self.text.len();
        self.continuations = 0;
    }

    /// Begins a line with `indent` blanks.
    pub(super) fn indent(&mut self, indent: usize) {
        self.text.extend(std::iter::repeat_n(' ', indent));
    }

    /// The place behind the last character.
    pub(super) fn position(&self) -> Position {
        Position {
            offset: self.text.len(),
            line: self.line,
            column: self.text.len() - self.line_start - self.continuations + 1,
        }
    }

    /// Notes that a node goes from `start` to here.
    pub(super) fn note(&mut self, id: NodeId, start: Position) {
        let end = self.position();
        self.note_until(id, start, end);
    }

    /// Notes that a node goes from `start` to `end`.
    pub(super) fn note_until(&mut self, id: NodeId, start: Position, end: Position) {
        self.spans.set(id, Span::new(start, end));
    }

    /// Where a node that was written before ends; here, if it was left out.
    pub(super) fn end_of(&self, id: NodeId) -> Position {
        self.spans.get(id).map_or(self.position(), |span| span.end)
    }

    /// The state now.
    pub(super) fn mark(&self) -> Mark {
        Mark {
            length: self.text.len(),
            line: self.line,
            line_start: self.line_start,
            continuations: self.continuations,
        }
    }

    /// Takes back what was written since.
    pub(super) fn back_to(&mut self, mark: Mark) {
        self.text.truncate(mark.length);
        self.line = mark.line;
        self.line_start = mark.line_start;
        self.continuations = mark.continuations;
    }

    /// The whole; a block's last empty lines need the end of the last one too.
    pub(super) fn finish(mut self) -> Emitted {
        self.end_line();
        Emitted {
            text: self.text,
            spans: self.spans,
        }
    }
}
