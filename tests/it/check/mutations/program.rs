//! The programs of the corpus that are mutated: a root with all that it nests, as texts.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use ess_cfn::document::{Entry, Format, Mapping, Node, Value};
use ess_cfn::resolve::{Library, Source};
use ess_cfn::schema::{self, ResourceType};

use crate::check::corpus;

/// A root, first, with all that it nests.
pub(super) struct Program {
    pub(super) files: Vec<File>,
    before: OnceCell<BTreeSet<(&'static str, String)>>,
}

/// One template.
pub(super) struct File {
    pub(super) path: String,
    pub(super) text: String,
    pub(super) source: Source,
}

/// A change of a text: what stands between two offsets is replaced.
#[derive(Clone, Debug)]
pub(super) struct Edit {
    pub(super) file: usize,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: String,
}

/// Every program of the corpus.
pub(super) fn programs() -> Vec<Program> {
    let templates = corpus::templates();
    let texts = templates
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()));
    let library = corpus::library(texts);
    let roots = ess_cfn::check::roots(&library).into_iter();
    roots
        .map(|root| program(&library, &templates, root))
        .collect()
}

fn program(library: &Library, templates: &[(String, String)], root: String) -> Program {
    let mut paths = vec![root];
    let mut seen = BTreeSet::new();
    let mut files = Vec::new();
    while let Some(path) = paths.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        let source = library.get(&path).unwrap();
        let nested = source.nested_addresses();
        let nested = nested.filter_map(|address| library.path_of(&path, address));
        paths.extend(nested.filter(|path| library.get(path).is_some()));
        let (_, text) = templates.iter().find(|(name, _)| *name == path).unwrap();
        files.push(File {
            text: text.clone(),
            source: Source::clone(source),
            path,
        });
    }
    Program {
        files,
        before: OnceCell::new(),
    }
}

impl Program {
    /// What is found in it as it is: rules and messages.
    pub(super) fn before(&self) -> &BTreeSet<(&'static str, String)> {
        self.before.get_or_init(|| {
            let found = super::findings(&self.after(&[])).into_iter();
            found
                .map(|finding| (finding.rule.id, finding.message))
                .collect()
        })
    }

    /// The texts after some edits.
    pub(super) fn after(&self, edits: &[Edit]) -> Vec<(String, String)> {
        let mut edits: Vec<&Edit> = edits.iter().collect();
        edits.sort_by_key(|edit| std::cmp::Reverse((edit.start, edit.end)));
        let mut texts: Vec<(String, String)> = Vec::new();
        for file in &self.files {
            texts.push((file.path.clone(), file.text.clone()));
        }
        for edit in edits {
            texts[edit.file]
                .1
                .replace_range(edit.start..edit.end, &edit.text);
        }
        texts
    }

    /// The templates that can be mutated: written in YAML, and changed by no macro.
    pub(super) fn yaml(&self) -> impl Iterator<Item = Text<'_>> {
        let files = self.files.iter().enumerate();
        let files = files.filter(|(_, file)| file.source.format == Format::Yaml);
        files
            .map(|(index, file)| Text { index, file })
            .filter(|text| {
                let transform = text.node().get(&["Transform"]);
                let texts = transform.map(|node| match &node.value {
                    Value::Sequence(items) => items.iter().filter_map(Node::as_text).collect(),
                    Value::Scalar(_) | Value::Mapping(_) | Value::Function(_) => {
                        node.as_text().into_iter().collect::<Vec<_>>()
                    }
                });
                let mut texts = texts.into_iter().flatten();
                texts.all(|name| name == "AWS::LanguageExtensions")
            })
    }
}

/// One template that is mutated.
#[derive(Clone, Copy)]
pub(super) struct Text<'p> {
    pub(super) index: usize,
    pub(super) file: &'p File,
}

/// A resource in the text.
#[derive(Clone, Copy)]
pub(super) struct Resource<'p> {
    pub(super) name: &'p str,
    pub(super) key: &'p Node,
    pub(super) node: &'p Node,
    pub(super) resource_type: &'p str,
}

