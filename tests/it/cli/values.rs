//! `synth --values`: an operator's own values of parameters.

use super::{Folder, Run};

fn synth(folder: &Folder, values: &str) -> Run {
    folder.run(&["synth", "deployment.yaml", "--values", values])
}

fn value(folder: &Folder, file: &str, name: &str) -> Option<String> {
    let text = folder.read(&format!("assembly/{file}"));
    let list: Vec<String> = serde_json::from_str(&text).unwrap();
    let mut values = list.iter().filter_map(|pair| pair.split_once('='));
    let found = values.find(|(key, _)| *key == name);
    found.map(|(_, value)| value.to_owned())
}

#[test]
fn values_reach_every_parameters_file_and_their_file_stays_as_it_is() {
    let folder = Folder::with_spec();
    let texts = [
        (
            "values.yaml",
            "HostedZoneId: Z0123456789\nLdpImageTag: 1.10 # today\n",
        ),
        (
            "values.json",
            r#"{"HostedZoneId": "Z0123456789", "LdpImageTag": "1.10"}"#,
        ),
        (
            "list.json",
            r#"["HostedZoneId=Z0123456789", "LdpImageTag=1.10"]"#,
        ),
        (
            "values.list",
            "- HostedZoneId=Z0123456789\n- LdpImageTag=1.10\n",
        ),
    ];
    for (file, text) in texts {
        folder.write(file, text);
        synth(&folder, file).ends_with(0);
        for parameters in ["parameters.json", "parameters.first.json"] {
            let value = |name| value(&folder, parameters, name);
            assert_eq!(
                value("HostedZoneId").as_deref(),
                Some("Z0123456789"),
                "{file}"
            );
            assert_eq!(value("LdpImageTag").as_deref(), Some("1.10"), "{file}");
        }
        assert_eq!(folder.read(file), text);
    }
    assert_eq!(
        value(&folder, "parameters.json", "StartServices").as_deref(),
        Some("true")
    );
    assert_eq!(
        value(&folder, "parameters.first.json", "StartServices").as_deref(),
        Some("false")
    );
}

#[test]
fn parameters_without_a_value_are_named_until_they_have_one() {
    let folder = Folder::with_spec();
    let run = folder.run(&["synth", "deployment.yaml"]);
    assert!(
        run.ends_with(0).stderr.contains("  HostedZoneId:  # id of"),
        "{}",
        run.stderr
    );
    assert_eq!(value(&folder, "parameters.json", "HostedZoneId"), None);
    folder.write("values.yaml", "HostedZoneId: Z0123456789\n");
    let run = synth(&folder, "values.yaml");
    assert!(
        !run.ends_with(0).stderr.contains("  HostedZoneId:"),
        "{}",
        run.stderr
    );
}

