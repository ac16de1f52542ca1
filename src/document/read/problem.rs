//! What the reader found that should not be there.

use std::sync::Arc;

use crate::source::{Finding, Rule, Span};

/// One thing that the reader found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which sort of thing.
    pub kind: ProblemKind,
    /// What was found and what was expected, in lower case.
    pub message: String,
    /// Where.
    pub span: Span,
    /// Another place that belongs to it, and what is to be seen there.
    pub related: Option<(String, Span)>,
    /// What to do, where following it works.
    pub suggestion: Option<String>,
}

/// Sorts of problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemKind {
    /// The bytes are no UTF-8.
    Encoding,
    /// An invisible mark stands at the beginning or between texts.
    ByteOrderMark,
    /// More bytes than are read.
    TooLarge,
    /// More levels than are read.
    TooDeep,
    /// More keys and values than are read.
    TooManyNodes,
    /// A tab where blanks are expected.
    Tab,
    /// A line that is indented unlike its neighbours.
    Indentation,
    /// A character that the format does not allow there.
    Character,
    /// A backslash with something behind it that is no escape.
    Escape,
    /// A quote that is never closed.
    UnclosedQuote,
    /// A bracket that is never closed, or by the wrong one.
    UnclosedBracket,
    /// Anything else that is no YAML.
    Syntax,
    /// Something that YAML takes and JSON does not.
    NotJson,
    /// `%YAML` or another directive.
    Directive,
    /// A second document in the same text.
    SeveralDocuments,
    /// A tag where there is none, or one that CloudFormation never takes.
    Tag,
    /// `&name`.
    Anchor,
    /// `*name`.
    Alias,
    /// `<<:`.
    MergeKey,
    /// One key twice in a mapping.
    DuplicateKey,
    /// A key that is no text.
    Key,
    /// A word that YAML 1.1 takes for true or false and YAML 1.2 for a text.
    AmbiguousWord,
    /// A number that YAML 1.1 and YAML 1.2 read differently.
    AmbiguousNumber,
}

impl Problem {
    pub(super) fn new(kind: ProblemKind, span: Span, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            span,
            related: None,
            suggestion: None,
        }
    }

    pub(super) fn relate(mut self, message: impl Into<String>, span: Span) -> Self {
        self.related = Some((message.into(), span));
        self
    }

    pub(super) fn suggest(mut self, suggestion: impl Into<String>) -> Self {
        self.suggestion = Some(suggestion.into());
        self
    }

    /// The finding that a rule makes of it.
    #[must_use]
    pub fn finding(&self, rule: &'static Rule, file: &Arc<str>) -> Finding {
        let mut finding = Finding::new(rule, self.message.as_str()).at(file, self.span);
        if let Some((message, span)) = &self.related {
            finding = finding.related(message.as_str(), file, *span);
        }
        match &self.suggestion {
            Some(suggestion) => finding.help(suggestion.as_str()),
            None => finding,
        }
    }
}