impl<'p> Text<'p> {
    pub(super) fn node(&self) -> &'p Node {
        &self.file.source.node
    }

    /// The entries of a section.
    pub(super) fn section(&self, name: &str) -> &'p [Entry] {
        entries(self.node().get(&[name]))
    }

    /// The resources that are written out.
    pub(super) fn resources(&self) -> impl Iterator<Item = Resource<'p>> + use<'p> {
        self.section("Resources").iter().filter_map(|entry| {
            Some(Resource {
                name: entry.key.as_text()?,
                key: &entry.key,
                node: &entry.value,
                resource_type: entry.value.get(&["Type"])?.as_text()?,
            })
        })
    }

    /// From where to where a node stands.
    pub(super) fn stretch(&self, node: &Node) -> (usize, usize) {
        let span = self.file.source.spans.get(node.id).unwrap();
        (span.start.offset, span.end.offset)
    }

    /// The text of a node.
    pub(super) fn text(&self, node: &Node) -> &'p str {
        let (start, end) = self.stretch(node);
        &self.file.text[start..end]
    }

    pub(super) fn edit(&self, start: usize, end: usize, text: impl Into<String>) -> Edit {
        let (file, text) = (self.index, text.into());
        Edit {
            file,
            start,
            end,
            text,
        }
    }

    /// Another text where a scalar or a function stands.
    pub(super) fn replaced(&self, node: &Node, text: impl Into<String>) -> Edit {
        let (start, end) = self.stretch(node);
        self.edit(start, end, text)
    }

    /// Another value for a key, on one line.
    pub(super) fn valued(&self, entry: &Entry, value: &str) -> Edit {
        let (_, start) = self.stretch(&entry.key);
        let (begin, mut end) = self.stretch(&entry.value);
        // The long form of a function begins at its key, so that its braces stand around it.
        if self.file.text[start..begin].contains('{') {
            end += self.file.text[end..].find('}').unwrap() + 1;
        }
        self.edit(start, end, format!(": {value}"))
    }

    /// A new entry before one that is there. What stands in a flow (`{…}`) is written on its line.
    pub(super) fn inserted(&self, before: &Entry, entry: &str) -> Edit {
        let span = self.file.source.spans.get(before.key.id).unwrap();
        let at = span.start.offset;
        if self.in_flow(at) {
            return self.edit(at, at, format!("{entry}, "));
        }
        let indent = " ".repeat(span.start.column - 1);
        self.edit(at, at, format!("{entry}\n{indent}"))
    }

    /// Without one of several entries of a mapping.
    pub(super) fn removed(&self, mapping: &'p [Entry], index: usize) -> Option<Edit> {
        let entry = &mapping[index];
        let (start, _) = self.stretch(&entry.key);
        if let Some(next) = mapping.get(index + 1) {
            return Some(self.edit(start, self.stretch(&next.key).0, ""));
        }
        let before = &mapping[index.checked_sub(1)?];
        let from = self.end_of(before);
        Some(self.edit(from, self.end_of(entry), ""))
    }

    /// Behind the value of an entry, the brace of a function in its long form included.
    fn end_of(&self, entry: &Entry) -> usize {
        let (_, key) = self.stretch(&entry.key);
        let (begin, end) = self.stretch(&entry.value);
        if self.file.text[key..begin].contains('{') {
            return end + self.file.text[end..].find('}').unwrap() + 1;
        }
        end
    }

    /// Whether a place of the text lies in a flow: the key is not the first on its line but for a dash.
    fn in_flow(&self, at: usize) -> bool {
        let line = self.file.text[..at].rfind('\n').map_or(0, |line| line + 1);
        !self.file.text[line..at]
            .trim_start_matches([' ', '-'])
            .is_empty()
    }

    /// Every function of the text, with the resource whose properties it is in, if any.
    pub(super) fn functions(&self) -> Vec<&'p Node> {
        let mut found = Vec::new();
        for section in ["Conditions", "Resources", "Outputs"] {
            if let Some(node) = self.node().get(&[section]) {
                functions(node, &mut found);
            }
        }
        found
    }

    /// What a name means here: the type of a resource or of a parameter.
    pub(super) fn declares(&self, name: &str) -> bool {
        ["Resources", "Parameters"]
            .iter()
            .any(|section| self.node().get(&[section, name]).is_some())
    }

    /// Every property of every resource whose type is known, nested ones too.
    pub(super) fn sites(&self) -> Vec<Site<'p>> {
        let mut sites = Vec::new();
        for resource in self.resources() {
            let Some(facts) = schema::resource_type(resource.resource_type) else {
                continue;
            };
            let nested = resource.resource_type == "AWS::CloudFormation::Stack";
            let properties = resource.node.get(&["Properties"]);
            let mapping = properties.and_then(Node::as_mapping);
            if let (Some(mapping), false) = (mapping, nested || facts.transform().is_some()) {
                let walk = Walk { facts, resource };
                walk.object(facts.raw(), mapping, true, &mut sites);
            }
        }
        sites
    }
}

