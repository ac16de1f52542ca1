//! The facts of a resource type as a plain JSON Schema, for validators and editors of other makers.
//!
//! Source: JSON Schema, draft 2020-12. Rules that the facts state with words of their own are written
//! with those of the draft; what it has no word for (what a change does, what a reference names) is
//! kept under a name that begins with `x-`. The schema is that of resolved properties: an intrinsic
//! function in their place is what the schema does not know.

use serde_json::{Map, Value, json};

use super::resource_type::ResourceType;

/// Words whose value is a schema.
const ONE: [&str; 6] = ["additionalProperties", "if", "then", "else", "not", "items"];
/// Words whose value is a list of schemas.
const LIST: [&str; 4] = ["allOf", "anyOf", "oneOf", "prefixItems"];
/// Words whose value maps names to schemas.
const NAMED: [&str; 3] = ["properties", "patternProperties", "definitions"];
/// Words that the draft takes as they are.
const PLAIN: [&str; 21] = [
    "$ref",
    "const",
    "default",
    "dependentRequired",
    "deprecated",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "pattern",
    "required",
    "uniqueItems",
];

impl ResourceType {
    /// The JSON Schema of the type's properties.
    #[must_use]
    pub fn json_schema(&self) -> Value {
        let mut schema = Map::new();
        schema.insert(
            "$schema".to_owned(),
            json!("https://json-schema.org/draft/2020-12/schema"),
        );
        schema.insert("title".to_owned(), json!(self.name()));
        schema.insert("type".to_owned(), json!("object"));
        schema.extend(translated(self.raw()));
        schema.insert("additionalProperties".to_owned(), json!(false));
        Value::Object(schema)
    }
}

fn schema(facts: &Value) -> Value {
    match facts {
        Value::Object(facts) => Value::Object(translated(facts)),
        // `true` and `false` are schemas too.
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            facts.clone()
        }
    }
}

fn translated(facts: &Map<String, Value>) -> Map<String, Value> {
    let mut schema_of = Map::new();
    let mut rules = Vec::new();
    for (word, value) in facts {
        let translated = match word.as_str() {
            "doc" => ("description".to_owned(), value.clone()),
            "type" => ("type".to_owned(), value.clone()),
            "requiredXor" => {
                rules.push(json!({ "oneOf": each_required(value) }));
                continue;
            }
            "requiredOr" => {
                rules.push(json!({ "anyOf": each_required(value) }));
                continue;
            }
            "dependentExcluded" => {
                let excluded = |names: &Value| json!({ "not": { "anyOf": each_required(names) } });
                rules.push(json!({ "dependentSchemas": mapped(value, excluded) }));
                continue;
            }
            "dependencies" => {
                let depends = |on: &Value| match on.as_array() {
                    Some(names) => json!({ "required": names }),
                    None => schema(on),
                };
                rules.push(json!({ "dependentSchemas": mapped(value, depends) }));
                continue;
            }
            // Older drafts have one list of schemas, by position, under this name.
            "items" if value.is_array() => ("prefixItems".to_owned(), listed(value)),
            one if ONE.contains(&one) => (word.clone(), schema(value)),
            list if LIST.contains(&list) => (word.clone(), listed(value)),
            named if NAMED.contains(&named) => (word.clone(), mapped(value, schema)),
            plain if PLAIN.contains(&plain) => (word.clone(), value.clone()),
            own => (format!("x-{own}"), value.clone()),
        };
        schema_of.insert(translated.0, translated.1);
    }
    if !rules.is_empty() {
        let all = schema_of.entry("allOf").or_insert_with(|| json!([]));
        if let Value::Array(all) = all {
            all.append(&mut rules);
        }
    }
    schema_of
}

fn listed(schemas: &Value) -> Value {
    let schemas = schemas.as_array().into_iter().flatten();
    schemas.map(schema).collect()
}

fn mapped(map: &Value, translate: impl Fn(&Value) -> Value) -> Value {
    let entries = map.as_object().into_iter().flatten();
    let entries = entries.map(|(name, value)| (name.clone(), translate(value)));
    Value::Object(entries.collect())
}

/// For each name the schema that asks for it.
fn each_required(names: &Value) -> Vec<Value> {
    let names = names.as_array().into_iter().flatten();
    names.map(|name| json!({ "required": [name] })).collect()
}
