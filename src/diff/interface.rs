//! What a root asks of those who deploy it and what it shows to others: parameters, outputs and exports.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::change::InterfaceChange;
use super::state::{Output, Parameter, State};

/// What differs, parameters first, each by its name.
pub(super) fn changes(old: &State<'_, '_>, new: &State<'_, '_>) -> Vec<InterfaceChange> {
    let mut found = Vec::new();
    found.extend(between(
        "parameter",
        &old.parameters,
        &new.parameters,
        shown,
    ));
    found.extend(between(
        "output",
        &old.outputs,
        &new.outputs,
        |output: &Output| output.value.shown(),
    ));
    let exports = |state: &State<'_, '_>| -> BTreeMap<Arc<str>, String> {
        let exports = state.exports.values();
        exports
            .map(|export| (Arc::from(export.name.written()), export.name.shown()))
            .collect()
    };
    found.extend(between(
        "export",
        &exports(old),
        &exports(new),
        Clone::clone,
    ));
    found
}

fn between<T>(
    what: &'static str,
    old: &BTreeMap<Arc<str>, T>,
    new: &BTreeMap<Arc<str>, T>,
    shown: impl Fn(&T) -> String,
) -> Vec<InterfaceChange> {
    let names: BTreeSet<&Arc<str>> = old.keys().chain(new.keys()).collect();
    let changes = names.into_iter().map(|name| InterfaceChange {
        what,
        name: Arc::clone(name),
        old: old.get(name).map(&shown),
        new: new.get(name).map(&shown),
    });
    changes.filter(|change| change.old != change.new).collect()
}

/// A parameter in one line: its type, its value, and what limits it.
fn shown(parameter: &Parameter) -> String {
    let value = match &parameter.value {
        Some(_) if parameter.is_hidden => "hidden".to_owned(),
        Some(value) if parameter.is_default => format!("default {value}"),
        Some(value) => value.to_string(),
        None => "no value".to_owned(),
    };
    let mut text = format!("{}, {value}", parameter.type_name);
    for (name, limit) in &parameter.limits {
        text.push_str(&format!(", {name} {limit}"));
    }
    text
}