/// The entries of a mapping, none of anything else.
pub(super) fn entries(node: Option<&Node>) -> &[Entry] {
    let mapping = node.and_then(Node::as_mapping);
    mapping.map_or(&[], |mapping| mapping.entries.as_slice())
}

fn functions<'p>(node: &'p Node, found: &mut Vec<&'p Node>) {
    match &node.value {
        Value::Scalar(_) => {}
        Value::Sequence(items) => items.iter().for_each(|item| functions(item, found)),
        Value::Mapping(mapping) => {
            for entry in &mapping.entries {
                functions(&entry.value, found);
            }
        }
        Value::Function(function) => {
            found.push(node);
            functions(&function.argument, found);
        }
    }
}

/// A property that is written, beside its facts.
#[derive(Clone, Copy)]
pub(super) struct Site<'p> {
    pub(super) resource: Resource<'p>,
    pub(super) facts: &'static ResourceType,
    /// The mapping that it stands in, and where.
    pub(super) mapping: &'p [Entry],
    pub(super) index: usize,
    /// The facts of that mapping, and of the property.
    pub(super) around: &'static serde_json::Map<String, serde_json::Value>,
    pub(super) schema: &'static serde_json::Value,
    /// Whether it is at the top of the resource.
    pub(super) top: bool,
}

impl<'p> Site<'p> {
    pub(super) fn entry(&self) -> &'p Entry {
        &self.mapping[self.index]
    }

    pub(super) fn name(&self) -> &'p str {
        self.entry().key.as_text().unwrap()
    }

    /// The types that the facts give the property.
    pub(super) fn types(&self) -> Vec<&'static str> {
        let types = &self.schema["type"];
        let several = types.as_array().into_iter().flatten();
        several
            .chain([types])
            .filter_map(|one| one.as_str())
            .collect()
    }

    /// The names that the facts of its mapping list under a key.
    pub(super) fn names(&self, key: &str) -> Vec<&'static str> {
        let names = self.around.get(key).and_then(|names| names.as_array());
        names
            .into_iter()
            .flatten()
            .filter_map(|name| name.as_str())
            .collect()
    }

    /// Whether the value is one scalar.
    pub(super) fn is_scalar(&self) -> bool {
        self.entry().value.as_scalar().is_some()
    }
}

struct Walk<'p> {
    facts: &'static ResourceType,
    resource: Resource<'p>,
}

impl<'p> Walk<'p> {
    fn object(
        &self,
        around: &'static serde_json::Map<String, serde_json::Value>,
        mapping: &'p Mapping,
        top: bool,
        sites: &mut Vec<Site<'p>>,
    ) {
        for (index, entry) in mapping.entries.iter().enumerate() {
            let name = entry.key.as_text();
            let schema = name.and_then(|name| around.get("properties")?.get(name));
            let Some(schema) = schema.map(|schema| self.facts.resolve(schema)) else {
                continue;
            };
            sites.push(Site {
                resource: self.resource,
                facts: self.facts,
                mapping: &mapping.entries,
                index,
                around,
                schema,
                top,
            });
            self.value(schema, &entry.value, sites);
        }
    }

    fn value(&self, schema: &'static serde_json::Value, node: &'p Node, sites: &mut Vec<Site<'p>>) {
        match &node.value {
            Value::Mapping(mapping) => {
                if let Some(schema) = schema.as_object() {
                    self.object(schema, mapping, false, sites);
                }
            }
            Value::Sequence(items) => {
                if let Some(schema) = schema.get("items").map(|items| self.facts.resolve(items)) {
                    items
                        .iter()
                        .for_each(|item| self.value(schema, item, sites));
                }
            }
            Value::Scalar(_) | Value::Function(_) => {}
        }
    }
}
