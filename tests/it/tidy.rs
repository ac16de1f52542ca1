//! The habits of the source that a compiler does not check: what a file begins with, how long it
//! is, what a module is not called, what is not left behind, and which places of one machine no
//! text of the repository may name.
//!
//! Not here: imports (`floors`) and whatever a lint of Cargo.toml already says.

use proc_macro2::{TokenStream, TokenTree};

use crate::repository;

/// More is a second purpose.
const LONGEST: usize = 400;

/// Data tables that are longer, with the reason.
const LONGER: &[(&str, &str)] = &[];

/// Names that say nothing about what a module is for.
const EMPTY_NAMES: &[&str] = &[
    "utils", "util", "helpers", "common", "misc", "types", "core",
];

/// Folders at the top of one machine's or one person's disk. A test that needs a folder takes
/// `tempfile`.
const MACHINE_FOLDERS: &[&str] = &["work", "tmp", "root", "home", "Users"];

/// Hosts that packages come from, in two halves, so that this file does not name them either.
/// Packages are named by name and version; where they come from is the business of each machine.
const PACKAGE_HOSTS: &[(&str, &str)] = &[
    ("crates", ".io"),
    ("pypi", ".org"),
    ("pythonhosted", ".org"),
    ("npmjs", ".org"),
    ("npmjs", ".com"),
    ("yarnpkg", ".com"),
    ("proxy.golang", ".org"),
    ("static.rust-lang", ".org"),
];

#[test]
fn every_source_file_begins_by_saying_what_it_is_for() {
    complain(
        sources().filter(|(_, text)| !generated(text) && !text.starts_with("//!")),
        |_, _| {
            "begins without `//!`: say what the file is for and what must not enter it".to_owned()
        },
    );
}

#[test]
fn no_source_file_is_longer_than_a_reader_can_hold() {
    let long = sources().filter(|(path, text)| {
        !path.starts_with("tests/")
            && !generated(text)
            && text.lines().count() > LONGEST
            && LONGER.iter().all(|(long, _)| long != path)
    });
    complain(long, |_, text| {
        format!(
            "has {} lines, more than {LONGEST}: find its second purpose",
            text.lines().count()
        )
    });
}

#[test]
fn an_exception_for_a_long_file_is_still_needed() {
    let texts = repository::texts();
    for (path, reason) in LONGER {
        let lines = texts.get(*path).map_or(0, |text| text.lines().count());
        assert!(
            lines > LONGEST,
            "{path} ({reason}) has {lines} lines: strike it from LONGER"
        );
    }
}

#[test]
fn every_module_is_named_after_what_it_is_about() {
    let empty = sources().filter(|(path, _)| {
        path.split('/')
            .any(|part| EMPTY_NAMES.contains(&part.trim_end_matches(".rs")))
    });
    complain(empty, |_, _| {
        "has a name that says nothing: name what it is about".to_owned()
    });
}

