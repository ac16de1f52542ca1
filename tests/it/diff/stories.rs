//! What operators do to a deployment, from their specs to the comment of a pull request.

use std::sync::Arc;

use ess_cfn::diff::Difference;
use ess_cfn::report::{Changes, changes_markdown};
use ess_cfn::resolve::{Library, Program, Settings, Source};

use crate::repository;
use crate::snapshots::files_of;

fn program(spec: &str) -> Program {
    let mut library = Library::default();
    for (name, text) in files_of("spec.yaml", spec) {
        if name.ends_with(".yaml") {
            library.add(Source::read(&name, text.as_bytes()));
        }
    }
    let root: &Arc<Source> = library.get("root.yaml").unwrap();
    let mut settings = Settings {
        region: "eu-central-1".parse().ok(),
        ..Settings::default()
    };
    settings.give_defaults(root.tree());
    Program::new(&library, root, settings)
}

/// The shipped production deployment in other words: each pair is a text and what replaces it.
fn production(changes: &[(&str, &str)]) -> String {
    let mut spec = repository::texts()
        .remove("stacks/production.yaml")
        .unwrap();
    for (from, to) in changes {
        assert!(spec.contains(from), "{from}");
        spec = spec.replace(from, to);
    }
    spec
}

/// The comment for a change of one spec to another.
fn comment(old: &str, new: &str) -> String {
    let difference = Difference::between("root".to_owned(), &program(old), &program(new));
    changes_markdown(&Changes {
        old: "production.yaml".to_owned(),
        new: "production.yaml".to_owned(),
        differences: vec![difference],
    })
}

/// The comment for a change of the shipped production deployment.
fn story(changes: &[(&str, &str)]) -> String {
    comment(&production(&[]), &production(changes))
}

/// The production deployment without its third zone.
const TWO_ZONES: [(&str, &str); 3] = [
    (", eu-central-1c]", "]"),
    ("min: 3, max: 9 }\n  backend", "min: 4, max: 9 }\n  backend"),
    ("min: 3, max: 6", "min: 4, max: 6"),
];

#[test]
fn a_zone_is_taken_away() {
    insta::assert_snapshot!(story(&TWO_ZONES));
}

#[test]
fn a_zone_is_added() {
    insta::assert_snapshot!(comment(&production(&TWO_ZONES), &production(&[])));
}

#[test]
fn hosts_get_another_instance_type() {
    insta::assert_snapshot!(story(&[("m7i.large", "m7i.xlarge")]));
}

#[test]
fn the_database_is_upgraded() {
    insta::assert_snapshot!(story(&[(
        "engine_version: \"17\"",
        "engine_version: \"18\""
    )]));
}

#[test]
fn the_deployment_is_called_otherwise() {
    insta::assert_snapshot!(story(&[("name: acme-solid\n", "name: other-solid\n")]));
}

#[test]
fn a_service_is_added() {
    insta::assert_snapshot!(story(&[(
        "  my-exporter:",
        "  my-worker: { pool: backend, image: \"my-worker:1.0\", count: 1 }\n  my-exporter:"
    )]));
}

#[test]
fn load_balancers_stand_in_every_zone() {
    insta::assert_snapshot!(story(&[
        ("dns:\n", "load_balancers:\n  mode: per-zone\ndns:\n"),
        ("min: 3, max: 9 }\n  backend", "min: 6, max: 9 }\n  backend"),
    ]));
}
