//! Values that operators keep in a file of their own, such as the image tags of today.
//!
//! The file is a mapping of parameters to values, or a list of `Key=Value` as the files have it that
//! this tool writes; in YAML or JSON. It is read and never written. Not here: which parameters
//! there are (`parameters`).

use std::sync::Arc;

use indexmap::IndexMap;

use super::parameters::Parameters;
use crate::document::{self, Dialect, Format, Limits, Node, Read, ScalarKind, Value};
use crate::source::{Finding, Rule, Severity, Span};

/// A file that can't be read as it was meant.
const SYNTAX: &Rule = &Rule {
    id: "values-syntax",
    severity: Severity::Error,
    page: "The file of values is no YAML or JSON that every reader understands alike.",
};

/// Something that is no value.
const FORM: &Rule = &Rule {
    id: "values-form",
    severity: Severity::Error,
    page: "A file of values is a mapping of parameters to values, or a list of `Key=Value`. A value \
           is a text, a number, a truth value, or a list of them.",
};

/// A parameter that the root stack does not have.
const UNKNOWN: &Rule = &Rule {
    id: "values-unknown-parameter",
    severity: Severity::Error,
    page: "The file of values names a parameter that the root stack does not have. CloudFormation \
           would refuse the deployment.",
};

/// One parameter with two values.
const TWICE: &Rule = &Rule {
    id: "values-twice",
    severity: Severity::Error,
    page: "The files of values have two values for one parameter, and nobody can tell which is meant.",
};

/// The rules of files of values.
pub const VALUES_RULES: &[&Rule] = &[SYNTAX, FORM, UNKNOWN, TWICE];

impl Parameters {
    /// Takes the values of files over, each a name with its text; what is wrong with them comes back
    /// all at once.
    pub fn merge(&mut self, files: &[(Arc<str>, String)]) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut seen = IndexMap::new();
        for (file, text) in files {
            let format = Format::of_path(file).unwrap_or_else(|| Format::of_text(text));
            let read = document::read(text, format, Dialect::Plain, Limits::DEFAULT);
            let problems = read.problems.iter();
            findings.extend(problems.map(|one| one.finding(SYNTAX, file)));
            // A file with nothing in it has no values. What is missing in an incomplete tree may
            // well be in the text.
            let node = read.node.as_ref().filter(|_| read.complete);
            let mut merge = Merge {
                file,
                read: &read,
                findings: &mut findings,
                seen: &mut seen,
            };
            if let Some(node) = node {
                merge.all(node, self);
            }
        }
        findings
    }
}

/// A file while it is taken over.
struct Merge<'a> {
    file: &'a Arc<str>,
    read: &'a Read,
    findings: &'a mut Vec<Finding>,
    seen: &'a mut IndexMap<String, (Arc<str>, Span)>,
}

impl Merge<'_> {
    fn all(&mut self, node: &Node, parameters: &mut Parameters) {
        match &node.value {
            Value::Mapping(mapping) => {
                for entry in &mapping.entries {
                    if let Some(name) = entry.key.as_text() {
                        let value = self.value(name, &entry.value);
                        self.set(name, &entry.key, value, parameters);
                    }
                }
            }
            Value::Sequence(items) => {
                for item in items {
                    match item.as_text().and_then(|text| text.split_once('=')) {
                        Some((name, value)) => {
                            self.set(name, item, Some(value.to_owned()), parameters);
                        }
                        None => {
                            let message = "this is no value of a parameter";
                            self.found(FORM, item, message, "expected `\"Key=Value\"`");
                        }
                    }
                }
            }
            Value::Scalar(_) | Value::Function(_) => {
                let expected = "expected a mapping `Key: value`, or a list of `\"Key=Value\"`";
                self.found(FORM, node, "this is no file of values", expected);
            }
        }
    }

    /// What a value says in the one text that a parameter is.
    fn value(&mut self, name: &str, node: &Node) -> Option<String> {
        let texts = match &node.value {
            Value::Sequence(items) => items.iter().map(scalar).collect::<Option<Vec<_>>>(),
            Value::Scalar(_) | Value::Mapping(_) | Value::Function(_) => {
                scalar(node).map(|text| vec![text])
            }
        };
        if texts.is_none() {
            let message = format!("`{name}` has no value that a parameter takes");
            let expected = "expected a text, a number, a truth value, or a list of them";
            self.found(FORM, node, &message, expected);
        }
        texts.map(|texts| texts.join(","))
    }

    fn set(&mut self, name: &str, node: &Node, value: Option<String>, to: &mut Parameters) {
        let span = self.read.spans.get(node.id);
        let is_list = matches!(&self.read.node, Some(node) if node.as_sequence().is_some());
        // Of one mapping the reader says so itself.
        if let Some((before, first)) = self.seen.get(name)
            && (is_list || before != self.file)
        {
            let message = format!("`{name}` has two values");
            let mut finding = Finding::new(TWICE, message).related("the first", before, *first);
            if let Some(span) = span {
                finding = finding.at(self.file, span).expected("expected one of them");
            }
            self.findings.push(finding);
            return;
        }
        if let Some(span) = span {
            self.seen
                .insert(name.to_owned(), (Arc::clone(self.file), span));
        }
        if let Err(unknown) = to.set(name, value.unwrap_or_default()) {
            let expected = match &unknown.nearest {
                Some(nearest) => format!("expected a parameter such as `{nearest}`"),
                None => "expected a parameter of the root stack".to_owned(),
            };
            self.found(UNKNOWN, node, &unknown.to_string(), &expected);
        }
    }

    fn found(&mut self, rule: &'static Rule, node: &Node, message: &str, expected: &str) {
        let finding = Finding::new(rule, message).expected(expected);
        let finding = match self.read.spans.get(node.id) {
            Some(span) => finding.at(self.file, span),
            None => finding,
        };
        self.findings.push(finding);
    }
}

/// The text of one value as it was written; none for what is no value at all.
fn scalar(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Scalar(scalar) if scalar.kind != ScalarKind::Null => Some(&scalar.text),
        Value::Scalar(_) | Value::Sequence(_) | Value::Mapping(_) | Value::Function(_) => None,
    }
}
