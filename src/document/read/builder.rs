//! Builds the tree from events: opens and closes lists and mappings, and knows where each stands.
//!
//! Not here: the parser's own types beyond tags and styles (`parse`).

use granit_parser::ScalarStyle;

use super::super::format::Format;
use super::super::getatt;
use super::super::intrinsic::Intrinsic;
use super::super::node::{Entry, Function, Mapping, Node, NodeId, Value};
use super::super::spans::Spans;
use super::alias::Anchors;
use super::block::character_at;
use super::problem::{Problem, ProblemKind};
use super::scalar::scalar;
use super::tag::Tagged;
use super::{Dialect, Limits, Read, alias, mapping};
use crate::source::{Position, Span};

/// The tree so far.
pub(super) struct Builder<'t> {
    pub(super) text: &'t str,
    pub(super) format: Format,
    pub(super) dialect: Dialect,
    pub(super) limits: Limits,
    pub(super) problems: Vec<Problem>,
    pub(super) anchors: Anchors,
    complete: bool,
    /// Where nodes stand, by the ids that they have until the tree is numbered.
    places: Vec<Span>,
    open: Vec<Open>,
    root: Option<Node>,
}

/// A list or mapping that is not closed yet.
pub(super) struct Open {
    id: NodeId,
    tagged: Tagged,
    anchor: usize,
    content: Content,
}

enum Content {
    List(Vec<Node>),
    Mapping(Vec<Entry>, Option<Node>),
}

/// Whether reading goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    On,
    Stop,
}

impl<'t> Builder<'t> {
    pub(super) fn new(text: &'t str, format: Format, dialect: Dialect, limits: Limits) -> Self {
        Self {
            text,
            format,
            dialect,
            limits,
            problems: Vec::new(),
            anchors: Anchors::default(),
            complete: true,
            places: Vec::new(),
            open: Vec::new(),
            root: None,
        }
    }

