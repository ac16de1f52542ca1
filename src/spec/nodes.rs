//! Nodes of a spec: their entries, and how messages speak of them.

use std::collections::BTreeSet;

use crate::document::{Mapping, Node, ScalarKind};

/// The first entry of a key, with its key.
pub(super) fn entry<'n>(mapping: &'n Mapping, name: &str) -> Option<(&'n Node, &'n Node)> {
    let mut entries = mapping.entries.iter();
    let found = entries.find(|entry| entry.key.as_text() == Some(name))?;
    Some((&found.key, &found.value))
}

/// Keys that are texts with their values, each key once: the reader of documents reports others.
pub(super) fn pairs(mapping: &Mapping) -> impl Iterator<Item = (&Node, &Node)> {
    let mut seen = BTreeSet::new();
    let entries = mapping.entries.iter();
    entries.filter_map(move |entry| {
        let first = seen.insert(entry.key.as_text()?);
        first.then_some((&entry.key, &entry.value))
    })
}

/// A mapping, or nothing at all, as when all that stands below a key is commented out.
pub(super) fn mapping_or_nothing(node: &Node) -> Option<&Mapping> {
    static EMPTY: Mapping = Mapping {
        entries: Vec::new(),
    };
    let scalar = node.as_scalar();
    let nothing = scalar.is_some_and(|scalar| scalar.kind == ScalarKind::Null);
    node.as_mapping().or(nothing.then_some(&EMPTY))
}

/// What a node is, in words, naming the value where it is short.
pub(super) fn kind(node: &Node) -> String {
    let Some(scalar) = node.as_scalar() else {
        let text = match (node.as_mapping(), node.as_sequence()) {
            (Some(_), _) => "a mapping",
            (None, Some(_)) => "a list",
            (None, None) => "a function",
        };
        return text.to_owned();
    };
    let noun = match scalar.kind {
        ScalarKind::Null => return "nothing".to_owned(),
        ScalarKind::Boolean => "truth value",
        ScalarKind::Integer | ScalarKind::Float => "number",
        ScalarKind::String => "text",
    };
    format!("the {noun} {}", quoted(&scalar.text))
}

/// A value as messages show it.
pub(super) fn quoted(text: &str) -> String {
    let mut characters = text.chars();
    let mut shown: String = characters.by_ref().take(60).collect();
    if characters.next().is_some() {
        shown.push('…');
    }
    format!("`{}`", shown.escape_debug())
}

/// The word most like a misspelt one, if there is one that could have been meant.
pub(super) fn nearest<'w>(word: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    // Very long words are no misspellings, and comparing them takes long.
    if word.len() > 64 {
        return None;
    }
    let lower = word.to_lowercase().replace('-', "_");
    let alike = words.map(|known| {
        let distance = strsim::damerau_levenshtein(&lower, &known.to_lowercase().replace('-', "_"));
        (distance, known)
    });
    let (distance, known) = alike.min_by_key(|(distance, _)| *distance)?;
    (distance <= 1 + known.len() / 3).then_some(known)
}