#[test]
fn everything_that_is_wrong_with_values_comes_at_once() {
    let folder = Folder::with_spec();
    folder.write(
        "values.yaml",
        "HostedZone: Z0123456789\nLdpImageTag:\nUnlike: {a: 1}\nLdpImageTag: again\n",
    );
    let run = synth(&folder, "values.yaml");
    run.ends_with(2);
    assert_eq!(folder.names("."), ["deployment.yaml", "values.yaml"]);
    insta::assert_snapshot!(run.stderr, @r"
    error[values-unknown-parameter]: the root stack has no parameter `HostedZone`
     --> values.yaml:1:1
      |
    1 | HostedZone: Z0123456789
      | ^^^^^^^^^^ expected a parameter such as `HostedZoneId`

    error[values-form]: `LdpImageTag` has no value that a parameter takes
     --> values.yaml:2:13
      |
    2 | LdpImageTag:
      |             ^ expected a text, a number, a truth value, or a list of them

    error[values-unknown-parameter]: the root stack has no parameter `Unlike`
     --> values.yaml:3:1
      |
    3 | Unlike: {a: 1}
      | ^^^^^^ expected a parameter of the root stack

    error[values-form]: `Unlike` has no value that a parameter takes
     --> values.yaml:3:9
      |
    3 | Unlike: {a: 1}
      |         ^^^^^^ expected a text, a number, a truth value, or a list of them

    error[values-syntax]: `LdpImageTag` is given twice in this mapping
     --> values.yaml:4:1
      |
    2 | LdpImageTag:
      | ----------- `LdpImageTag` is given here first
    3 | Unlike: {a: 1}
    4 | LdpImageTag: again
      | ^^^^^^^^^^^

    5 errors
    ");
}

#[test]
fn a_list_of_values_has_pairs_and_each_once() {
    let folder = Folder::with_spec();
    folder.write(
        "values.json",
        r#"["LdpImageTag=a", "LdpImageTag=b", "LdpImageTag", 7]"#,
    );
    insta::assert_snapshot!(synth(&folder, "values.json").ends_with(2).stderr, @r#"
    error[values-twice]: `LdpImageTag` has two values
     --> values.json:1:19
      |
    1 | ["LdpImageTag=a", "LdpImageTag=b", "LdpImageTag", 7]
      |  ---------------  ^^^^^^^^^^^^^^^ expected one of them
      |  |
      |  the first

    error[values-form]: this is no value of a parameter
     --> values.json:1:36
      |
    1 | ["LdpImageTag=a", "LdpImageTag=b", "LdpImageTag", 7]
      |                                    ^^^^^^^^^^^^^ expected `"Key=Value"`

    error[values-form]: this is no value of a parameter
     --> values.json:1:51
      |
    1 | ["LdpImageTag=a", "LdpImageTag=b", "LdpImageTag", 7]
      |                                                   ^ expected `"Key=Value"`

    3 errors
    "#);
    folder.write("values.yaml", "just words\n");
    insta::assert_snapshot!(synth(&folder, "values.yaml").ends_with(2).stderr, @r#"
    error[values-form]: this is no file of values
     --> values.yaml:1:1
      |
    1 | just words
      | ^^^^^^^^^^ expected a mapping `Key: value`, or a list of `"Key=Value"`

    1 error
    "#);
}

#[test]
fn several_files_of_values_count_together_and_no_two_say_the_same() {
    let folder = Folder::with_spec();
    folder.write("tags.yaml", "LdpImageTag: \"1.10\"\n");
    folder.write("zone.json", r#"["HostedZoneId=Z0123456789"]"#);
    let values = ["--values", "tags.yaml", "--values", "zone.json"];
    let synth = ["synth", "deployment.yaml"];
    folder.run(&[&synth[..], &values].concat()).ends_with(0);
    let found = |name| value(&folder, "parameters.json", name);
    assert_eq!(found("HostedZoneId").as_deref(), Some("Z0123456789"));
    assert_eq!(found("LdpImageTag").as_deref(), Some("1.10"));
    folder.write("zone.json", r#"{"LdpImageTag": "2"}"#);
    let run = folder.run(&[&synth[..], &values].concat());
    insta::assert_snapshot!(run.ends_with(2).stderr, @r#"
    error[values-twice]: `LdpImageTag` has two values
     --> zone.json:1:2
      |
    1 | {"LdpImageTag": "2"}
      |  ^^^^^^^^^^^^^ expected one of them
      |
     ::: tags.yaml:1:1
      |
    1 | LdpImageTag: "1.10"
      | ----------- the first

    1 error
    "#);
}

#[test]
fn an_empty_file_of_values_has_none() {
    let folder = Folder::with_spec();
    folder.write("values.yaml", "# nothing yet\n");
    synth(&folder, "values.yaml").ends_with(0);
}

#[test]
fn values_belong_to_one_spec() {
    let folder = Folder::with_spec();
    folder.write("values.yaml", "");
    let several = [
        "synth",
        "deployment.yaml",
        "deployment.yaml",
        "--values",
        "values.yaml",
    ];
    let run = folder.run(&several);
    assert!(
        run.ends_with(2).stderr.contains("goes with one spec"),
        "{}",
        run.stderr
    );
    let run = synth(&folder, "missing.yaml");
    assert!(
        run.ends_with(2)
            .stderr
            .contains("`missing.yaml` can't be read"),
        "{}",
        run.stderr
    );
}