    /// The text at a place.
    pub(super) fn slice(&self, span: Span) -> &'t str {
        let range = span.start.offset..span.end.offset;
        self.text.get(range).unwrap_or_default()
    }

    /// Notes a problem.
    pub(super) fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Notes a problem that keeps a part of the text out of the tree.
    pub(super) fn lose(&mut self, problem: Problem) {
        self.complete = false;
        self.report(problem);
    }

    /// How many lists and mappings are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Whether a node stands here already, so that a second one is a second document.
    pub(super) fn has_root(&self) -> bool {
        self.root.is_some()
    }

    /// The bracket that is open when a line begins as a line outside of it would.
    pub(super) fn bracket_above(&self, place: Position) -> Option<Span> {
        let [root, .., innermost] = self.open.as_slice() else {
            return None;
        };
        let line_start = self.text.get(..place.offset)?.rfind('\n')? + 1;
        let begins_outside = self
            .text
            .get(line_start..)?
            .starts_with(char::is_alphanumeric);
        let bracket = character_at(self.text, self.span(innermost.id).start);
        let is_bracket = |text| matches!(text, "[" | "{");
        let root = character_at(self.text, self.span(root.id).start);
        (begins_outside
            && bracket.start.line < place.line
            && is_bracket(self.slice(bracket))
            && !is_bracket(self.slice(root)))
        .then_some(bracket)
    }

    /// A new node's id until the tree is numbered.
    pub(super) fn place(&mut self, span: Span) -> NodeId {
        self.places.push(span);
        let count = u32::try_from(self.places.len());
        NodeId(count.expect("invariant: a text is limited to fewer nodes than a u32 counts"))
    }

    /// Where a node stands.
    pub(super) fn span(&self, id: NodeId) -> Span {
        let index = (id.0 as usize).checked_sub(1);
        let place = index.and_then(|index| self.places.get(index));
        place.copied().unwrap_or(Span::at(Position::START))
    }

    fn set_end(&mut self, id: NodeId, end: Position) {
        let index = (id.0 as usize).checked_sub(1);
        if let Some(place) = index.and_then(|index| self.places.get_mut(index)) {
            place.end = end.max(place.start);
        }
    }

    /// Whether `more` nodes are too many; says so.
    pub(super) fn overflows(&mut self, more: usize, span: Span) -> bool {
        let limit = self.limits.nodes.min(u32::MAX as usize);
        let overflows = self.places.len().saturating_add(more) > limit;
        if overflows {
            let message = format!("found more than the {limit} keys and values that are read");
            self.lose(Problem::new(ProblemKind::TooManyNodes, span, message));
        }
        overflows
    }

    /// Adds a scalar.
    pub(super) fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        tagged: Tagged,
        anchor: usize,
        span: Span,
    ) -> Step {
        if self.overflows(1, span) {
            return Step::Stop;
        }
        let scalar = scalar(text, style, &tagged, span, self);
        let id = self.place(self.behind_colon(span));
        let value = Value::Scalar(scalar);
        self.add(Node { id, value }, tagged, anchor);
        Step::On
    }

    /// The parser places a missing value before the colon of its key; it is missing behind it.
    fn behind_colon(&self, span: Span) -> Span {
        let expects_value = matches!(
            self.open.last().map(|open| &open.content),
            Some(Content::Mapping(_, Some(_)))
        );
        let colon = character_at(self.text, span.start);
        if expects_value && span.start == span.end && self.slice(colon) == ":" {
            Span::at(colon.end)
        } else {
            span
        }
    }

    /// Opens a list or a mapping.
    pub(super) fn open(&mut self, list: bool, tagged: Tagged, anchor: usize, span: Span) -> Step {
        if self.open.len() >= self.limits.depth {
            self.lose(too_deep(self.limits.depth, span));
            return Step::Stop;
        }
        if self.overflows(1, span) {
            return Step::Stop;
        }
        let id = self.place(span);
        let content = if list {
            Content::List(Vec::new())
        } else {
            Content::Mapping(Vec::new(), None)
        };
        self.open.push(Open {
            id,
            tagged,
            anchor,
            content,
        });
        Step::On
    }

    /// Closes the innermost list or mapping; `end` is where its bracket ends, if it has one.
    pub(super) fn close(&mut self, end: Option<Position>) {
        let Some(open) = self.open.pop() else { return };
        let last = match &open.content {
            Content::List(items) => items.last(),
            Content::Mapping(entries, _) => entries.last().map(|entry| &entry.value),
        };
        if let Some(end) = end.or(last.map(|last| self.span(last.id).end)) {
            self.set_end(open.id, end);
        }
        let id = open.id;
        let node = match open.content {
            Content::List(items) => Node {
                id,
                value: Value::Sequence(items),
            },
            Content::Mapping(entries, _) => {
                let entries = mapping::merge(entries, self);
                mapping::report_keys(&entries, self);
                self.mapping_or_function(id, entries)
            }
        };
        self.add(node, open.tagged, open.anchor);
    }

    /// A mapping, or the function that it is in the long form.
    fn mapping_or_function(&mut self, id: NodeId, mut entries: Vec<Entry>) -> Node {
        let name = match entries.as_slice() {
            [entry] if self.dialect == Dialect::Template => {
                mapping::function_of(&entry.key, self.is_below_conditions())
            }
            _ => None,
        };
        let value = match (name, entries.pop()) {
            (Some(name), Some(entry)) => {
                self.function(name, entry.value, self.format == Format::Json)
            }
            (_, last) => {
                entries.extend(last);
                Value::Mapping(Mapping { entries })
            }
        };
        Node { id, value }
    }

    fn function(&self, name: Intrinsic, mut argument: Node, short: bool) -> Value {
        if name == Intrinsic::GetAtt {
            getatt::join(&mut argument);
        }
        Value::Function(Function {
            name,
            argument: Box::new(argument),
            short,
            origin: None,
        })
    }

    /// Whether what is being closed belongs to a condition or a rule of a template, where
    /// `Condition` is a function.
    fn is_below_conditions(&self) -> bool {
        let Some(Open {
            content: Content::Mapping(_, Some(key)),
            ..
        }) = self.open.first()
        else {
            return false;
        };
        self.open.len() > 1 && matches!(key.as_text(), Some("Conditions" | "Rules"))
    }

    /// Puts a finished node where it belongs.
    fn add(&mut self, node: Node, tagged: Tagged, anchor: usize) {
        let node = match tagged {
            Tagged::No | Tagged::Kind(_) => node,
            Tagged::Function(name, tag) => {
                let end = self.span(node.id).end.max(tag.end);
                let id = self.place(Span::new(tag.start, end));
                let value = self.function(name, node, true);
                Node { id, value }
            }
        };
        alias::keep(anchor, &node, self);
        self.put(node);
    }

    /// Puts a node into what is open.
    pub(super) fn put(&mut self, node: Node) {
        match self.open.last_mut().map(|open| &mut open.content) {
            None => self.root = Some(node),
            Some(Content::List(items)) => items.push(node),
            Some(Content::Mapping(entries, pending)) => match pending.take() {
                None => *pending = Some(node),
                Some(key) => entries.push(Entry { key, value: node }),
            },
        }
    }

    /// Closes all but the outermost mapping, so that reading can go on at its next key; `false` if
    /// there is none.
    pub(super) fn close_to_root_mapping(&mut self) -> bool {
        while self.open.len() > 1 {
            self.close(None);
        }
        match self.open.first_mut().map(|open| &mut open.content) {
            Some(Content::Mapping(_, pending)) => {
                *pending = None;
                true
            }
            Some(Content::List(_)) | None => false,
        }
    }

    /// The whole.
    pub(super) fn finish(mut self) -> Read {
        while !self.open.is_empty() {
            self.close(None);
        }
        let mut spans = Spans::default();
        let mut root = self.root.take();
        if let Some(root) = &mut root {
            let mut next = 0;
            root.renumber(&mut |id| {
                next += 1;
                spans.set(NodeId(next), self.span(id));
                NodeId(next)
            });
        }
        self.problems
            .sort_by_key(|problem| (problem.span.start.offset, problem.span.end.offset));
        Read {
            node: root,
            spans,
            problems: self.problems,
            complete: self.complete,
        }
    }
}

/// The problem of a list or mapping in too many others.
pub(super) fn too_deep(limit: usize, span: Span) -> Problem {
    let message = format!("found more than the {limit} levels of lists and mappings that are read");
    Problem::new(ProblemKind::TooDeep, span, message)
}
