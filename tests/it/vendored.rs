//! The vendored facts as files: their layout, what the registry makes of them, and whether they agree
//! with themselves.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use ess_cfn::schema::{self, ResourceType};
use serde_json::{Map, Value};

fn facts_files() -> Vec<(PathBuf, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/facts");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.clone(), fs::read_to_string(path).unwrap()))
        .collect();
    files.sort();
    files
}

fn known(name: &str) -> &'static ResourceType {
    schema::resource_type(name).unwrap_or_else(|| panic!("{name} is not known"))
}

#[test]
fn the_facts_files_are_sorted_with_a_property_per_line() {
    for (path, text) in facts_files() {
        let types: Map<String, Value> = serde_json::from_str(&text).unwrap();
        assert!(
            text == layout(&types),
            "{} is not as `make refresh-facts` writes it",
            path.display()
        );
        let service = path
            .file_stem()
            .unwrap()
            .to_str()
            .unwrap()
            .replace("Alexa-", "");
        assert!(
            types
                .keys()
                .all(|name| name.split("::").nth(1) == Some(&service)),
            "{}",
            path.display()
        );
    }
}

/// The canonical text of a facts file, written a second time so that a hand edit is noticed.
fn layout(types: &Map<String, Value>) -> String {
    fn sorted(map: &Map<String, Value>) -> BTreeMap<&String, &Value> {
        map.iter().collect()
    }
    fn entries(map: &Map<String, Value>, depth: usize) -> String {
        let pad = " ".repeat(depth);
        let lines: Vec<_> = sorted(map)
            .into_iter()
            .map(|(name, value)| format!("{pad}\"{name}\":{}", inline(value, depth)))
            .collect();
        if lines.is_empty() {
            return "{}".to_owned();
        }
        format!("{{\n{}\n{}}}", lines.join(",\n"), " ".repeat(depth - 1))
    }
    fn member(key: &str, value: &Value, depth: usize) -> String {
        let opened = ["properties", "attributes", "definitions"].contains(&key);
        match value.as_object().filter(|_| opened) {
            Some(map) => entries(map, depth + 1),
            None => inline(value, depth),
        }
    }
    fn inline(value: &Value, depth: usize) -> String {
        match value {
            Value::Object(map) => {
                let parts = sorted(map).into_iter();
                let parts: Vec<_> = parts
                    .map(|(key, value)| {
                        format!(
                            "{}:{}",
                            Value::from(key.as_str()),
                            member(key, value, depth)
                        )
                    })
                    .collect();
                format!("{{{}}}", parts.join(","))
            }
            Value::Array(list) => {
                let parts: Vec<_> = list.iter().map(|value| inline(value, depth)).collect();
                format!("[{}]", parts.join(","))
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.to_string(),
        }
    }
    let types: Vec<_> = sorted(types)
        .into_iter()
        .map(|(name, facts)| {
            let facts = sorted(facts.as_object().unwrap()).into_iter();
            let lines: Vec<_> = facts
                .map(|(key, value)| format!(" \"{key}\":{}", member(key, value, 1)))
                .collect();
            format!("\"{name}\":{{\n{}\n}}", lines.join(",\n"))
        })
        .collect();
    format!("{{\n{}\n}}\n", types.join(",\n"))
}

#[test]
fn the_registry_holds_exactly_what_the_files_hold() {
    let mut names = Vec::new();
    for (_, text) in facts_files() {
        let types: Map<String, Value> = serde_json::from_str(&text).unwrap();
        for (name, facts) in types {
            assert_eq!(Some(known(&name).raw()), facts.as_object(), "{name}");
            names.push(name);
        }
    }
    names.sort();
    assert_eq!(schema::types().collect::<Vec<_>>(), names);
    assert!(names.len() > 1800, "{} types", names.len());
}

#[test]
fn every_reference_within_a_type_leads_somewhere() {
    fn walk(owner: &ResourceType, node: &Value) {
        if let Some(reference) = node.get("$ref").and_then(Value::as_str) {
            let name = reference.strip_prefix("#/definitions/");
            assert!(
                name.is_some_and(|name| owner.definition(name).is_some()),
                "{}: {reference}",
                owner.name()
            );
        }
        match node {
            Value::Object(map) => map.values().for_each(|child| walk(owner, child)),
            Value::Array(list) => list.iter().for_each(|child| walk(owner, child)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    for resource_type in schema::types().map(known) {
        resource_type
            .raw()
            .values()
            .for_each(|facts| walk(resource_type, facts));
    }
}

#[test]
fn every_required_property_can_be_written() {
    for resource_type in schema::types().map(known) {
        for name in resource_type.required() {
            assert!(
                resource_type.property(name).is_some(),
                "{} {name}",
                resource_type.name()
            );
        }
    }
}
