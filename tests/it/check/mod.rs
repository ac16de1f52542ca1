//! Checks of templates: every rule's page with its examples, and what is found in templates of every kind.

mod nested;
mod pages;
mod relations;
mod security;
mod suppression;

use ess_cfn::check::{Root, check, roots};
use ess_cfn::resolve::{Library, Settings, Source};
use ess_cfn::source::{Finding, Severity};

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

/// The files of a text, by name.
fn files(text: &str) -> Vec<(String, String)> {
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
        text.push_str(line);
        text.push('\n');
    }
    files
}

/// The rules of the errors and warnings that are found in files, in their order.
fn rules(text: &str) -> Vec<&'static str> {
    let found = found(text).into_iter();
    let found = found.filter(|finding| finding.severity() != Severity::Info);
    found.map(|finding| finding.rule.id).collect()
}
