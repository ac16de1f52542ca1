//! The one reader: YAML or JSON text becomes a tree, and every node gets its place.
//!
//! It never fails as a whole: what can be read is in the tree, and what was found on the way is
//! listed. Depth and size are limited while the text is read, before a tree exists. Not here: files,
//! and what a key means.

mod alias;
mod block;
mod builder;
mod json;
mod mapping;
mod parse;
mod problem;
mod scalar;
mod syntax;
mod tag;

pub use problem::{Problem, ProblemKind};

use super::format::Format;
use super::node::Node;
use super::spans::Spans;
use crate::source::{Position, Span};
use block::advance;
use builder::Builder;

/// By whose rules words and tags are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// A CloudFormation template: short tags and long forms are functions, words resolve as in YAML
    /// 1.1 (`yes` is true), dates are texts.
    Template,
    /// Any other file: no tags, words resolve as in YAML 1.2, and a word that the two versions
    /// take for different things is a problem.
    Plain,
}

/// How much a reader takes before it stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of text.
    pub bytes: usize,
    /// Lists and mappings inside one another.
    pub depth: usize,
    /// Keys, values, lists and mappings.
    pub nodes: usize,
}

/// What was read.
#[derive(Clone, Debug)]
pub struct Read {
    /// The tree, numbered; `None` when there is nothing but comments, or nothing readable.
    pub node: Option<Node>,
    /// Where each node stands, by the ids of the tree.
    pub spans: Spans,
    /// What was found, in the order of the text.
    pub problems: Vec<Problem>,
    /// Whether the tree holds all that the text says. If not, what is missing in the tree may well
    /// be in the text.
    pub complete: bool,
}

impl Limits {
    /// Four times what CloudFormation takes as a template, and deeper than anybody nests.
    pub const DEFAULT: Self = Self {
        bytes: 4 << 20,
        depth: 100,
        nodes: 1_000_000,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// Reads a text.
#[must_use]
pub fn read(text: &str, format: Format, dialect: Dialect, limits: Limits) -> Read {
    let mut builder = Builder::new(text, format, dialect, limits);
    if text.len() > limits.bytes {
        let message = format!(
            "the text has {} bytes, more than the {} that are read",
            text.len(),
            limits.bytes
        );
        let problem = Problem::new(ProblemKind::TooLarge, Span::at(Position::START), message);
        builder.lose(problem);
        return builder.finish();
    }
    if text.starts_with('\u{feff}') {
        let message = "the text begins with a byte order mark, which nobody sees";
        let problem = Problem::new(
            ProblemKind::ByteOrderMark,
            Span::at(Position::START),
            message,
        );
        builder.report(problem.suggest("save the file as UTF-8 without a byte order mark"));
    }
    parse::parse(&mut builder);
    if format == Format::Json {
        json::check(&mut builder);
    }
    builder.finish()
}

/// Reads bytes, which should be a text in UTF-8.
#[must_use]
pub fn read_bytes(bytes: &[u8], format: Format, dialect: Dialect, limits: Limits) -> Read {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return read(text, format, dialect, limits),
        Err(error) => error,
    };
    let (good, _) = bytes.split_at(error.valid_up_to());
    let good = std::str::from_utf8(good).unwrap_or_default();
    let (kind, suggestion) = (ProblemKind::Encoding, "save the file as UTF-8");
    let problem = if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        Problem::new(
            kind,
            Span::at(Position::START),
            "expected UTF-8, found UTF-16",
        )
    } else {
        let place = advance(good, Position::START);
        Problem::new(
            kind,
            Span::at(place),
            "expected UTF-8, found a byte that is none",
        )
    };
    let mut builder = Builder::new("", format, dialect, limits);
    builder.lose(problem.suggest(suggestion));
    builder.finish()
}
