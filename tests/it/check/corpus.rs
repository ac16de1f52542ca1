//! The templates of `tests/corpus/`, which CloudFormation deploys: nothing in them may be called wrong.
//!
//! They are written for this repository. What cfn-lint says of them is explained in docs/agreement.md.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use ess_cfn::check::{Root, check, roots};
use ess_cfn::resolve::{Library, Settings, Source};
use ess_cfn::source::{Finding, Severity};

use crate::repository;

/// Every template of the corpus: its path below `tests/corpus/`, with `/`, and its text.
pub(crate) fn templates() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let folder = repository::root().join("tests/corpus");
    collect(&folder, &folder, &mut found);
    found.sort();
    found
}

fn collect(folder: &Path, top: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, top, found);
            continue;
        }
        let name = path.strip_prefix(top).unwrap().to_string_lossy();
        let text = fs::read_to_string(&path).unwrap();
        found.push((name.replace('\\', "/"), text));
    }
}

/// A library of templates.
pub(crate) fn library<'t>(templates: impl Iterator<Item = (&'t str, &'t str)>) -> Library {
    let mut library = Library::default();
    for (name, text) in templates {
        library.add(Source::read(name, text.as_bytes()));
    }
    library
}

/// Everything that is found in a library, in a region or wherever it may be.
pub(super) fn judged(library: &Library, region: Option<&str>) -> Vec<Finding> {
    let settings = Settings {
        region: region.and_then(|region| region.parse().ok()),
        ..Settings::default()
    };
    let roots = roots(library).into_iter().map(|path| Root {
        path,
        settings: settings.clone(),
    });
    check(library, &roots.collect::<Vec<_>>())
}

/// Where a finding stands, and what it says.
pub(super) fn line(finding: &Finding) -> String {
    let place = finding.place.as_ref().unwrap();
    let (file, line) = (&place.file, place.span.start.line);
    let rule = finding.rule.id;
    format!("{file}:{line}: {rule}: {}", finding.message)
}

fn whole() -> Library {
    let templates = templates();
    library(
        templates
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str())),
    )
}

#[test]
fn no_template_of_the_corpus_has_an_error_or_a_warning() {
    let library = whole();
    for region in [Some("us-east-1"), None] {
        let found = judged(&library, region);
        let wrong = found.iter().filter(|one| one.severity() != Severity::Info);
        let wrong: Vec<String> = wrong.map(line).collect();
        assert!(wrong.is_empty(), "{region:?}\n{}", wrong.join("\n"));
    }
}

#[test]
fn the_corpus_is_wide() {
    let library = whole();
    let mut types = BTreeSet::new();
    let (mut parents, mut json) = (0, 0);
    for (path, source) in library.iter() {
        assert!(source.problems.is_empty(), "{path}: {:?}", source.problems);
        assert!(source.is_template(), "{path}");
        let resources = source.tree().get(&["Resources"]).unwrap();
        for (_, resource) in resources.as_mapping().unwrap().iter() {
            types.insert(
                resource
                    .get(&["Type"])
                    .unwrap()
                    .as_text()
                    .unwrap()
                    .to_owned(),
            );
        }
        parents += usize::from(source.nested_addresses().next().is_some());
        json += usize::from(path.ends_with(".json"));
    }
    let services = types.iter().filter(|name| name.starts_with("AWS::"));
    let services: BTreeSet<&str> = services
        .map(|name| name.split("::").nth(1).unwrap())
        .collect();
    let templates = library.iter().count();
    assert!(templates >= 75, "{templates} templates");
    assert!(types.len() >= 175, "{} types", types.len());
    assert!(services.len() >= 60, "{} services", services.len());
    assert!(parents >= 10, "{parents} templates nest others");
    assert!(json >= 5, "{json} templates are JSON");
}
