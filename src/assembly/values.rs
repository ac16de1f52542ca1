//! Values that operators keep in a file of their own, such as the image tags of today.
//!
//! The file is a mapping of parameters to values, or a list of `Key=Value` or of `ParameterKey` and
//! `ParameterValue` as the files have it that this tool writes; in YAML or JSON. It is read and never written. Not here: which parameters
//! there are (`parameters`).

use std::sync::Arc;

use indexmap::IndexMap;

use super::parameters::{Parameters, UnknownParameter};
use crate::document::{self, Dialect, Format, Limits, Node, Read, ScalarKind, Value};
use crate::source::{Finding, Place, Rule, Severity};

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

/// What files of values give one parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenValue {
    /// The value; none where what is written is no value.
    pub text: Option<String>,
    /// Where the name is written.
    pub place: Option<Place>,
}

impl GivenValue {
    /// What is found of a value whose name is that of no parameter.
    #[must_use]
    pub fn unknown(&self, unknown: &UnknownParameter) -> Finding {
        let expected = match &unknown.nearest {
            Some(nearest) => format!("expected a parameter such as `{nearest}`"),
            None => "expected a parameter of the root stack".to_owned(),
        };
        let finding = Finding::new(UNKNOWN, unknown.to_string()).expected(expected);
        match &self.place {
            Some(place) => finding.at(&place.file, place.span),
            None => finding,
        }
    }
}

impl Parameters {
    /// Takes the values of files over, each a name with its text; what is wrong with them comes back
    /// all at once.
    pub fn merge(&mut self, files: &[(Arc<str>, String)]) -> Vec<Finding> {
        let (values, mut findings) = given(files);
        for (name, value) in values {
            let text = value.text.clone().unwrap_or_default();
            if let Err(unknown) = self.set(&name, text) {
                findings.push(value.unknown(&unknown));
            }
        }
        findings
    }
}

/// The values that files give, by the names of parameters, and what is wrong with the files.
#[must_use]
pub fn given(files: &[(Arc<str>, String)]) -> (IndexMap<String, GivenValue>, Vec<Finding>) {
    let mut findings = Vec::new();
    let mut values = IndexMap::new();
    for (file, text) in files {
        let format = Format::of_path(file).unwrap_or_else(|| Format::of_text(text));
        let read = document::read(text, format, Dialect::Plain, Limits::DEFAULT);
        let problems = read.problems.iter();
        findings.extend(problems.map(|one| one.finding(SYNTAX, file)));
        // A file with nothing in it has no values. What is missing in an incomplete tree may
        // well be in the text.
        let node = read.node.as_ref().filter(|_| read.complete);
        let mut gathered = Gathered {
            file,
            read: &read,
            findings: &mut findings,
            values: &mut values,
        };
        if let Some(node) = node {
            gathered.all(node);
        }
    }
    (values, findings)
}

/// The values so far, and the file that is being read.
struct Gathered<'a> {
    file: &'a Arc<str>,
    read: &'a Read,
    findings: &'a mut Vec<Finding>,
    values: &'a mut IndexMap<String, GivenValue>,
}

impl Gathered<'_> {
    fn all(&mut self, node: &Node) {
        match &node.value {
            Value::Mapping(mapping) => {
                for entry in &mapping.entries {
                    if let Some(name) = entry.key.as_text() {
                        let value = self.value(name, &entry.value);
                        self.set(name, &entry.key, value);
                    }
                }
            }
            Value::Sequence(items) => items.iter().for_each(|item| self.item(item)),
            Value::Scalar(_) | Value::Function(_) => {
                let expected = "expected a mapping `Key: value`, or a list of `\"Key=Value\"`";
                self.found(FORM, node, "this is no file of values", expected);
            }
        }
    }

    /// `Key=Value`, or a mapping of `ParameterKey` and `ParameterValue`.
    fn item(&mut self, item: &Node) {
        if let Some((name, value)) = item.as_text().and_then(|text| text.split_once('=')) {
            self.set(name, item, Some(value.to_owned()));
            return;
        }
        let name = item.get(&["ParameterKey"]).and_then(Node::as_text);
        match (name, item.get(&["ParameterValue"])) {
            (Some(name), Some(value)) => {
                let value = self.value(name, value);
                self.set(name, item, value);
            }
            // The value of the last deployment, which nobody knows here.
            (Some(_), None) if item.get(&["UsePreviousValue"]).is_some() => {}
            (Some(_) | None, _) => {
                let message = "this is no value of a parameter";
                self.found(FORM, item, message, "expected `\"Key=Value\"`");
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

    fn set(&mut self, name: &str, node: &Node, text: Option<String>) {
        let span = self.read.spans.get(node.id);
        let is_list = matches!(&self.read.node, Some(node) if node.as_sequence().is_some());
        // Of one mapping the reader says so itself.
        if let Some(before) = self.values.get(name).and_then(|value| value.place.as_ref())
            && (is_list || before.file != *self.file)
        {
            let message = format!("`{name}` has two values");
            let mut finding =
                Finding::new(TWICE, message).related("the first", &before.file, before.span);
            if let Some(span) = span {
                finding = finding.at(self.file, span).expected("expected one of them");
            }
            self.findings.push(finding);
            return;
        }
        let place = span.map(|span| Place {
            file: Arc::clone(self.file),
            span,
        });
        self.values
            .insert(name.to_owned(), GivenValue { text, place });
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
