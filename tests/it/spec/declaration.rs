//! What is made of the declaration: the JSON Schema, the file that `init` writes, the reference.

use ess_cfn::architecture::{Architecture, Profile};
use ess_cfn::spec::{RULES, json_schema, reference, starter, with_reference};
use serde_json::Value;

use super::{architecture, below, findings, read};
use crate::deployments::draft;
use crate::repository;

#[test]
fn a_spec_without_anything_optional_is_the_default_deployment() {
    let expected = Architecture::new(draft()).unwrap();
    assert_eq!(architecture(&below("")), expected);
}

#[test]
fn the_committed_schema_is_the_one_of_the_declaration() {
    let path = "schemas/spec.schema.json";
    let committed = repository::texts().remove(path).unwrap_or_default();
    assert!(
        committed == json_schema(),
        "{path} is out of date: run `make generate`"
    );
}

#[test]
fn the_reference_in_the_readme_is_the_one_of_the_declaration() {
    let readme = repository::texts().remove("README.md").unwrap();
    assert!(
        with_reference(&readme).unwrap() == readme,
        "README.md is out of date: run `make generate`"
    );
}

#[test]
fn the_file_of_init_is_read_without_findings_and_means_the_defaults() {
    for profile in Profile::ALL {
        let text = starter(profile, "spec.schema.json");
        assert!(text.starts_with("# yaml-language-server: $schema=spec.schema.json\n"));
        let plain = below(&format!("profile: {}\n", profile.word()));
        assert_eq!(architecture(&text), architecture(&plain));
    }
}

#[test]
fn what_the_file_of_init_has_in_comments_are_the_defaults() {
    let text = starter(Profile::Ess10, "spec.schema.json");
    // Below the blank line behind its head, every comment that is a line of the spec, once.
    let (_, body) = text.split_once("\n\n").unwrap();
    let uncommented: String = body
        .lines()
        .filter(|line| !line.starts_with("# ") || is_spec(&line[2..]))
        .map(|line| format!("{}\n", line.strip_prefix("# ").unwrap_or(line)))
        .collect();
    assert!(uncommented.contains("\n  zones: 3\n"), "{uncommented}");
    assert_eq!(architecture(&uncommented), architecture(&below("")));
}

