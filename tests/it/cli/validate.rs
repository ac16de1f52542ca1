//! `validate`: what is judged, what is said on which stream, and how it ends.

use std::path::Path;

use serde_json::Value;

use super::Folder;

/// A template with one error.
const WRONG: &str = "\
Parameters:
  Name: { Type: String }
Resources:
  Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Nmae, DisplayName: !Ref Name } }
";

/// A template without one.
const RIGHT: &str = "\
Parameters:
  Name: { Type: String }
Resources:
  Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Name } }
";

/// A root with one nested stack.
fn root(nested: &str) -> String {
    format!(
        "Resources:\n  Inner:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: \
         {nested}\n      Parameters: {{ Name: a }}\n"
    )
}

/// The rules and files of a run's findings as JSON.
fn found(folder: &Folder, arguments: &[&str], code: i32) -> Vec<(String, String)> {
    let all = [&["validate", "--format", "json"], arguments].concat();
    let run = folder.run(&all);
    run.ends_with(code);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    findings
        .filter(|finding| finding["severity"] == "error")
        .map(|finding| (text(&finding["rule"]), text(&finding["file"])))
        .collect()
}

fn undefined(file: &str) -> (String, String) {
    ("reference-undefined".to_owned(), file.to_owned())
}

#[test]
fn findings_are_the_result_and_all_else_is_said_beside_it() {
    let folder = Folder::new();
    folder.write("wrong.yaml", WRONG);
    let run = folder.run(&["validate", "wrong.yaml"]);
    run.ends_with(1);
    insta::assert_snapshot!(run.stdout, @r"
    error[reference-undefined]: the template has no parameter and no resource `Nmae`
     --> wrong.yaml:4:60
      |
    4 |   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Nmae, DisplayName: !Ref Name } }
      |                                                            ^^^^^^^^^ expected the name of a parameter or a logical id
      |
      = help: did you mean `Name`?
    ");
    assert!(
        run.stderr.starts_with("1 template: 1 error"),
        "{}",
        run.stderr
    );

    let quiet = folder.run(&["validate", "wrong.yaml", "--quiet"]);
    assert_eq!(quiet.ends_with(1).stdout, run.stdout);
    assert_eq!(quiet.stderr, "");
    let coloured = folder.run(&["validate", "wrong.yaml", "--color", "always"]);
    assert!(coloured.stdout.contains('\u{1b}'), "{}", coloured.stdout);
}

#[test]
fn a_template_without_a_mistake_ends_with_0() {
    let folder = Folder::new();
    folder.write("right.yaml", RIGHT);
    assert_eq!(found(&folder, &["right.yaml"], 0), []);
}

#[test]
fn the_exit_code_follows_what_is_asked_to_fail_on() {
    let folder = Folder::new();
    folder.write("wrong.yaml", WRONG);
    for (fail_on, code) in [("error", 1), ("warning", 1), ("info", 1), ("never", 0)] {
        folder
            .run(&["validate", "wrong.yaml", "--fail-on", fail_on])
            .ends_with(code);
    }
}

#[test]
fn every_format_says_the_same() {
    let folder = Folder::new();
    folder.write("wrong.yaml", WRONG);
    for (format, sign) in [
        ("json", "\"rule\": \"reference-undefined\""),
        ("sarif", "\"ruleId\": \"reference-undefined\""),
        ("github", ",title=reference-undefined::"),
    ] {
        let run = folder.run(&["validate", "wrong.yaml", "--format", format]);
        run.ends_with(1);
        assert!(run.stdout.contains(sign), "{}", run.stdout);
        let again = folder.run(&["validate", "wrong.yaml", "--format", format]);
        assert_eq!(again.stdout, run.stdout);
    }
}

