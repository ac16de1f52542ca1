//! Templates as they were read, by their paths.
//!
//! Not here: which of them are nested in which (`program`).

use std::sync::Arc;

use indexmap::IndexMap;

use super::for_each;
use crate::document::{Dialect, Format, Limits, Node, NodeId, Problem, Read, Spans, read_bytes};
use crate::source::{Place, Position, Span};

/// The transform whose loops are written out.
const EXTENSIONS: &str = "AWS::LanguageExtensions";

/// A template as it was read.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its file as the user named it.
    pub file: Arc<str>,
    /// How it is written.
    pub format: Format,
    /// The tree; loops are written out in [`Source::expanded`].
    pub node: Node,
    /// The tree as CloudFormation sees it behind the language extensions; nodes that a loop repeats have
    /// the ids of the text.
    pub expanded: Option<Node>,
    /// Whether every loop whose items are known is written out.
    pub whole: bool,
    /// Where nodes stand.
    pub spans: Spans,
    /// What the reader found.
    pub problems: Vec<Problem>,
    /// Whether the tree holds all that the text says.
    pub complete: bool,
    /// The size of the file, in bytes.
    pub bytes: usize,
}

/// Templates by their paths, with `/` on every system.
#[derive(Clone, Debug, Default)]
pub struct Library {
    sources: IndexMap<String, Arc<Source>>,
    addresses: Vec<(String, String)>,
}

impl Source {
    /// Reads a template. A path that ends in `.json`, or a text that begins with a brace, is JSON.
    #[must_use]
    pub fn read(file: &str, bytes: &[u8]) -> Self {
        let format = Self::format_of(file, bytes);
        let Read {
            node,
            spans,
            problems,
            complete,
        } = read_bytes(bytes, format, Dialect::Template, Limits::DEFAULT);
        let node = node.unwrap_or_else(|| Node::mapping(crate::document::Mapping::new()));
        let (expanded, whole) = for_each::expanded(&node);
        Self {
            file: file.into(),
            format,
            expanded,
            whole,
            node,
            spans,
            problems,
            complete,
            bytes: bytes.len(),
        }
    }

    fn format_of(file: &str, bytes: &[u8]) -> Format {
        let named_json = file.ends_with(".json");
        let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
        if named_json
            || (first == Some(&b'{') && !file.ends_with(".yaml") && !file.ends_with(".yml"))
        {
            Format::Json
        } else {
            Format::Yaml
        }
    }

    /// The tree that is judged.
    #[must_use]
    pub fn tree(&self) -> &Node {
        self.expanded.as_ref().unwrap_or(&self.node)
    }

    /// Where a node stands; the beginning of the file for one that stands nowhere.
    #[must_use]
    pub fn place(&self, node: NodeId) -> Place {
        let span = self.spans.get(node);
        Place {
            file: Arc::clone(&self.file),
            span: span.unwrap_or(Span::at(Position::START)),
        }
    }

    /// The names of its transforms; `None` for one that is no text.
    #[must_use]
    pub fn transforms(&self) -> Vec<Option<&str>> {
        let Some(transform) = self.tree().get(&["Transform"]) else {
            return Vec::new();
        };
        match transform.as_sequence() {
            Some(items) => items.iter().map(Node::as_text).collect(),
            None => vec![transform.as_text()],
        }
    }

    /// Whether it has the language extensions, which are written out in its tree.
    #[must_use]
    pub fn is_extended(&self) -> bool {
        self.transforms().contains(&Some(EXTENSIONS))
    }

    /// Whether something that nobody can look into may change it: a macro, or the transform of another
    /// service.
    #[must_use]
    pub fn is_transformed(&self) -> bool {
        let mut transforms = self.transforms().into_iter();
        transforms.any(|name| name != Some(EXTENSIONS))
    }

    /// The addresses of nested templates, as far as they are written out.
    pub fn nested_addresses(&self) -> impl Iterator<Item = &str> {
        let section = self.tree().get(&["Resources"]).and_then(Node::as_mapping);
        let resources = section.into_iter().flat_map(|section| section.iter());
        resources.filter_map(|(_, node)| {
            let is_stack = node.get(&["Type"])?.as_text()? == "AWS::CloudFormation::Stack";
            let address = node.get(&["Properties", "TemplateURL"])?.as_text()?;
            is_stack.then_some(address)
        })
    }

    /// Whether a text looks like a template at all: it has resources, or names the version of its format.
    #[must_use]
    pub fn is_template(&self) -> bool {
        ["Resources", "AWSTemplateFormatVersion", "Transform"]
            .iter()
            .any(|key| self.node.get(&[key]).is_some())
    }
}

impl Library {
    /// Adds a template by its path.
    pub fn add(&mut self, source: Source) {
        self.sources
            .insert(source.file.to_string(), Arc::new(source));
    }

    /// Says that what is below an address lies in a folder, as the manifest of an assembly does.
    pub fn lies(&mut self, address: &str, folder: &str) {
        self.addresses.push((address.to_owned(), folder.to_owned()));
    }

    /// The path that a template means by the address of a nested one; `None` where that is elsewhere.
    #[must_use]
    pub fn path_of(&self, from: &str, address: &str) -> Option<String> {
        for (prefix, folder) in &self.addresses {
            let below = address.strip_prefix(prefix.as_str());
            if let Some(name) = below.and_then(|rest| rest.strip_prefix('/')) {
                return Some(joined(folder, name));
            }
        }
        let elsewhere = ["s3://", "http://", "https://"];
        if elsewhere.iter().any(|scheme| address.starts_with(scheme))
            || address.contains("{{resolve:")
        {
            return None;
        }
        Some(match from.rsplit_once('/') {
            Some(("", _)) => joined("/", address),
            Some((folder, _)) => joined(folder, address),
            None => joined("", address),
        })
    }

    /// A path as templates are found by it: without `.` and `..` where they can be told.
    #[must_use]
    pub fn path(written: &str) -> String {
        joined("", written)
    }

    /// The template of a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Arc<Source>> {
        self.sources.get(path)
    }

    /// Every template with its path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Arc<Source>)> {
        self.sources
            .iter()
            .map(|(path, source)| (path.as_str(), source))
    }
}

/// A path below a folder, without `.` and `..` where they can be told.
fn joined(folder: &str, name: &str) -> String {
    let folder = if name.starts_with('/') { "/" } else { folder };
    let mut parts: Vec<&str> = folder
        .split('/')
        .filter(|part| !part.is_empty() && *part != ".")
        .collect();
    for part in name.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let root = if folder.starts_with('/') { "/" } else { "" };
    format!("{root}{}", parts.join("/"))
}
