//! Checks of templates: every rule's page with its examples, and what is found in templates of every kind.

pub(crate) mod corpus;
mod functions;
mod limits;
mod mutations;
mod nested;
mod oracle;
mod orders;
mod pages;
mod properties;
mod quotas;
mod references;
mod relations;
mod robust;
mod security;
mod structure;
mod suppression;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use ess_cfn::check::{Root, check, roots};
use ess_cfn::resolve::{Library, Settings, Source};
use ess_cfn::source::{Finding, Severity};

use crate::repository;

/// Everything that is found in files: `# file: NAME` begins each, and a text without such a line is one.
fn found(text: &str) -> Vec<Finding> {
    let mut library = Library::default();
    for (name, text) in files(text) {
        library.add(Source::read(&name, text.as_bytes()));
    }
    let settings = Settings {
        region: "eu-central-1".parse().ok(),
        ..Settings::default()
    };
    let roots = roots(&library).into_iter().map(|path| Root {
        path,
        settings: settings.clone(),
    });
    check(&library, &roots.collect::<Vec<_>>())
}

/// The rules of a family that find something in files, each with the line, in the order of the text:
/// `template-null@3`.
fn rules(family: &str, text: &str) -> Vec<String> {
    static PATHS: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    let paths = PATHS.get_or_init(|| {
        let sources = repository::rust_sources("src/check/").into_iter();
        sources.map(|(path, text)| (text, path)).collect()
    });
    let folder = format!("src/check/{family}/");
    let is_of_family = |page: &str| {
        paths
            .get(page)
            .is_some_and(|path| path.starts_with(&folder))
    };
    let found = found(text).into_iter();
    let found = found.filter(|finding| is_of_family(finding.rule.page));
    let found = found.map(|finding| {
        let line = finding.place.map_or(0, |place| place.span.start.line);
        format!("{}@{line}", finding.rule.id)
    });
    found.collect()
}

/// The files of a text, by name. `# times 60: LINE` stands for 60 such lines.
pub(crate) fn files(text: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("# file: ") {
            files.push((name.to_owned(), String::new()));
            continue;
        }
        if files.is_empty() {
            files.push(("template.yaml".to_owned(), String::new()));
        }
        let (_, text) = files.last_mut().unwrap();
        let repeated = line.strip_prefix("# times ").and_then(|rest| {
            let (times, line) = rest.split_once(": ")?;
            Some((times.parse().ok()?, line))
        });
        let (times, line) = repeated.unwrap_or((1, line));
        for _ in 0..times {
            text.push_str(line);
            text.push('\n');
        }
    }
    files
}

/// The rules of the errors and warnings that are found in files, in their order; that examples declare more
/// than they use is not spoken of.
fn speaking(text: &str) -> Vec<&'static str> {
    let found = found(text).into_iter();
    let found = found.filter(|finding| finding.severity() != Severity::Info);
    let found =
        found.filter(|finding| !matches!(finding.rule.id, "condition-unused" | "parameter-unused"));
    found.map(|finding| finding.rule.id).collect()
}