#[test]
fn templates_in_a_folder_are_found_by_what_they_are() {
    let folder = Folder::new();
    folder.write("all/wrong.yaml", WRONG);
    folder.write("all/deeper/wrong.template", WRONG);
    folder.write("all/deeper/wrong.json", r#"{"Resources": {"A": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Ref": "B"}}}}}"#);
    folder.write("all/compose.yml", "services:\n  web: { image: nginx }\n");
    folder.write(
        "all/package.json",
        r#"{"name": "Resources", "version": "1"}"#,
    );
    folder.write("all/broken.json", "{ \"no\": ");
    folder.write("all/deployment.yaml", super::SPEC);
    folder.write("all/node_modules/wrong.yaml", WRONG);
    folder.write("all/.hidden/wrong.yaml", WRONG);
    folder.write("all/notes.txt", WRONG);
    let expected = [
        "all/deeper/wrong.json",
        "all/deeper/wrong.template",
        "all/wrong.yaml",
    ];
    assert_eq!(found(&folder, &["all"], 1), expected.map(undefined));
    assert_eq!(found(&folder, &["./all/"], 1), expected.map(undefined));
}

#[test]
fn nested_templates_are_read_from_where_their_parent_is() {
    let folder = Folder::new();
    folder.write("stacks/root.yaml", &root("../inner/wrong.yaml"));
    folder.write("inner/wrong.yaml", WRONG);
    let expected = [undefined("inner/wrong.yaml")];
    assert_eq!(found(&folder, &["stacks/root.yaml"], 1), expected);
    assert_eq!(
        found(&folder, &["./stacks/../stacks/root.yaml"], 1),
        expected
    );
    let absolute = folder.path("stacks/root.yaml");
    let nested = folder.path("inner/wrong.yaml");
    let nested = nested.to_string_lossy().replace('\\', "/");
    let absolute = absolute.to_string_lossy().into_owned();
    assert_eq!(found(&folder, &[&absolute], 1), [undefined(&nested)]);
}

#[test]
fn templates_that_nest_one_another_in_a_circle_are_judged_all_the_same() {
    let folder = Folder::new();
    folder.write(
        "a.yaml",
        &format!(
            "{}  Topic: {{ Type: AWS::SNS::Topic, Properties: {{ TopicName: !Ref Nmae }} }}\n",
            root("b.yaml")
        ),
    );
    folder.write("b.yaml", &root("a.yaml"));
    assert!(found(&folder, &["a.yaml", "b.yaml"], 1).contains(&undefined("a.yaml")));
}

#[test]
fn standard_input_is_a_template_or_a_spec() {
    let folder = Folder::new();
    let run = folder.run_with_stdin(&["validate", "-", "--format", "github"], WRONG);
    run.ends_with(1);
    assert!(
        run.stdout.starts_with("::error file=<stdin>,line=4,"),
        "{}",
        run.stdout
    );
    let run = folder.run_with_stdin(&["validate", "-"], super::SPEC);
    run.ends_with(0);
    let run = folder.run(&["validate", "-", "--parameters", "-"]);
    insta::assert_snapshot!(run.ends_with(2).stderr, @"error: standard input (`-`) is named twice and can be read once");
}

#[test]
fn an_assembly_is_judged_by_its_manifest() {
    let folder = Folder::with_spec();
    folder.run(&["synth", "deployment.yaml"]).ends_with(0);
    let run = folder.run(&["validate", "assembly"]);
    assert!(
        run.ends_with(0).stderr.contains(" templates, 1 root: "),
        "{}",
        run.stderr
    );
    let by_manifest = folder.run(&["validate", "assembly/assembly.json"]);
    assert_eq!(by_manifest.ends_with(0).stderr, run.stderr);

    // Values that were edited since are those that count, and have to be of parameters.
    let text = folder.read("assembly/parameters.json");
    folder.write(
        "assembly/parameters.json",
        &text.replacen("[\n", "[\n  \"DomianName=a\",\n", 1),
    );
    let wrong = (
        "values-unknown-parameter".to_owned(),
        "assembly/parameters.json".to_owned(),
    );
    assert_eq!(found(&folder, &["assembly"], 1), [wrong]);

    std::fs::remove_file(folder.path("assembly/parameters.json")).unwrap();
    let run = folder.run(&["validate", "assembly"]);
    run.ends_with(2);
    assert!(
        run.stderr
            .contains("`assembly/parameters.json` can't be read"),
        "{}",
        run.stderr
    );
}

#[test]
fn nested_templates_of_an_assembly_at_an_address_are_its_own_files() {
    let folder = Folder::with_spec();
    let address = "https://bucket.s3.eu-central-1.amazonaws.com/templates";
    let arguments = ["synth", "deployment.yaml", "--template-url-prefix", address];
    folder.run(&arguments).ends_with(0);
    let names = folder.names("assembly");
    let nested = names
        .iter()
        .find(|name| name.starts_with("network."))
        .unwrap();
    let path = format!("assembly/{nested}");
    let text = folder.read(&path);
    folder.write(&path, &text.replacen("!Ref Vpc", "!Ref Vcp", 1));
    assert_ne!(folder.read(&path), text);
    // Whoever is told of it is the root, through the address.
    let run = folder.run(&["validate", "assembly", "--format", "json"]);
    let report: Value = serde_json::from_str(&run.ends_with(1).stdout).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let finding = findings
        .iter()
        .find(|one| one["rule"] == "reference-undefined")
        .unwrap();
    assert_eq!(
        (finding["file"].as_str(), finding["stack"].as_str()),
        (Some(path.as_str()), Some("Network"))
    );
}

#[test]
fn folders_may_hold_several_assemblies() {
    let folder = Folder::new();
    folder.write("a.yaml", super::SPEC);
    folder.write("b.yaml", &super::SPEC.replace("acme", "other"));
    folder.run(&["synth", "a.yaml", "b.yaml"]).ends_with(0);
    let run = folder.run(&["validate"]);
    run.ends_with(0);
    assert!(
        run.stderr
            .starts_with("no PATH is given: `assembly` is judged\n"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains(" templates, 2 roots: "),
        "{}",
        run.stderr
    );
}

#[test]
fn a_manifest_that_can_t_be_used_is_said_and_its_templates_are_judged() {
    let folder = Folder::new();
    folder.write("assembly/assembly.json", r#"{"version": 99}"#);
    folder.write("assembly/wrong.yaml", WRONG);
    let run = folder.run(&["validate", "assembly"]);
    run.ends_with(2);
    assert!(
        run.stderr
            .contains("`assembly/assembly.json` can't be used: it has version 99"),
        "{}",
        run.stderr
    );
    assert!(
        run.stdout.contains("assembly/wrong.yaml:4:60"),
        "{}",
        run.stdout
    );
}

#[test]
fn a_spec_is_compiled_in_memory_and_refused_like_any_other_input() {
    let folder = Folder::with_spec();
    let run = folder.run(&["validate", "deployment.yaml"]);
    run.ends_with(0);
    assert_eq!(folder.names(""), ["deployment.yaml"]);
    folder.write(
        "deployment.yaml",
        &super::SPEC.replace("domain:", "domian:"),
    );
    let run = folder.run(&["validate", "deployment.yaml"]);
    // Without its domain it still has the name and the region of a spec.
    run.ends_with(1);
    assert!(
        run.stdout.contains("error[spec-unknown-key]"),
        "{}",
        run.stdout
    );
}

#[test]
fn what_is_found_in_compiled_templates_is_said_to_be_there() {
    let folder = Folder::with_spec();
    folder.write("values.yaml", "NoParameter: 1\n");
    let wrong = (
        "values-unknown-parameter".to_owned(),
        "values.yaml".to_owned(),
    );
    let arguments = ["deployment.yaml", "--parameters", "values.yaml"];
    assert_eq!(found(&folder, &arguments, 1), [wrong]);
}

#[test]
fn parameters_come_in_every_form_that_deployments_take() {
    let folder = Folder::new();
    folder.write("right.yaml", RIGHT);
    for (name, text) in [
        ("list.json", r#"["Name=a"]"#),
        (
            "api.json",
            r#"[{"ParameterKey": "Name", "ParameterValue": "a"}]"#,
        ),
        (
            "previous.json",
            r#"[{"ParameterKey": "Name", "UsePreviousValue": true}]"#,
        ),
        ("map.yaml", "Name: a\n"),
        ("map.json", r#"{"Name": "a"}"#),
    ] {
        folder.write(name, text);
        assert_eq!(
            found(&folder, &["right.yaml", "--parameters", name], 0),
            [],
            "{name}"
        );
        folder.write(name, &text.replace("Name", "Nmae"));
        let wrong = match name {
            "previous.json" => vec![],
            _ => vec![("values-unknown-parameter".to_owned(), name.to_owned())],
        };
        let code = i32::from(!wrong.is_empty());
        assert_eq!(
            found(&folder, &["right.yaml", "--parameters", name], code),
            wrong
        );
    }
    folder.write("list.json", r#"["Name"]"#);
    let wrong = ("values-form".to_owned(), "list.json".to_owned());
    assert_eq!(
        found(&folder, &["right.yaml", "--parameters", "list.json"], 1),
        [wrong]
    );
}

#[test]
fn what_can_t_be_read_ends_with_2_after_all_else_was_judged() {
    let folder = Folder::new();
    folder.write("wrong.yaml", WRONG);
    let run = folder.run(&[
        "validate",
        "missing.yaml",
        "wrong.yaml",
        "--parameters",
        "missing.json",
    ]);
    run.ends_with(2);
    assert!(run.stdout.contains("wrong.yaml:4:60"), "{}", run.stdout);
    for name in ["missing.yaml", "missing.json"] {
        assert!(
            run.stderr.contains(&format!("`{name}` can't be read")),
            "{}",
            run.stderr
        );
    }
    let alone = folder.run(&["validate", "missing.yaml", "--format", "json"]);
    assert_eq!(alone.ends_with(2).stdout, "");
}

#[test]
fn where_nothing_is_found_the_help_says_what_to_name() {
    let folder = Folder::new();
    let run = folder.run(&["validate"]);
    insta::assert_snapshot!(run.ends_with(2).stderr, @r"
    no PATH is given: the templates below this folder are judged
    error: no template was found in `.`
     |
     = help: name a template, an assembly, a directory that holds some, or a spec
    ");
    assert_eq!(run.stdout, "");
    let folder = Folder::with_spec();
    let run = folder.run(&["validate"]);
    insta::assert_snapshot!(run.ends_with(2).stderr, @r"
    no PATH is given: the templates below this folder are judged
    error: no template was found in `.`
     |
     = help: `deployment.yaml` is a spec, which is validated when you name it: ess-cfn validate deployment.yaml
    ");
}

#[test]
fn region_and_account_have_to_be_some() {
    let folder = Folder::new();
    folder.write("right.yaml", RIGHT);
    let arguments = [
        "right.yaml",
        "--region",
        "eu-central-1",
        "--account",
        "123456789012",
    ];
    assert_eq!(found(&folder, &arguments, 0), []);
    for wrong in [["--region", "eu central"], ["--account", "12"]] {
        let arguments = [&["validate", "right.yaml"][..], &wrong].concat();
        folder.run(&arguments).ends_with(2);
    }
}

#[test]
fn the_shipped_specs_compile_to_templates_without_an_error() {
    let stacks = Path::new(env!("CARGO_MANIFEST_DIR")).join("stacks");
    let folder = Folder::new();
    let mut arguments = Vec::new();
    for entry in std::fs::read_dir(stacks).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.ends_with(".yaml") {
            folder.write(&name, &std::fs::read_to_string(&path).unwrap());
            arguments.push(name);
        }
    }
    assert!(arguments.len() > 2);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    assert_eq!(found(&folder, &arguments, 0), []);
}
