//! `Fn::ForEach` written out, as the language extensions do before anything else happens.
//!
//! Source: AWS CloudFormation template reference, "Fn::ForEach". Repeated nodes keep the ids of the text, so
//! that they stand where the loop does. Not here: collections that are known when the template is
//! deployed alone; their loops stay as they are.

use crate::document::{Entry, Mapping, Node, Value};

/// The most that loops make: nodes, and stretches of 64 bytes of text.
const MOST: usize = 250_000;

/// The longest text that an item is written into, in bytes: more than a template may have.
const LONGEST_TEXT: usize = 1 << 20;

/// The tree without loops, `None` where there are none; and whether all that could be were written out.
pub(super) fn expanded(tree: &Node) -> (Option<Node>, bool) {
    if !has_loop(tree) {
        return (None, true);
    }
    let mut tree = tree.clone();
    let defaults = tree.get(&["Parameters"]).cloned();
    let mut made = 0;
    expand(&mut tree, defaults.as_ref(), &mut made);
    (Some(tree), made <= MOST)
}

fn has_loop(node: &Node) -> bool {
    match &node.value {
        Value::Scalar(_) => false,
        Value::Sequence(items) => items.iter().any(has_loop),
        Value::Mapping(mapping) => mapping
            .entries
            .iter()
            .any(|entry| is_loop(entry) || has_loop(&entry.value)),
        Value::Function(function) => has_loop(&function.argument),
    }
}

fn is_loop(entry: &Entry) -> bool {
    entry
        .key
        .as_text()
        .is_some_and(|key| key.starts_with("Fn::ForEach::"))
}

fn expand(node: &mut Node, parameters: Option<&Node>, made: &mut usize) {
    match &mut node.value {
        Value::Scalar(_) => {}
        Value::Sequence(items) => items
            .iter_mut()
            .for_each(|item| expand(item, parameters, made)),
        Value::Function(function) => expand(&mut function.argument, parameters, made),
        Value::Mapping(mapping) => {
            let entries = std::mem::take(&mut mapping.entries);
            for mut entry in entries {
                match is_loop(&entry)
                    .then(|| repeated(&entry, parameters, made))
                    .flatten()
                {
                    Some(entries) => {
                        for entry in entries {
                            // A loop inside of a loop.
                            let mut inner = Node::mapping(Mapping {
                                entries: vec![entry],
                            });
                            expand(&mut inner, parameters, made);
                            if let Value::Mapping(inner) = inner.value {
                                mapping.entries.extend(inner.entries);
                            }
                        }
                    }
                    None => {
                        expand(&mut entry.value, parameters, made);
                        mapping.entries.push(entry);
                    }
                }
            }
        }
    }
}

/// The entries that a loop makes, if its collection is known.
fn repeated(entry: &Entry, parameters: Option<&Node>, made: &mut usize) -> Option<Vec<Entry>> {
    let [identifier, collection, body] = entry.value.as_sequence()? else {
        return None;
    };
    let identifier = identifier.as_text()?;
    let items: Vec<String> = match collection.as_sequence() {
        Some(items) => items
            .iter()
            .map(|item| item.as_text().map(str::to_owned))
            .collect::<Option<_>>()?,
        None => {
            let name = collection.as_function()?.argument.as_text()?;
            let default = parameters?.get(&[name, "Default"])?.as_text()?;
            default
                .split(',')
                .map(|item| item.trim().to_owned())
                .collect()
        }
    };
    let body = body.as_mapping()?;
    let mut entries = Vec::new();
    for item in &items {
        for one in &body.entries {
            let mut one = one.clone();
            replace(&mut one.key, identifier, item);
            replace(&mut one.value, identifier, item);
            *made += weight(&one.key) + weight(&one.value);
            if *made > MOST {
                return None;
            }
            entries.push(one);
        }
    }
    Some(entries)
}

/// How many nodes there are, and stretches of text in them.
fn weight(node: &Node) -> usize {
    match &node.value {
        Value::Scalar(scalar) => 1 + scalar.text.len() / 64,
        Value::Sequence(items) => 1 + items.iter().map(weight).sum::<usize>(),
        Value::Mapping(mapping) => {
            let entries = mapping.entries.iter();
            let entries = entries.map(|entry| weight(&entry.key) + weight(&entry.value));
            1 + entries.sum::<usize>()
        }
        Value::Function(function) => 1 + weight(&function.argument),
    }
}

/// Writes the item wherever the identifier stands.
fn replace(node: &mut Node, identifier: &str, item: &str) {
    match &mut node.value {
        Value::Scalar(scalar) => {
            let plain: String = item.chars().filter(char::is_ascii_alphanumeric).collect();
            for (pattern, text) in [
                (format!("${{{identifier}}}"), item),
                (format!("&{{{identifier}}}"), plain.as_str()),
            ] {
                let count = scalar.text.matches(&pattern).count();
                if count > 0 && scalar.text.len() + count * text.len() <= LONGEST_TEXT {
                    scalar.text = scalar.text.replace(&pattern, text);
                }
            }
        }
        Value::Sequence(items) => items
            .iter_mut()
            .for_each(|one| replace(one, identifier, item)),
        Value::Mapping(mapping) => {
            for entry in &mut mapping.entries {
                replace(&mut entry.key, identifier, item);
                replace(&mut entry.value, identifier, item);
            }
        }
        Value::Function(function) => {
            let is_ref = function.name == crate::document::Intrinsic::Ref;
            if is_ref && function.argument.as_text() == Some(identifier) {
                let id = node.id;
                *node = Node::text(item);
                node.id = id;
                return;
            }
            replace(&mut function.argument, identifier, item);
        }
    }
}
