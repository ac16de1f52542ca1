//! What a mapping's keys say: a function in its long form, a merge, a key given twice.
//!
//! Sources: AWS CloudFormation template reference, "Intrinsic functions" (a mapping with one key) and
//! "AWS::LanguageExtensions" (`Fn::ForEach::Name` is a key beside others, and no function); YAML
//! 1.1, "Merge Key Language-Independent Type".

use std::collections::{BTreeMap, BTreeSet};

use super::super::format::Format;
use super::super::intrinsic::Intrinsic;
use super::super::node::{Entry, Node, ScalarKind, Style, Value};
use super::alias::whose;
use super::builder::Builder;
use super::problem::{Problem, ProblemKind};

/// The function that a mapping with this only key is.
pub(super) fn function_of(key: &Node, below_conditions: bool) -> Option<Intrinsic> {
    let scalar = key.as_scalar()?;
    match scalar.text.as_str() {
        _ if scalar.kind != ScalarKind::String => None,
        "Condition" => below_conditions.then_some(Intrinsic::Condition),
        text if text.starts_with("Fn::ForEach::") => None,
        text => Intrinsic::of_key(text),
    }
}

/// Reports `<<` and puts what it names in its place, as far as the mapping has no such keys.
pub(super) fn merge(entries: Vec<Entry>, builder: &mut Builder<'_>) -> Vec<Entry> {
    if builder.format == Format::Json || !entries.iter().any(is_merge) {
        return entries;
    }
    let own = entries.iter().filter(|entry| !is_merge(entry));
    let mut present: BTreeSet<String> = own
        .filter_map(|entry| entry.key.as_text())
        .map(str::to_owned)
        .collect();
    let mut merged = Vec::with_capacity(entries.len());
    for entry in entries {
        if !is_merge(&entry) {
            merged.push(entry);
            continue;
        }
        let whose = whose(builder.dialect);
        let message = format!("`<<` merges another mapping into this one; {whose} takes no merges");
        let span = builder.span(entry.key.id);
        let problem = Problem::new(ProblemKind::MergeKey, span, message);
        builder.report(problem.suggest("write the keys out"));
        let mut is_new = |entry: &Entry| {
            let key = entry.key.as_text();
            key.is_some_and(|key| present.insert(key.to_owned()))
        };
        merged.extend(sources(entry.value).into_iter().filter(&mut is_new));
    }
    merged
}

fn is_merge(entry: &Entry) -> bool {
    let key = entry.key.as_scalar();
    key.is_some_and(|key| key.style == Style::Plain && key.text == "<<")
}

/// The entries that a merge brings: those of a mapping, or of a list of mappings.
fn sources(value: Node) -> Vec<Entry> {
    let entries = |value| match value {
        Value::Mapping(mapping) => mapping.entries,
        Value::Scalar(_) | Value::Sequence(_) | Value::Function(_) => Vec::new(),
    };
    match value.value {
        Value::Sequence(items) => {
            let items = items.into_iter();
            items.flat_map(|item| entries(item.value)).collect()
        }
        value @ (Value::Mapping(_) | Value::Scalar(_) | Value::Function(_)) => entries(value),
    }
}

/// Reports keys that are given twice and keys that are no texts.
pub(super) fn report_keys(entries: &[Entry], builder: &mut Builder<'_>) {
    let mut first_places = BTreeMap::new();
    for entry in entries {
        let span = builder.span(entry.key.id);
        let found = match &entry.key.value {
            Value::Scalar(scalar) if scalar.kind != ScalarKind::Null => {
                let text = scalar.text.as_str();
                if let Some(first) = first_places.get(text) {
                    let message = format!("`{text}` is given twice in this mapping");
                    let problem = Problem::new(ProblemKind::DuplicateKey, span, message);
                    builder.report(problem.relate(format!("`{text}` is given here first"), *first));
                } else {
                    first_places.insert(text, span);
                }
                continue;
            }
            Value::Scalar(_) => "nothing",
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "a mapping",
            Value::Function(_) => "a function",
        };
        let message = format!("expected a text as key, found {found}");
        builder.report(Problem::new(ProblemKind::Key, span, message));
    }
}
