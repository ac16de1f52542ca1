//! `explain`: the pages of rules.

use super::Folder;

#[test]
fn a_rule_is_explained_with_its_page() {
    let run = Folder::new().run(&["explain", "reference-undefined"]);
    run.ends_with(0);
    assert_eq!(run.stderr, "");
    let beginning: Vec<&str> = run.stdout.lines().take(5).collect();
    insta::assert_snapshot!(beginning.join("\n"), @r"
    # reference-undefined

    Severity: error; cfn-lint: E1012, E1010, E1019, E1020, E6101

    ## What it finds
    ");
}

#[test]
fn rules_of_specs_and_of_values_are_explained_alike() {
    let run = Folder::new().run(&["explain", "values-twice"]);
    insta::assert_snapshot!(run.ends_with(0).stdout, @r"
    # values-twice

    Severity: error

    The files of values have two values for one parameter, and nobody can tell which is meant.
    ");
    for id in ["spec-unknown-key", "wiring-cycle"] {
        let run = Folder::new().run(&["explain", id]);
        assert!(run.ends_with(0).stdout.starts_with(&format!("# {id}\n")));
    }
}

#[test]
fn a_rule_of_cfn_lint_leads_to_those_that_find_the_same() {
    let run = Folder::new().run(&["explain", "e1012"]);
    assert!(run.ends_with(0).stdout.contains("# reference-undefined\n"));
}

#[test]
fn an_unknown_rule_gets_the_nearest_one() {
    let run = Folder::new().run(&["explain", "reference-undefind"]);
    run.ends_with(2);
    assert_eq!(run.stdout, "");
    insta::assert_snapshot!(run.stderr, @r"
    error: no rule is named `reference-undefind`
     |
     = help: the nearest one is `reference-undefined`
    ");
    let run = Folder::new().run(&["explain", "nothing like it at all"]);
    insta::assert_snapshot!(run.ends_with(2).stderr, @r"
    error: no rule is named `nothing like it at all`
     |
     = help: `ess-cfn explain` lists all rules
    ");
}

#[test]
fn without_a_rule_all_are_listed() {
    let run = Folder::new().run(&["explain"]);
    run.ends_with(0);
    for id in [
        "reference-undefined",
        "values-twice",
        "spec-type",
        "wiring-cycle",
    ] {
        let mut lines = run.stdout.lines();
        assert!(lines.any(|line| line.split(' ').next() == Some(id)), "{id}");
    }
}
