//! The JSON Schema of the spec, for editors and other tools.
//!
//! It refuses what can be refused by looking at one value; rules marked `reader_only` are left to
//! the reader. Not here: the shapes (`sections`).

use serde_json::{Map, Value, json};

use crate::document::{self, Dialect, Format, Limits, Node, ScalarKind};

use super::sections::Spec;
use super::shape::{Key, Presence, Section, Shape, joined};

/// A key with nothing behind it is a mapping without entries: all below it is commented out.
const MAPPING: [&str; 2] = ["object", "null"];

/// The JSON Schema of a spec, draft 2020-12, as text.
#[must_use]
pub fn json_schema() -> String {
    let mut definitions = Map::new();
    let mut root = Map::new();
    root.insert(
        "$schema".to_owned(),
        json!("https://json-schema.org/draft/2020-12/schema"),
    );
    root.insert("$id".to_owned(), json!("urn:ess-cfn:spec"));
    root.insert("title".to_owned(), json!("Spec of ess-cfn"));
    root.append(&mut section(&Spec::SECTION, &mut definitions));
    definitions.sort_keys();
    root.insert("$defs".to_owned(), Value::Object(definitions));
    let text = serde_json::to_string_pretty(&root);
    text.expect("invariant: a map of texts and numbers") + "\n"
}

/// A section; definitions that it refers to are added.
fn section(section: &Section, definitions: &mut Map<String, Value>) -> Map<String, Value> {
    let mut properties = Map::new();
    for key in section.keys {
        properties.insert(key.name.to_owned(), property(key, definitions));
    }
    let required = section
        .keys
        .iter()
        .filter(|key| matches!(key.presence, Presence::Required { .. }));
    let required: Vec<&str> = required.map(|key| key.name).collect();
    let mut object = Map::new();
    object.insert("description".to_owned(), json!(joined(section.about)));
    // With nothing behind its key it would lack what it must have.
    let kind = if required.is_empty() {
        json!(MAPPING)
    } else {
        json!("object")
    };
    object.insert("type".to_owned(), kind);
    object.insert("properties".to_owned(), Value::Object(properties));
    if !required.is_empty() {
        object.insert("required".to_owned(), json!(required));
    }
    object.insert("additionalProperties".to_owned(), json!(false));
    object
}

fn property(key: &Key, definitions: &mut Map<String, Value>) -> Value {
    let mut property = Map::new();
    let shape = (key.shape)();
    property.insert("description".to_owned(), json!(description(key, &shape)));
    property.append(&mut value(&shape, definitions));
    match key.presence {
        Presence::Default(text) => {
            property.insert("default".to_owned(), literal(text));
        }
        Presence::Map { example } => {
            property.insert("default".to_owned(), json!({}));
            property.insert("examples".to_owned(), json!([literal(example)]));
        }
        Presence::Required { example } | Presence::Optional { example, .. } => {
            // An empty mapping shows nothing.
            if example != "{}" {
                property.insert("examples".to_owned(), json!([literal(example)]));
            }
        }
        Presence::Section => {}
    }
    Value::Object(property)
}

/// What a key is for, what its words mean, and what happens without it.
fn description(key: &Key, shape: &Shape) -> String {
    let mut text = key.text();
    for (word, meaning) in shape.choices() {
        text.push_str(&format!("\n- `{word}`: {meaning}"));
    }
    if let Presence::Optional { without, .. } = key.presence {
        text.push_str(&format!("\nWithout it: {without}."));
    }
    text
}

