//! `diff`: what may be compared, in which forms the answer comes, and how a run ends.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::Folder;

/// A topic that may be called otherwise, below a root.
fn templates(name: &str) -> [(&'static str, String); 2] {
    let root = format!(
        "Parameters:\n  Name: {{ Type: String, Default: {name} }}\nResources:\n  Inner:\n    Type: \
         AWS::CloudFormation::Stack\n    Properties: {{ TemplateURL: inner.yaml, Parameters: {{ Name: !Ref Name }} }}\n"
    );
    let inner = "Parameters:\n  Name: { Type: String }\nResources:\n  Topic: { Type: AWS::SNS::Topic, \
                 Properties: { TopicName: !Sub '${Name}-news' } }\n";
    [("root.yaml", root), ("inner.yaml", inner.to_owned())]
}

fn two() -> Folder {
    let folder = Folder::new();
    for (side, name) in [("old", "a"), ("new", "b")] {
        for (file, text) in templates(name) {
            folder.write(&format!("{side}/{file}"), &text);
        }
    }
    folder
}

fn git(folder: &Folder, arguments: &[&str]) {
    let names = [
        "user.name=a",
        "user.email=a@example.org",
        "commit.gpgsign=false",
    ];
    let settings = names.iter().flat_map(|setting| ["-c", setting]);
    let mut command = Command::new("git");
    command
        .current_dir(folder.path("."))
        .args(settings)
        .args(arguments);
    assert!(command.output().unwrap().status.success(), "{arguments:?}");
}

#[test]
fn a_default_of_the_root_is_told_once_where_it_changes_a_property() {
    let folder = two();
    let run = folder.run(&["diff", "old", "new"]);
    run.ends_with(0);
    insta::assert_snapshot!(run.stdout);
    let run = folder.run(&["diff", "old", "new", "--format", "markdown"]);
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn json_is_what_its_schema_says() {
    let folder = two();
    let run = folder.run(&["diff", "old", "new", "--format", "json"]);
    run.ends_with(0);
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/changes.schema.json");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(schema).unwrap()).unwrap();
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let wrong: Vec<String> = validator
        .iter_errors(&report)
        .map(|one| one.to_string())
        .collect();
    assert_eq!(wrong, [""; 0]);
    let topic = &report["roots"][0]["resources"][0];
    assert_eq!(topic["address"], "Inner/Topic");
    assert_eq!(topic["effect"], "replacement");
    assert_eq!(topic["properties"][0]["cause"], "by parameter Name");
}

#[test]
fn what_a_run_fails_on_is_chosen() {
    let folder = two();
    for (arguments, code) in [
        (&["--fail-on", "replacement"][..], 1),
        (&["--fail-on", "interruption,security"], 0),
        (&["--fail-on", "default-not-taken"], 1),
        (&["--fail-on", "any"], 1),
        (&["--exit-code"], 1),
        (&["--fail-on", "data-los"], 2),
    ] {
        let all = [&["diff", "old", "new"], arguments].concat();
        folder.run(&all).ends_with(code);
    }
    let same = folder.run(&["diff", "old", "old", "--exit-code", "--fail-on", "any"]);
    same.ends_with(0);
    assert_eq!(same.stdout, "no differences\n");
    let near = folder.run(&["diff", "old", "new", "--fail-on", "data-los"]);
    assert!(
        near.stderr.contains("did you mean `data-loss`?"),
        "{}",
        near.stderr
    );
}

#[test]
fn a_side_may_be_that_of_a_revision() {
    let folder = Folder::new();
    for (file, text) in templates("a") {
        folder.write(&format!("stacks/{file}"), &text);
    }
    git(&folder, &["init", "--quiet"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "-m", "one"]);
    for (file, text) in templates("b") {
        folder.write(&format!("stacks/{file}"), &text);
    }
    for old in ["git:HEAD:stacks", "git:HEAD:stacks/root.yaml"] {
        let run = folder.run(&["diff", old, "stacks/root.yaml"]);
        run.ends_with(0);
        assert!(
            run.stdout.contains("TopicName: a-news → b-news"),
            "{}",
            run.stdout
        );
    }
    let run = folder.run(&["diff", "git:HEAD:elsewhere", "stacks"]);
    run.ends_with(2);
    assert!(run.stderr.contains("git:HEAD:/elsewhere"), "{}", run.stderr);
    let run = folder.run(&["diff", "git:nowhere:stacks", "stacks"]);
    run.ends_with(2);
}

#[test]
fn what_can_not_be_read_is_not_compared() {
    let folder = two();
    folder.write("old/inner.yaml", "Resources: [\n");
    let run = folder.run(&["diff", "old", "new"]);
    run.ends_with(2);
    assert_eq!(run.stdout, "");
    assert!(
        run.stderr.contains("ess-cfn validate old/inner.yaml"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_value_that_is_not_to_be_echoed_is_compared_and_not_told() {
    let folder = Folder::new();
    let template = |class: &str, password: &str| {
        format!(
            "Parameters:\n  Secret: {{ Type: String, NoEcho: true }}\nResources:\n  Database:\n    Type: \
             AWS::RDS::DBInstance\n    Properties: {{ DBInstanceClass: {class}, MasterUserPassword: {password} }}\n\
             Outputs:\n  Address: {{ Value: {password} }}\n"
        )
    };
    folder.write("old.yaml", &template("db.m7g.large", "!Ref Secret"));
    folder.write(
        "new.yaml",
        &template("db.m7g.large", "!Sub 'new-${Secret}'"),
    );
    folder.write("values.yaml", "Secret: cheese\n");
    for format in ["text", "markdown", "json"] {
        let all = [
            "diff",
            "old.yaml",
            "new.yaml",
            "--parameters",
            "values.yaml",
            "--format",
            format,
        ];
        let run = folder.run(&all);
        run.ends_with(0);
        assert!(run.stdout.contains("MasterUserPassword"), "{}", run.stdout);
        assert!(run.stdout.contains("new-****"), "{}", run.stdout);
        assert!(!run.stdout.contains("cheese"), "{}", run.stdout);
    }
}
