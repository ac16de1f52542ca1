//! Findings as JSON, SARIF and annotations: what other programs read, held against its schemas.

use std::fs;
use std::sync::Arc;

use ess_cfn::check::checks;
use ess_cfn::report::{self, RulePage};
use ess_cfn::source::{Finding, Position, Rule, Severity, Span};
use serde_json::{Value, json};

use crate::repository;

const WARNING: &Rule = &Rule {
    id: "test-warning",
    severity: Severity::Warning,
    page: "It finds `a. B` things. They hurt.",
};

fn rule() -> &'static Rule {
    &checks().next().unwrap().rule
}

/// A stretch from line and column to line and column.
fn span(start: (usize, usize), end: (usize, usize)) -> Span {
    let position = |(line, column)| Position {
        offset: line * 100 + column,
        line,
        column,
    };
    Span::new(position(start), position(end))
}

/// One of each sort: with everything, over several lines, without a place.
fn findings() -> Vec<Finding> {
    let file: Arc<str> = "a folder/pods,ess: 50%.yaml".into();
    vec![
        Finding::new(rule(), "no `Topic`: 100%\nof all, \"so\"")
            .at(&file, span((2, 3), (2, 8)))
            .expected("expected another")
            .help("write it")
            .in_stack("Network/Zone")
            .of("Subnet")
            .path("Properties.CidrBlock")
            .related("from here", &file, span((1, 1), (1, 1))),
        Finding::new(WARNING, "a block").at(&file, span((3, 1), (9, 1))),
        Finding::new(WARNING, "somewhere").of("Subnet"),
    ]
}

fn schema(path: &str) -> jsonschema::Validator {
    let mut text = fs::read_to_string(repository::root().join(path)).unwrap();
    if path.contains("sarif") {
        // The standard's pattern of languages has a bracket too many, which only some dialects take.
        let (wrong, right) = (r"^[a-zA-Z]{2}-[a-zA-Z]{2}]?$", r"^[a-zA-Z]{2}-[a-zA-Z]{2}$");
        assert!(text.contains(wrong));
        text = text.replace(wrong, right);
    }
    let schema: Value = serde_json::from_str(&text).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn assert_is_of(schema: &jsonschema::Validator, text: &str) {
    let value: Value = serde_json::from_str(text).unwrap();
    let errors = schema.iter_errors(&value);
    let errors: Vec<String> = errors
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}\n{text}");
}

#[test]
fn json_has_every_key_and_is_of_its_schema() {
    let schema = schema("schemas/findings.schema.json");
    let text = report::json(&findings());
    assert_is_of(&schema, &text);
    assert_is_of(&schema, &report::json(&[]));
    let value: Value = serde_json::from_str(&text).unwrap();
    let item = json!({
        "rule": rule().id,
        "severity": rule().severity.word(),
        "message": "no `Topic`: 100%\nof all, \"so\"",
        "help": "expected another; write it",
        "file": "a folder/pods,ess: 50%.yaml",
        "line": 2,
        "column": 3,
        "end_line": 2,
        "end_column": 8,
        "stack": "Network/Zone",
        "logical_id": "Subnet",
        "path": "Properties.CidrBlock",
        "related": [{
            "message": "from here",
            "file": "a folder/pods,ess: 50%.yaml",
            "line": 1,
            "column": 1,
            "end_line": 1,
            "end_column": 1,
        }],
    });
    assert_eq!(value["findings"][0].to_string(), item.to_string());
    let keys =
        |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    assert_eq!(keys(&value["findings"][2]), keys(&item));
    assert_eq!(value["findings"][2]["line"], Value::Null);
    assert_eq!(value["summary"]["warning"], 2);
}

#[test]
fn the_schema_of_findings_refuses_what_is_none() {
    let schema = schema("schemas/findings.schema.json");
    let good: Value = serde_json::from_str(&report::json(&findings())).unwrap();
    let changes = [
        ("/version", json!(2)),
        ("/summary", json!({ "error": 0 })),
        ("/findings/0/severity", json!("fatal")),
        ("/findings/0/line", json!(0)),
        ("/findings/0/rule", json!("Not An Id")),
        ("/findings/0/related/0/file", Value::Null),
    ];
    for (place, value) in changes {
        let mut bad = good.clone();
        *bad.pointer_mut(place).unwrap() = value;
        assert!(!schema.is_valid(&bad), "{place}");
    }
}

#[test]
fn sarif_is_of_the_schema_of_the_standard() {
    let schema = schema("schemas/sarif/sarif-schema-2.1.0.json");
    let text = report::sarif(&findings());
    assert_is_of(&schema, &text);
    assert_is_of(&schema, &report::sarif(&[]));
    let mut log: Value = serde_json::from_str(&text).unwrap();
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in run["results"].as_array().unwrap() {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    assert_eq!(
        rules[1]["help"]["markdown"],
        "# test-warning\n\nIt finds `a. B` things. They hurt.\n"
    );
    assert_eq!(
        rules[1]["shortDescription"]["text"],
        "It finds `a. B` things."
    );
    let location = &run["results"][0]["locations"][0];
    let uri = &location["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(uri, "a%20folder/pods%2Cess%3A%2050%25.yaml");
    // The test would notice a mistake.
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] =
        json!(0);
    assert!(!schema.is_valid(&log));
}

#[test]
fn every_rule_can_stand_in_sarif() {
    let schema = schema("schemas/sarif/sarif-schema-2.1.0.json");
    let findings = checks().map(|check| Finding::new(&check.rule, "found"));
    assert_is_of(&schema, &report::sarif(&findings.collect::<Vec<_>>()));
}

#[test]
fn annotations_escape_what_would_end_them() {
    let text = report::github(&findings());
    let level = rule().severity.word();
    let expected = format!(
        "::{level} file=a folder/pods%2Cess%3A 50%25.yaml,line=2,endLine=2,col=3,endColumn=7,title={}::\
         no `Topic`: 100%25%0Aof all, \"so\"%0Aexpected another%0Awrite it\n\
         ::warning file=a folder/pods%2Cess%3A 50%25.yaml,line=3,col=1,title=test-warning::a block\n\
         ::warning title=test-warning::somewhere\n",
        rule().id
    );
    assert_eq!(text, expected);
}

#[test]
fn every_rule_has_a_page_and_a_sentence() {
    let pages: Vec<RulePage> = RulePage::all().collect();
    for page in &pages {
        assert!(
            page.text.starts_with(&format!("# {}\n", page.id)),
            "{}",
            page.id
        );
        let summary = page.summary();
        let sentence = summary.ends_with('.') && !summary.contains('\n') && summary.len() > 10;
        assert!(sentence, "{}: {summary}", page.id);
        assert_eq!(RulePage::named(page.id).len(), 1, "{}", page.id);
    }
    let table = report::table_of_rules();
    assert_eq!(table.lines().count(), pages.len());
}