fn value(shape: &Shape, definitions: &mut Map<String, Value>) -> Map<String, Value> {
    let schema = match shape {
        Shape::Text { pattern, most, .. } => text(json!("string"), Some(pattern), *most),
        Shape::Scalar { pattern, most } => text(
            json!(["string", "number", "boolean"]),
            pattern.as_deref(),
            *most,
        ),
        Shape::Listed { words, .. } => json!({ "type": "string", "enum": words }),
        Shape::Choice(choices) => {
            let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
            json!({ "type": "string", "enum": words })
        }
        Shape::Whole { min, max } => json!({ "type": "integer", "minimum": min, "maximum": max }),
        Shape::Numbers(numbers) => json!({ "type": "integer", "enum": numbers }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Section(section) => reference(section, definitions),
        Shape::Named {
            key,
            value: entry,
            offered,
            required,
        } => {
            let entry = value(entry, definitions);
            let mut other = entry.clone();
            if !required.is_empty() {
                other.insert("required".to_owned(), json!(required));
            }
            let mut object = json!({
                "type": MAPPING,
                "propertyNames": value(key, definitions),
                "additionalProperties": other,
            });
            if let (Some(object), false) = (object.as_object_mut(), offered.is_empty()) {
                let offered = offered
                    .iter()
                    .map(|name| ((*name).to_owned(), json!(entry)));
                object.insert("properties".to_owned(), Value::Object(offered.collect()));
            }
            object
        }
        Shape::List {
            item,
            min,
            max,
            repeats,
        } => {
            let mut list = json!({
                "type": "array",
                "items": value(item, definitions),
                "minItems": min,
                "uniqueItems": !repeats,
            });
            if let (Some(list), true) = (list.as_object_mut(), *max < usize::MAX) {
                list.insert("maxItems".to_owned(), json!(max));
            }
            list
        }
        Shape::Either(shapes) => {
            let any = shapes.iter().map(|shape| alternative(shape, definitions));
            let any: Vec<_> = any.collect();
            json!({ "anyOf": any })
        }
    };
    match schema {
        Value::Object(map) => map,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            Map::new()
        }
    }
}

/// A shape beside others: nothing at all is none of them.
fn alternative(shape: &Shape, definitions: &mut Map<String, Value>) -> Map<String, Value> {
    let mut schema = value(shape, definitions);
    if matches!(shape, Shape::Section(_)) {
        schema.insert("type".to_owned(), json!("object"));
    }
    schema
}

fn text(kind: Value, pattern: Option<&str>, most: Option<usize>) -> Value {
    let mut text = Map::new();
    text.insert("type".to_owned(), kind);
    if let Some(pattern) = pattern {
        text.insert("pattern".to_owned(), json!(pattern));
    }
    if let Some(most) = most {
        text.insert("maxLength".to_owned(), json!(most));
    }
    Value::Object(text)
}

fn reference(of: &'static Section, definitions: &mut Map<String, Value>) -> Value {
    if !definitions.contains_key(of.name) {
        definitions.insert(of.name.to_owned(), Value::Null);
        let definition = section(of, definitions);
        definitions.insert(of.name.to_owned(), Value::Object(definition));
    }
    json!({ "$ref": format!("#/$defs/{}", of.name) })
}

/// A value of a declaration, as JSON.
fn literal(text: &str) -> Value {
    let read = document::read(text, Format::Yaml, Dialect::Plain, Limits::DEFAULT);
    read.node.as_ref().map_or(Value::Null, json)
}

fn json(node: &Node) -> Value {
    if let Some(items) = node.as_sequence() {
        return items.iter().map(json).collect();
    }
    if let Some(mapping) = node.as_mapping() {
        let entries = mapping
            .iter()
            .map(|(key, value)| (key.to_owned(), json(value)));
        return Value::Object(entries.collect());
    }
    let Some(scalar) = node.as_scalar() else {
        return Value::Null;
    };
    match scalar.kind {
        ScalarKind::Null => Value::Null,
        ScalarKind::Boolean => json!(scalar.text == "true"),
        ScalarKind::Integer | ScalarKind::Float => scalar
            .text
            .parse::<u64>()
            .map_or(Value::Null, |number| json!(number)),
        ScalarKind::String => json!(scalar.text),
    }
}
