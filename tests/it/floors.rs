//! The floors of the crate, top to bottom: a module imports only from floors below its own, and
//! neighbours on one floor do not see one another.
//!
//! Read are all `use` trees and all paths written in place, in macros and attributes too, and
//! re-exports are followed to where they lead. `src/lib.rs` joins the floors and may name all of
//! them; `src/main.rs` sees `cli` alone; `src/bin/` holds maintainers' programs, which nobody
//! can import. From `report` and `stacks` down everything is pure: no files, no clock, no
//! environment, no randomness, outside of `#[cfg(test)]`. Only what comes from outside the crate
//! is free in test code: floors hold there as well.

use std::collections::{BTreeMap, BTreeSet};

use modules::{Modules, Passed, is_binary};
use paths::Written;

use crate::repository;

mod modules;
mod paths;
mod proofs;

/// Top to bottom. A new folder or file of `src/` gets its place here, and in ARCHITECTURE.md.
const FLOORS: &[&[&str]] = &[
    &["cli"],
    &["disk", "report"],
    &["stacks"],
    &["spec"],
    &["architecture"],
    &["check", "diff", "assess"],
    &["resolve"],
    &["assembly"],
    &["policy"],
    &["generator"],
    &["bindings"],
    &["schema", "facts"],
    &["cfn"],
    &["document"],
    &["aws"],
    &["source", "parallel"],
];

/// Lower floors that a module must not see all the same, and why.
const BLIND: &[(&str, &str, &str)] = &[(
    "generator",
    "bindings",
    "it builds when the bindings do not compile",
)];

/// The floors that touch the world outside. All others are pure.
const IMPURE: &[&str] = &["cli", "disk"];

/// What a pure floor must not touch.
const OUTSIDE: &[(&str, &str)] = &[
    ("std::fs", "files"),
    ("std::env", "the environment"),
    ("std::net", "the network"),
    ("std::process", "processes"),
    ("std::time::SystemTime", "the clock"),
    ("std::time::Instant", "the clock"),
    ("std::io::stdin", "the terminal"),
    ("std::io::stdout", "the terminal"),
    ("std::io::stderr", "the terminal"),
    ("std::hash::RandomState", "randomness"),
    ("tempfile", "files"),
    ("rustix", "the system"),
    ("anstream", "the terminal"),
];

#[test]
fn every_module_sees_only_floors_below_its_own() {
    let found = violations(&repository::rust_sources("src/"));
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn every_floor_that_is_built_is_on_the_map() {
    let map = repository::texts().remove("ARCHITECTURE.md").unwrap();
    for path in repository::rust_sources("src/").keys() {
        let Some(name) = top_level(path) else {
            continue;
        };
        let row = map.lines().any(|line| {
            line.split('|')
                .nth(1)
                .is_some_and(|names| names.contains(&format!("`{name}`")))
        });
        assert!(
            row,
            "the table of floors in ARCHITECTURE.md has no `{name}`"
        );
    }
}

/// What is wrong with the floors of `sources`, path -> text, one line per place.
fn violations(sources: &BTreeMap<String, String>) -> Vec<String> {
    let modules = Modules::read(sources);
    let mut found = BTreeSet::new();
    for (path, written) in &modules.written {
        let top = top_level(path);
        if top.as_ref().is_some_and(|top| floor(top).is_none()) {
            found.insert(format!(
                "{path}:1: no floor is named `{}`; {PLACE}",
                top.unwrap()
            ));
            continue;
        }
        for each in written {
            let Some(complaint) = judge(&modules, path, top.as_deref(), each) else {
                continue;
            };
            found.insert(format!(
                "{path}:{}: {complaint} (`{}`)",
                each.line,
                each.segments.join("::")
            ));
        }
    }
    // An inline module of `lib.rs` is a top-level module as well.
    let files: BTreeSet<_> = sources.keys().filter_map(|path| top_level(path)).collect();
    for name in modules
        .top_level()
        .filter(|name| floor(name).is_none() && !files.contains(*name))
    {
        found.insert(format!("src/lib.rs: no floor is named `{name}`; {PLACE}"));
    }
    found.into_iter().collect()
}

const PLACE: &str = "give it a place in FLOORS of tests/it/floors.rs and in ARCHITECTURE.md";

fn judge(modules: &Modules, path: &str, top: Option<&str>, each: &Written) -> Option<String> {
    if path == "src/main.rs" {
        return judge_main(modules, each);
    }
    // `lib.rs` joins the floors; a maintainers' program stands above all of them.
    let top = top?;
    let Passed { floors, root } = modules.passed(&each.module, &each.segments);
    if root {
        return Some(format!(
            "`{top}` sees the crate's root as a whole; name the floor"
        ));
    }
    for other in &floors {
        if let Some((_, _, why)) = BLIND
            .iter()
            .find(|(one, blind, _)| one == &top && blind == other)
        {
            return Some(format!("`{top}` must not see `{other}`: {why}"));
        }
        // A module without a floor is found on its own.
        if other != top && floor(other).is_some_and(|other| Some(other) <= floor(top)) {
            return Some(format!(
                "`{top}` sees `{other}`; below it are {}",
                below(top)
            ));
        }
    }
    if IMPURE.contains(&top) || each.in_test {
        return None;
    }
    let text = each.segments.join("::");
    let (_, what) = OUTSIDE.iter().find(|(outside, _)| {
        text.strip_prefix(outside)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    })?;
    Some(format!(
        "`{top}` is pure and touches {what}; {} may",
        IMPURE.join(" and ")
    ))
}

fn judge_main(modules: &Modules, each: &Written) -> Option<String> {
    if each.segments.first().is_none_or(|head| head != "ess_cfn") {
        return None;
    }
    let Passed { floors, root } = modules.passed(&[], &each.segments);
    let other = floors.iter().find(|other| *other != "cli");
    match other {
        Some(other) => Some(format!("`main` sees `{other}`; it may see `cli` alone")),
        None if root => {
            Some("`main` sees the crate's root as a whole; it may see `cli`".to_owned())
        }
        None => None,
    }
}

/// The top-level module that a file belongs to; none for `lib.rs` and the binaries.
fn top_level(path: &str) -> Option<String> {
    let inner = path.strip_prefix("src/")?;
    if inner == "lib.rs" || is_binary(path) {
        return None;
    }
    inner
        .split('/')
        .next()
        .map(|first| first.trim_end_matches(".rs").to_owned())
}

fn floor(name: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&name))
}

fn below(name: &str) -> String {
    let lower = floor(name).map_or(FLOORS.len(), |index| index + 1);
    let names: Vec<&str> = FLOORS[lower..]
        .iter()
        .flat_map(|floor| floor.iter().copied())
        .collect();
    match names.as_slice() {
        [] => "no others".to_owned(),
        names => names.join(", "),
    }
}
