//! The floors test holds: small sources in which it must find what is wrong, and nothing else.

use super::violations;

/// What is wrong with `files`, path below `src/` -> text.
fn found(files: &[(&str, &str)]) -> Vec<String> {
    let with_src = |(path, text): &(&str, &str)| (format!("src/{path}"), (*text).to_owned());
    violations(&files.iter().map(with_src).collect())
}

/// Asserts one violation at `place`, whose text holds `says`.
fn assert_one(files: &[(&str, &str)], place: &str, says: &str) {
    let found = found(files);
    let [one] = found.as_slice() else {
        panic!("expected one violation, found {found:#?}")
    };
    assert!(
        one.starts_with(place) && one.contains(says),
        "expected {place} … {says}, found {one}"
    );
}

const CHECK: (&str, &str) = ("check/mod.rs", "pub struct Verdict; pub fn judge() {}");

#[test]
fn looking_down_is_allowed() {
    let found = found(&[
        (
            "lib.rs",
            "pub mod cfn; pub mod check; pub mod source; pub use check::Verdict;",
        ),
        ("main.rs", "fn main() { ess_cfn::cli::main() }"),
        (
            "cli/mod.rs",
            "pub fn main() { crate::check::judge(); std::env::var(\"HOME\"); }",
        ),
        (
            "check/mod.rs",
            "mod rules; pub use rules::Verdict; use crate::cfn::{self, Template};",
        ),
        (
            "check/rules.rs",
            "use super::super::source::Span; pub struct Verdict;",
        ),
        (
            "cfn/mod.rs",
            "pub struct Template; pub use crate::source::Span; fn a(n: std::num::X) {}",
        ),
        ("source.rs", "pub struct Span;"),
    ]);
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn a_use_of_a_higher_floor_is_found_with_line_and_what_is_below() {
    assert_one(
        &[
            CHECK,
            (
                "cfn/mod.rs",
                "//! x\n\nuse crate::{\n    check::Verdict,\n};",
            ),
        ],
        "src/cfn/mod.rs:4: `cfn` sees `check`; below it are document, aws, source",
        "`crate::check::Verdict`",
    );
}

#[test]
fn neighbours_on_one_floor_do_not_see_one_another() {
    assert_one(
        &[CHECK, ("diff.rs", "use crate::check::Verdict;")],
        "src/diff.rs:1:",
        "`diff` sees `check`; below it are resolve, assembly",
    );
}

#[test]
fn a_path_written_in_place_is_found() {
    let file = |text| ("cfn/template.rs", text);
    for text in [
        "fn a() { crate::check::judge() }",
        "fn a(verdict: &crate::check::Verdict) {}",
        "impl crate::check::Verdict {}",
        "fn a() { super::super::check::judge() }",
        "fn a() { use crate::check::*; }",
        "mod inner { fn a() { super::super::super::check::judge() } }",
        "fn a() { vec![crate::check::judge()]; }",
        "macro_rules! a { () => { $crate::check::judge() } }",
        "macro_rules! a { () => { use crate::{check::judge as j}; } }",
        "fn a() { ess_cfn::check::judge() }",
        "#[serde(with = \"crate::check\")] struct A;",
        "#[derive(crate::check::Derive)] struct A;",
        "#[cfg(test)] mod tests { use crate::check::Verdict; }",
    ] {
        assert_one(
            &[CHECK, file(text)],
            "src/cfn/template.rs:1: `cfn` sees `check`",
            "`",
        );
    }
}

#[test]
fn a_re_export_is_followed_to_where_it_leads() {
    let lib = |text| ("lib.rs", text);
    for (lib, text) in [
        (lib("pub use check::Verdict;"), "use crate::Verdict;"),
        (
            lib("pub use crate::check::{Verdict as Other};"),
            "use super::Other;",
        ),
        (lib("pub use check::*;"), "fn a(verdict: crate::Verdict) {}"),
        (lib("pub use check as judge;"), "use crate::judge::Verdict;"),
        (
            lib("pub use a::Verdict as B; mod a { pub use super::check::Verdict; }"),
            "use crate::B;",
        ),
    ] {
        let found = found(&[CHECK, lib, ("cfn.rs", text)]);
        assert!(
            found
                .iter()
                .any(|one| one.starts_with("src/cfn.rs:1: `cfn` sees `check`")),
            "{text}: {found:#?}"
        );
    }
}

#[test]
fn a_ring_through_a_lower_floors_re_export_is_found_where_it_begins() {
    assert_one(
        &[
            CHECK,
            ("cfn.rs", "use crate::document::Verdict;"),
            ("document.rs", "pub use crate::source::Span;"),
            ("source.rs", "pub struct Span;"),
            ("resolve.rs", "use crate::document::Span;"),
            ("aws.rs", "pub use crate::check::Verdict;"),
        ],
        "src/aws.rs:1: `aws` sees `check`",
        "source",
    );
}

#[test]
fn the_crates_root_as_a_whole_is_no_floor() {
    for text in [
        "use crate::*;",
        "use crate as all;",
        "use super::*;",
        "use crate::nobody;",
    ] {
        assert_one(&[("cfn.rs", text)], "src/cfn.rs:1:", "root as a whole");
    }
}

#[test]
fn an_exported_macro_belongs_to_the_floor_that_writes_it() {
    assert_one(
        &[
            (
                "check.rs",
                "#[macro_export] macro_rules! judge { () => {} }",
            ),
            ("cfn.rs", "\nfn a() { crate::judge!() }"),
        ],
        "src/cfn.rs:2: `cfn` sees `check`",
        "crate::judge",
    );
}

#[test]
fn a_folder_file_or_inline_module_without_a_floor_is_found() {
    assert_one(
        &[("extra/mod.rs", "")],
        "src/extra/mod.rs:1:",
        "no floor is named `extra`",
    );
    assert_one(
        &[("extra.rs", "")],
        "src/extra.rs:1:",
        "give it a place in FLOORS",
    );
    assert_one(
        &[("lib.rs", "pub mod prelude {}")],
        "src/lib.rs",
        "no floor is named `prelude`",
    );
}

#[test]
fn main_sees_cli_alone() {
    let main = |text| ("main.rs", text);
    let lib = ("lib.rs", "pub use check::judge;");
    let place = "src/main.rs:1: `main` sees";
    assert_one(
        &[CHECK, ("cli.rs", ""), main("use ess_cfn::{cli, check};")],
        place,
        "`check`",
    );
    assert_one(
        &[CHECK, lib, main("fn main() { ess_cfn::judge() }")],
        place,
        "`check`",
    );
    assert_one(
        &[CHECK, lib, main("use ess_cfn::*;")],
        place,
        "root as a whole",
    );
}

#[test]
fn the_generator_is_blind_to_the_bindings() {
    assert_one(
        &[
            ("generator.rs", "use crate::bindings::Vpc;"),
            ("bindings.rs", "pub struct Vpc;"),
        ],
        "src/generator.rs:1: `generator` must not see `bindings`",
        "do not compile",
    );
}

#[test]
fn a_pure_floor_touches_nothing_outside() {
    for (text, what) in [
        ("use std::{fs, io};", "files"),
        ("fn a() { std::env::var(\"HOME\"); }", "environment"),
        ("use std::time::{Duration, SystemTime};", "clock"),
        (
            "fn a() { let b = vec![std::time::Instant::now()]; }",
            "clock",
        ),
    ] {
        assert_one(
            &[("stacks/network.rs", text)],
            "src/stacks/network.rs:1:",
            what,
        );
    }
    let tests = "#[cfg(test)] mod tests { use std::fs; }";
    assert_eq!(
        found(&[("stacks.rs", tests), ("disk.rs", "use std::fs;")]),
        Vec::<String>::new()
    );
    let file = [
        ("stacks.rs", "#[cfg(test)] mod tests;"),
        ("stacks/tests.rs", "use std::fs;"),
    ];
    assert_eq!(found(&file), Vec::<String>::new());
}
