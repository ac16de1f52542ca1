//! Decodes nodes into declared values. It goes on after an error: what could not be read gets the
//! value that a spec without it would have, and is marked, so that nobody draws conclusions from it.
//!
//! Not here: what belongs where (the sections), what does not fit together (`refusal`).

use std::sync::Arc;

use crate::document::{Dialect, Format, Limits, Mapping, Node, NodeId, ScalarKind, Spans};
use crate::source::{Finding, Position, Rule, Span};

use super::nodes::{entry, kind, mapping_or_nothing, nearest, pairs};
use super::rules;
use super::shape::{Key, Presence, Section, Shape, list};

/// What can stand behind a key.
pub(super) trait Value: Sized {
    /// What it looks like.
    fn shape() -> Shape;

    /// The value of a node; what is wrong with it is reported.
    fn decode(node: &Node, spot: Spot, reader: &mut Reader<'_>) -> Option<Self>;

    /// What a key that is left out means, where its declaration has no text for that.
    fn absent(_spot: Spot, _reader: &mut Reader<'_>) -> Option<Self> {
        None
    }
}

/// Where something stands, or where it would.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// What to mark: the value, or the key of a value of several lines.
    mark: NodeId,
    /// Whether the spec says it; else the mark is what it would belong to.
    pub(super) given: bool,
}

impl Spot {
    /// The spec as a whole.
    pub(super) const FILE: Self = Self {
        mark: NodeId(0),
        given: false,
    };

    /// A value with its key.
    pub(super) fn of(key: &Node, value: &Node) -> Self {
        let mark = if value
            .as_scalar()
            .is_some_and(|scalar| !scalar.text.is_empty())
        {
            value.id
        } else {
            key.id
        };
        Self { mark, given: true }
    }

    /// One node.
    pub(super) fn at(node: &Node) -> Self {
        let (mark, given) = (node.id, true);
        Self { mark, given }
    }

    /// Where something is missing.
    fn missing(self) -> Self {
        Self {
            given: false,
            ..self
        }
    }
}

/// What stands behind a key of a section.
#[derive(Clone, Debug)]
pub(super) struct Field<T> {
    /// The value; the default where the key is left out or what it has could not be read.
    pub(super) value: T,
    /// Where it stands.
    pub(super) spot: Spot,
    /// Whether the value is what the spec says, or leaves to its default.
    pub(super) sound: bool,
}

/// Reads nodes and collects findings.
pub(super) struct Reader<'a> {
    file: &'a Arc<str>,
    spans: &'a Spans,
    path: Vec<String>,
    /// Whether what is read now stands in for something that could not be read.
    substitute: bool,
    /// What was found.
    pub(super) findings: Vec<Finding>,
}

impl<'a> Reader<'a> {
    /// A reader of a document.
    pub(super) fn new(file: &'a Arc<str>, spans: &'a Spans) -> Self {
        Self {
            file,
            spans,
            path: Vec::new(),
            substitute: false,
            findings: Vec::new(),
        }
    }

