//! The bindings are what the generator makes of the facts, and its lists hold nothing useless.
//!
//! That the generator builds without the bindings is a step of `ci/test.sh`, and a rule of `floors`.

use std::collections::{BTreeMap, BTreeSet};

use ess_cfn::generator::{Generated, SOURCES, Sources, foreign, own};

use crate::repository;

fn listed() -> BTreeSet<&'static str> {
    let lines = SOURCES.listed.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
}

fn generated() -> Generated {
    own(SOURCES).expect("the lists of the generator are in order")
}

/// The files of the repository below a folder, by their name there.
fn committed(folder: &str) -> BTreeMap<String, String> {
    let texts = repository::texts().into_iter();
    texts
        .filter_map(|(path, text)| Some((path.strip_prefix(folder)?.to_owned(), text)))
        .collect()
}

#[test]
fn the_committed_bindings_are_what_the_generator_makes() {
    let Generated { files, untyped } = generated();
    let found = committed("src/bindings/generated/");
    let names: Vec<_> = found.keys().collect();
    assert_eq!(
        names,
        files.keys().collect::<Vec<_>>(),
        "run `make generate`"
    );
    for (name, text) in &files {
        assert!(found[name] == *text, "{name}: run `make generate`");
    }
    let report = committed("docs/");
    assert!(
        report["untyped-references.md"] == untyped,
        "docs/untyped-references.md: run `make generate`"
    );
}

#[test]
fn every_listed_type_has_a_binding_and_no_other() {
    let mut bound = BTreeSet::new();
    let files = generated().files;
    for line in files.values().flat_map(|text| text.lines()) {
        // `Subnet, SubnetHandle, "AWS::EC2::Subnet"`
        if let Some((_, name)) = line
            .split_once("Handle, \"")
            .or(line.split_once("Reference, \""))
        {
            bound.insert(name.trim_end_matches('"'));
        }
    }
    assert_eq!(bound, listed());
}

#[test]
fn a_fixup_that_changes_nothing_fails_the_generator() {
    let useless = [
        (
            "[[kind]]\ntype = \"AWS::EC2::Vpc\"\nvalue = \"VpcId\"\nname = \"Network\"",
            "the fix-up `kind AWS::EC2::Vpc VpcId` changes nothing; take it out",
        ),
        (
            "[[kind]]\ntype = \"AWS::IAM::Role\"\nvalue = \"Arn\"\nname = \"RoleArn\"",
            "the fix-up `kind AWS::IAM::Role Arn` changes nothing; take it out",
        ),
        (
            "[[policy]]\nproperty = \"PolicyDocuments\"",
            "the fix-up `policy PolicyDocuments` changes nothing; take it out",
        ),
        (
            "[[policy]]\nproperty = \"CidrBlock\"",
            "the fix-up `policy CidrBlock` changes nothing; take it out",
        ),
        (
            "[[thing]]\nservice = \"EC2\"\nname = \"Zone\"\nproperties = [\"RouteTableId\"]",
            "the fix-up `thing Zone RouteTableId` changes nothing; take it out",
        ),
        (
            "[[union]]\nname = \"Key\"\nmembers = [[\"AWS::KMS::Key\", \"Arn\"]]",
            "the fix-up `union Key` changes nothing; take it out",
        ),
    ];
    for (entry, problem) in useless {
        let fixups = format!(
            "{}\n{entry}\nreason = \"a seed\"\nsource = \"none\"\n",
            SOURCES.fixups
        );
        let problems = own(Sources {
            fixups: &fixups,
            ..SOURCES
        })
        .err();
        assert_eq!(problems, Some(vec![problem.to_owned()]), "{entry}");
    }
}

#[test]
fn a_fixup_without_a_reason_or_a_source_is_not_read() {
    for rest in ["source = \"none\"", "reason = \"a seed\""] {
        let fixups = format!(
            "{}\n[[policy]]\nproperty = \"PolicyText\"\n{rest}\n",
            SOURCES.fixups
        );
        let problems = own(Sources {
            fixups: &fixups,
            ..SOURCES
        })
        .err()
        .unwrap();
        assert!(problems[0].contains("missing field"), "{problems:?}");
    }
}

#[test]
fn a_type_that_nobody_knows_is_answered_with_the_nearest() {
    let problems = foreign(&["AWS::Kinesis::Streams"], "ess_cfn")
        .err()
        .unwrap();
    assert_eq!(
        problems,
        [
            "no resource type is named `AWS::Kinesis::Streams`; the nearest is `AWS::Kinesis::Stream`"
        ]
    );
}

#[test]
fn a_type_that_has_a_binding_gets_no_second_one() {
    let problems = foreign(&["AWS::EC2::VPC"], "ess_cfn").err().unwrap();
    assert_eq!(
        problems,
        ["`AWS::EC2::VPC` has a binding already: ess_cfn::bindings"]
    );
}

#[test]
fn every_type_of_the_registry_can_be_bound_by_another_crate() {
    let bound = listed();
    let others: Vec<&str> = ess_cfn::schema::types()
        .filter(|name| !bound.contains(name))
        .collect();
    assert_eq!(foreign(&others, "ess_cfn").err(), None);
}

#[test]
fn the_bindings_of_the_foreign_crate_are_what_the_generator_makes() {
    let types = ["AWS::Kinesis::Stream", "AWS::Kinesis::ResourcePolicy"];
    let Generated { files, .. } = foreign(&types, "ess_cfn").unwrap();
    assert!(
        committed("tests/foreign-crate/src/bindings/") == files,
        "tests/foreign-crate/Cargo.toml has the command that writes them"
    );
}