#[test]
fn nothing_unfinished_or_switched_off_is_left_behind() {
    let mut found = Vec::new();
    for (path, text) in sources().filter(|(_, text)| !generated(text)) {
        found.extend(
            left_behind(&text)
                .into_iter()
                .map(|(line, what)| format!("{path}:{line}: {what}")),
        );
    }
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn no_text_names_a_place_of_one_machine() {
    let mut found = Vec::new();
    for (path, text) in repository::texts() {
        // Vendored facts quote AWS; this file has to spell what it looks for.
        if path.starts_with("schemas/") || path == "tests/it/tidy.rs" {
            continue;
        }
        found.extend(places(&path, &text));
    }
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn no_text_names_a_package_host() {
    let mut found = Vec::new();
    for (path, text) in repository::texts() {
        if path != "Cargo.lock" && !path.ends_with("/Cargo.lock") {
            found.extend(hosts(&path, &text));
        }
    }
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn the_lock_file_takes_every_package_from_the_public_index() {
    let index = format!(
        "registry+https://github.com/rust-lang/{}.io-index",
        "crates"
    );
    let lock = repository::texts().remove("Cargo.lock").unwrap();
    for line in lock.lines().filter(|line| line.starts_with("source = ")) {
        assert_eq!(
            line,
            format!("source = \"{index}\""),
            "Cargo.lock names another source"
        );
    }
}

#[test]
fn every_licence_text_of_vendored_facts_is_in_the_notices() {
    let texts = repository::texts();
    let notices = &texts["THIRD-PARTY.md"];
    for path in texts
        .keys()
        .filter(|path| path.starts_with("schemas/LICENSES/"))
    {
        let name = path.rsplit('/').next().unwrap();
        assert!(
            notices.contains(&format!("`{name}`")),
            "THIRD-PARTY.md does not name {name}"
        );
    }
}

/// Rust files of ours, also outside `src/`.
fn sources() -> impl Iterator<Item = (String, String)> {
    // `trybuild` and insta keep files in tests/ that are inputs, not sources of ours.
    let ours = [
        "src/",
        "tests/it/",
        "fuzz/fuzz_targets/",
        "build.rs",
        "build/",
    ];
    let rust = repository::texts()
        .into_iter()
        .filter(|(path, _)| path.ends_with(".rs"));
    rust.filter(move |(path, _)| ours.iter().any(|folder| path.starts_with(folder)))
}

fn generated(text: &str) -> bool {
    text.starts_with("// @generated")
}

fn complain(found: impl Iterator<Item = (String, String)>, say: impl Fn(&str, &str) -> String) {
    let found: Vec<String> = found
        .map(|(path, text)| format!("{path}: {}", say(&path, &text)))
        .collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

/// Lines that a finished file does not have, read as tokens, so that a comment or a text that
/// speaks of them is none.
fn left_behind(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    // A file that is no Rust yet is the compiler's to report.
    if let Ok(tokens) = text.parse::<TokenStream>() {
        scan(tokens, &mut found);
    }
    for (index, line) in text.lines().enumerate() {
        let comment = line.trim_start();
        let fence = comment
            .strip_prefix("///")
            .or_else(|| comment.strip_prefix("//!"));
        let Some(info) = fence.and_then(|fence| fence.trim_start().strip_prefix("```")) else {
            continue;
        };
        if info
            .split(',')
            .any(|word| ["ignore", "should_panic"].contains(&word.trim()))
        {
            found.push((
                index + 1,
                format!("an example in the documentation has to run: `{info}`"),
            ));
        }
    }
    found
}

fn scan(tokens: TokenStream, found: &mut Vec<(usize, String)>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => {
                let before = at.checked_sub(1).and_then(|before| tokens.get(before));
                if matches!(before, Some(TokenTree::Punct(hash)) if hash.as_char() == '#') {
                    attribute(group.stream(), found);
                }
                scan(group.stream(), found);
            }
            TokenTree::Ident(ident) => {
                let called =
                    matches!(tokens.get(at + 1), Some(TokenTree::Punct(p)) if p.as_char() == '!');
                let name = ident.to_string();
                if called && ["dbg", "todo", "unimplemented"].contains(&name.as_str()) {
                    found.push((
                        ident.span().start().line,
                        format!("`{name}!` is left behind"),
                    ));
                }
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

fn attribute(tokens: TokenStream, found: &mut Vec<(usize, String)>) {
    if let Some(TokenTree::Ident(ident)) = tokens.into_iter().next() {
        let name = ident.to_string();
        if ["ignore", "should_panic"].contains(&name.as_str()) {
            let line = ident.span().start().line;
            found.push((
                line,
                format!("a test is `#[{name}]`: assert what should happen"),
            ));
        }
    }
}

fn places(path: &str, text: &str) -> Vec<String> {
    let places: Vec<String> = MACHINE_FOLDERS
        .iter()
        .map(|folder| format!("/{folder}/"))
        .collect();
    mentions(path, text, |line| {
        places.iter().map(String::as_str).find(|place| {
            line.match_indices(place)
                .any(|(at, _)| !continues_a_path(&line[..at]))
        })
    })
}

/// `…/home/` inside a longer path or an address is no place of a machine.
fn continues_a_path(before: &str) -> bool {
    before.ends_with(|c: char| c.is_alphanumeric() || "._-/}$)".contains(c))
}

fn hosts(path: &str, text: &str) -> Vec<String> {
    let hosts: Vec<String> = PACKAGE_HOSTS
        .iter()
        .map(|(a, b)| format!("{a}{b}"))
        .collect();
    mentions(path, text, |line| {
        hosts
            .iter()
            .find(|host| line.contains(host.as_str()))
            .map(String::as_str)
    })
}

fn mentions<'a>(path: &str, text: &str, find: impl Fn(&str) -> Option<&'a str>) -> Vec<String> {
    let lines = text.lines().enumerate();
    lines
        .filter_map(|(index, line)| {
            find(line).map(|what| format!("{path}:{}: names `{what}`", index + 1))
        })
        .collect()
}

#[test]
fn what_is_left_behind_is_found_in_code_and_not_in_words() {
    let found =
        left_behind("//! dbg!(1)\nfn a() {\n  b(dbg!(1));\n}\n#[ignore]\nfn c() { todo!() }");
    let lines: Vec<usize> = found.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [3, 5, 6], "{found:?}");
    let found = left_behind("#[test]\n#[should_panic = \"x\"]\nfn c() { \"todo!()\"; ignore!(); }");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        left_behind("/// ```rust,ignore\n/// ```\nfn a() {}")[0].0,
        1
    );
}

#[test]
fn a_place_of_a_machine_and_a_package_host_are_found() {
    assert_eq!(
        places("a.md", "x\nsee /home/me/x"),
        ["a.md:2: names `/home/`"]
    );
    assert_eq!(places("a.md", "\"/tmp/x\"").len(), 1);
    assert_eq!(
        places("a.md", "https://docs.example.org/home/x $HOME/tmp/x"),
        Vec::<String>::new()
    );
    assert_eq!(hosts("a.md", &format!("https://{}.org/x", "pypi")).len(), 1);
    assert_eq!(
        hosts("a.md", "public.ecr.aws, docs.aws.amazon.com"),
        Vec::<String>::new()
    );
}
