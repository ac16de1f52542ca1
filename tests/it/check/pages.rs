//! The page of every check: its form, and its examples.

use std::collections::BTreeSet;

use ess_cfn::check::{checks, examples, page};
use ess_cfn::source::Severity;
use ess_cfn::spec;

use super::found;
use crate::repository;

#[test]
fn every_example_that_fails_does_and_every_one_that_passes_is_clean() {
    let mut wrong = Vec::new();
    for check in checks() {
        let (id, page) = (check.rule.id, page(check.rule.page));
        let examples = examples(&page);
        for fails in [true, false] {
            if !examples.iter().any(|example| example.fails == fails) {
                wrong.push(format!("{id} has no example that fails: {fails}"));
            }
        }
        for example in examples {
            let found = found(&example.text);
            let hits = found.iter().filter(|finding| finding.rule.id == id).count();
            if example.fails && hits == 0 {
                wrong.push(format!("{id} finds nothing in\n{}", example.text));
            }
            // What passes is a template that is right, also by every other rule.
            let errors = found
                .iter()
                .filter(|one| one.severity() == Severity::Error || one.rule.id == id);
            if !example.fails {
                wrong.extend(
                    errors.map(|one| format!("{id} passes, but {}: {}", one.rule.id, one.message)),
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn ids_are_unique_over_all_judges_and_pages_have_one_form() {
    let spec = spec::RULES.iter().map(|rule| rule.rule.id);
    let mut ids = BTreeSet::new();
    let risks = ess_cfn::diff::risks().map(|risk| risk.rule.id);
    for id in checks().map(|check| check.rule.id).chain(risks).chain(spec) {
        assert!(ids.insert(id), "{id} is given twice");
    }
    for check in checks() {
        let (id, page) = (check.rule.id, page(check.rule.page));
        let headings: Vec<&str> = page
            .lines()
            .filter(|line| line.starts_with("## "))
            .collect();
        let expected = [
            "## What it finds",
            "## Why it matters",
            "## Fails",
            "## Passes",
            "## Sources",
        ];
        assert_eq!(headings, expected, "{id}");
        assert!(page.starts_with(&format!("# {id}\n")), "{id}");
    }
}

#[test]
fn every_file_of_a_check_is_in_the_table() {
    let listed: BTreeSet<String> = checks().map(|check| page(check.rule.page)).collect();
    for (path, text) in repository::rust_sources("src/check/") {
        if text.contains("static CHECK: Check") {
            assert!(listed.contains(&page(&text)), "{path} is in no table");
        }
    }
}
