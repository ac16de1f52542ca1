//! Findings as SARIF 2.1.0, which code scanning of GitHub and others take.
//!
//! Sources: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0"; GitHub Docs, "SARIF
//! support for code scanning". Paths stay relative to the folder of the run, so that they are those
//! of the repository.

use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use super::advice::message_with_advice;
use super::pages::RulePage;
use crate::source::{Finding, Place, Rule, Severity};

/// The schema that the text is one of.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The text of findings as SARIF, in their order.
#[must_use]
pub fn sarif(findings: &[Finding]) -> String {
    let mut rules: IndexMap<&'static str, &'static Rule> = IndexMap::new();
    for finding in findings {
        rules.insert(finding.rule.id, finding.rule);
    }
    rules.sort_keys();
    let results = findings.iter().map(|finding| result(finding, &rules));
    let results: Vec<Value> = results.collect();
    let described: Vec<Value> = rules.values().map(|rule| descriptor(rule)).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "ess-cfn",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": described,
                },
            },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn descriptor(rule: &'static Rule) -> Value {
    let page = RulePage::of(rule);
    let importance = match rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "recommendation",
    };
    json!({
        "id": rule.id,
        "shortDescription": { "text": page.summary() },
        "help": { "text": page.text, "markdown": page.text },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": { "problem.severity": importance },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn result(finding: &Finding, rules: &IndexMap<&'static str, &'static Rule>) -> Value {
    let mut result = Map::new();
    for (key, value) in [
        ("ruleId", json!(finding.rule.id)),
        ("ruleIndex", json!(rules.get_index_of(finding.rule.id))),
        ("level", json!(level(finding.severity()))),
        ("message", json!({ "text": message_with_advice(finding) })),
        ("locations", json!([location(finding)])),
    ] {
        result.insert(key.to_owned(), value);
    }
    let related = finding.related.iter().enumerate();
    let related = related.map(|(id, related)| {
        json!({
            "id": id,
            "message": { "text": related.message },
            "physicalLocation": physical(&related.place),
        })
    });
    let related: Vec<Value> = related.collect();
    if !related.is_empty() {
        result.insert("relatedLocations".to_owned(), Value::Array(related));
    }
    Value::Object(result)
}

/// Where a finding is: in a file, in a stack, or both.
fn location(finding: &Finding) -> Value {
    let mut location = Map::new();
    if let Some(place) = &finding.place {
        location.insert("physicalLocation".to_owned(), physical(place));
    }
    let names = [&finding.stack, &finding.logical_id, &finding.path];
    let names: Vec<&str> = names.into_iter().flatten().map(String::as_str).collect();
    if !names.is_empty() {
        let name = json!([{ "fullyQualifiedName": names.join("/") }]);
        location.insert("logicalLocations".to_owned(), name);
    }
    Value::Object(location)
}

fn physical(place: &Place) -> Value {
    let (start, end) = (place.span.start, place.span.end);
    json!({
        "artifactLocation": { "uri": uri(&place.file) },
        "region": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        },
    })
}

/// A path as a reference: what has a meaning in addresses is escaped, byte by byte.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    if path.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}