/// A key with or without a value, or a comment below one; not a sentence.
fn is_spec(line: &str) -> bool {
    let key = line.trim_start().split(": ").next().unwrap();
    let key = key.strip_suffix(':').unwrap_or(key);
    line.starts_with(' ') || key.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

#[test]
fn whatever_stands_behind_a_key_the_reader_goes_on_with_its_default() {
    let schema: Value = serde_json::from_str(&json_schema()).unwrap();
    let mut paths = Vec::new();
    leaves(&schema, &schema, &mut Vec::new(), &mut paths);
    assert!(paths.len() > 70, "{} keys", paths.len());
    for path in paths {
        for wrong in ["[[]]", "{ zz: 1 }", "1.5", "'\u{e9} '", "~", "-1"] {
            let value = path.iter().rev().fold(wrong.to_owned(), |value, key| {
                format!("{{ \"{key}\": {value} }}")
            });
            let _ = read(&value);
            let _ = read(&below(value.trim_matches(|c| c == '{' || c == '}').trim()));
        }
    }
}

/// The path of every key in the schema.
fn leaves(schema: &Value, at: &Value, path: &mut Vec<String>, paths: &mut Vec<Vec<String>>) {
    let at = match at["$ref"].as_str() {
        Some(reference) => &schema["$defs"][reference.trim_start_matches("#/$defs/")],
        None => at,
    };
    if path.len() > 5 {
        return;
    }
    let properties = at["properties"].as_object().into_iter().flatten();
    let named = at["additionalProperties"].is_object();
    let other = ("other".to_owned(), at["additionalProperties"].clone());
    let others = named
        .then_some(&other)
        .into_iter()
        .map(|(key, value)| (key, value));
    for (key, value) in properties.chain(others) {
        path.push(key.clone());
        paths.push(path.clone());
        leaves(schema, value, path, paths);
        for either in value["anyOf"].as_array().into_iter().flatten() {
            leaves(schema, either, path, paths);
        }
        path.pop();
    }
}

#[test]
fn the_reference_has_a_row_for_every_key() {
    let text = reference();
    let schema: Value = serde_json::from_str(&json_schema()).unwrap();
    let mut paths = Vec::new();
    leaves(&schema, &schema, &mut Vec::new(), &mut paths);
    let free = [
        "other",
        "ldp",
        "identity",
        "oidc",
        "notification",
        "websocket",
        "fragments",
        "graphql",
        "signup-static",
    ];
    // What a variable or secret takes is said in a sentence.
    let inner = ["from", "url_of"];
    for path in paths {
        let key = path.last().unwrap().as_str();
        if !free.contains(&key) && !inner.contains(&key) {
            assert!(text.contains(&format!("| `{key}` |")), "{path:?}");
        }
    }
}

#[test]
fn every_rule_has_an_id_of_its_own_a_page_and_an_example() {
    let texts = repository::texts().into_iter();
    let refusals = texts.filter(|(path, _)| path.starts_with("tests/it/spec/refusals"));
    let refusals: String = refusals.map(|(_, text)| text).collect();
    let mut ids: Vec<&str> = RULES.iter().map(|spec_rule| spec_rule.rule.id).collect();
    let mut unshown = Vec::new();
    for rule in RULES {
        let (id, page) = (rule.rule.id, rule.rule.page);
        assert!(id.starts_with("spec-"), "{id}");
        assert!(page.ends_with('.') && page.len() > 30, "{id}");
        if !refusals.contains(&format!("[{id}]")) {
            unshown.push(id);
        }
    }
    assert!(unshown.is_empty(), "no refusal shows {unshown:?}");
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), RULES.len());
}

#[test]
fn the_rules_that_no_schema_states_are_these() {
    let reader_only = RULES.iter().filter(|rule| rule.reader_only);
    let ids: Vec<&str> = reader_only.map(|rule| rule.rule.id).collect();
    insta::assert_snapshot!(ids.join("\n"), @r"
    spec-yaml
    spec-domain-long
    spec-vpc-range-begin
    spec-subnet-range-begin
    spec-subnet-outside-vpc
    spec-subnets-overlap
    spec-subnet-small
    spec-subnet-zone
    spec-subnet-twice
    spec-subnet-unused
    spec-network-existing
    spec-zone-region
    spec-hosted-zone-unused
    spec-arn-place
    spec-elsewhere
    spec-certificate
    spec-certificate-waits
    spec-accelerator
    spec-gateway-region
    spec-gateway-origin
    spec-gateway-host
    spec-gateway-headers
    spec-setting-unused
    spec-instance-type-unknown
    spec-instance-class-kind
    spec-instance-class-unknown
    spec-engine-version-unknown
    spec-database-key
    spec-database-zones
    spec-iops
    spec-snapshot-kind
    spec-window-length
    spec-windows-meet
    spec-storage
    spec-registry-mode
    spec-registry-public
    spec-registry-outside
    spec-identity-provider-outside
    spec-endpoints
    spec-image-version
    spec-matcher-order
    spec-volume
    spec-schedule-field
    spec-job
    spec-port
    spec-pool-range
    spec-pool-schedule
    spec-pool-rolling
    spec-capacity-task
    spec-capacity-zone
    spec-capacity-zone-loss
    spec-capacity-maximum
    spec-host
    spec-name-hidden
    spec-host-clash
    spec-priority-clash
    spec-host-private
    spec-hosts-many
    spec-service-name
    spec-service-image
    spec-service-count
    spec-service-scaling
    spec-variable
    spec-variable-secret
    spec-secret-unread
    spec-stack-set-secret
    ");
}

#[test]
fn a_section_with_nothing_behind_its_key_has_its_defaults() {
    let text = below("network:\npools:\n  ess:\nservices:\ntags:\ncertificate:\n");
    assert_eq!(findings(&text), "accepted\n");
}