    /// The file.
    pub(super) fn file(&self) -> &'a Arc<str> {
        self.file
    }

    /// The stretch of a spot.
    pub(super) fn span(&self, spot: Spot) -> Span {
        let start = Span::at(Position::START);
        self.spans.get(spot.mark).unwrap_or(start)
    }

    /// Reports something at a spot, under the path that is being read.
    pub(super) fn report(
        &mut self,
        rule: &'static Rule,
        spot: Spot,
        message: impl Into<String>,
    ) -> Said<'_> {
        let finding = Finding::new(rule, message).at(self.file, self.span(spot));
        let path = self.path();
        let finding = if path.is_empty() {
            finding
        } else {
            finding.path(path)
        };
        if self.substitute {
            // Defaults are read without findings; a test reads all of them.
            return Said(None);
        }
        self.findings.push(finding);
        Said(self.findings.last_mut())
    }

    /// The path of what is being read: `network.zones[2]`.
    fn path(&self) -> String {
        let mut path = String::new();
        for step in &self.path {
            if !path.is_empty() && !step.starts_with('[') {
                path.push('.');
            }
            path.push_str(step);
        }
        path
    }

    /// Reads below a key.
    pub(super) fn below<T>(&mut self, key: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(key.to_owned());
        let value = read(self);
        self.path.pop();
        value
    }

    /// The mapping of a section, if the node is one; keys that it does not have are reported.
    pub(super) fn section<'n>(
        &mut self,
        section: &'static Section,
        node: &'n Node,
        spot: Spot,
    ) -> Option<&'n Mapping> {
        let Some(mapping) = mapping_or_nothing(node) else {
            self.unlike(&Shape::Section(section), node, spot);
            return None;
        };
        let mut unknown = Vec::new();
        for (key, _) in pairs(mapping) {
            let name = key.as_text().unwrap_or_default();
            if section.key(name).is_none() {
                unknown.push((Spot::at(key), name));
            }
        }
        for (spot, name) in unknown {
            self.unknown_key(section, spot, name);
        }
        Some(mapping)
    }

    fn unknown_key(&mut self, section: &'static Section, spot: Spot, name: &str) {
        let names = section.keys.iter().map(|key| key.name);
        let owner = match self.path.last() {
            Some(owner) => format!("`{owner}`"),
            None => "a spec".to_owned(),
        };
        let nearest = nearest(name, names.clone());
        let expected = format!("expected one of {}", list(names));
        self.below(name, |reader| {
            let said = reader.report(
                rules::UNKNOWN_KEY,
                spot,
                format!("{owner} has no key `{name}`"),
            );
            let said = said.expected(expected);
            if let Some(nearest) = nearest {
                said.help(format!("did you mean `{nearest}`?"));
            }
        });
    }

    /// What stands behind a key of a section.
    pub(super) fn field<T: Value>(
        &mut self,
        key: &Key,
        mapping: Option<&Mapping>,
        owner: Spot,
    ) -> Field<T> {
        let found = mapping.and_then(|mapping| entry(mapping, key.name));
        self.below(key.name, |reader| {
            if let Some((name, node)) = found {
                let spot = Spot::of(name, node);
                if let Some(value) = T::decode(node, spot, reader) {
                    let sound = !reader.substitute;
                    return Field { value, spot, sound };
                }
                let value = reader.stand_in(key, spot);
                let sound = false;
                return Field { value, spot, sound };
            }
            let spot = owner.missing();
            let mut sound = !reader.substitute;
            if let Presence::Required { example } = key.presence {
                let place = if spot == Spot::FILE {
                    "the spec".to_owned()
                } else {
                    format!("`{}`", reader.owner())
                };
                reader
                    .report(
                        rules::MISSING_KEY,
                        spot,
                        format!("{place} has no `{}`", key.name),
                    )
                    .expected(format!("expected a line such as `{}: {example}`", key.name));
                sound = false;
            }
            let value = reader.default(key, spot);
            Field { value, spot, sound }
        })
    }

    /// The key that what is being read belongs to.
    fn owner(&self) -> &str {
        self.path.iter().rev().nth(1).map_or("", String::as_str)
    }

    /// The default in place of what could not be read.
    fn stand_in<T: Value>(&mut self, key: &Key, spot: Spot) -> T {
        let before = std::mem::replace(&mut self.substitute, true);
        let value = self.default(key, spot);
        self.substitute = before;
        value
    }

    fn default<T: Value>(&mut self, key: &Key, spot: Spot) -> T {
        let text = match key.presence {
            Presence::Required { example } => Some(example),
            Presence::Default(text) => Some(text),
            Presence::Map { .. } => Some("{}"),
            Presence::Optional { .. } | Presence::Section => None,
        };
        let value = match text {
            Some(text) => literal(text, self),
            None => T::absent(spot, self),
        };
        value.expect("invariant: a test reads the default and the example of every key")
    }

    /// Reports a node that is of another kind than what belongs there, unless the reader of
    /// documents has already said that readers disagree on what it is.
    pub(super) fn unlike(&mut self, shape: &Shape, node: &Node, spot: Spot) {
        let span = self.span(spot);
        // What the reader of documents found stands at the beginning.
        let mut yaml = self
            .findings
            .iter()
            .take_while(|one| one.rule == rules::YAML);
        let told = yaml.any(|one| one.place.as_ref().is_some_and(|place| place.span == span));
        if told {
            return;
        }
        let found = kind(node);
        let expected = format!("expected {}", shape.words());
        let is_text = matches!(
            shape,
            Shape::Text { .. } | Shape::Listed { .. } | Shape::Choice(_)
        );
        let help = match node.as_scalar() {
            Some(scalar) if scalar.kind == ScalarKind::Null => {
                Some("leave the key out, and its default holds".to_owned())
            }
            Some(scalar) if is_text => Some(format!("put quotes around it: `\"{}\"`", scalar.text)),
            Some(_) | None => None,
        };
        let said = self
            .report(rules::TYPE, spot, format!("found {found}"))
            .expected(expected);
        if let Some(help) = help {
            said.help(help);
        }
    }
}

/// A finding that has been reported, to say more about it.
pub(super) struct Said<'r>(Option<&'r mut Finding>);

impl Said<'_> {
    /// What was expected at its place.
    pub(super) fn expected(self, text: impl Into<String>) -> Self {
        self.change(|finding| finding.expected = Some(text.into()))
    }

    /// What to do, where following it works.
    pub(super) fn help(self, text: impl Into<String>) {
        self.change(|finding| finding.help = Some(text.into()));
    }

    /// Another path than the one that is being read.
    pub(super) fn path(self, path: impl Into<String>) -> Self {
        self.change(|finding| finding.path = Some(path.into()))
    }

    fn change(mut self, change: impl FnOnce(&mut Finding)) -> Self {
        if let Some(finding) = &mut self.0 {
            change(finding);
        }
        self
    }
}

/// The value of a text in a declaration, read as a spec is.
pub(super) fn literal<T: Value>(text: &str, reader: &mut Reader<'_>) -> Option<T> {
    let read = crate::document::read(text, Format::Yaml, Dialect::Plain, Limits::DEFAULT);
    let before = std::mem::replace(&mut reader.substitute, true);
    let value = read
        .node
        .and_then(|node| T::decode(&node, Spot::FILE, reader));
    reader.substitute = before;
    value
}
