//! Every file of every shipped deployment as a snapshot that a reviewer reads as the file itself:
//! `snapshots/<spec>/<file>.snap`.
//!
//! Taken over with `INSTA_UPDATE=always cargo test snapshots`. Not here: what must hold in them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use ess_cfn::assembly::{Digest, Layout, Manifest, NestedTemplates, SpecFile, files};
use ess_cfn::document::Format;
use ess_cfn::{spec, stacks};

use crate::repository;

/// The shipped specs: path below the root -> text.
pub(crate) fn shipped() -> Vec<(String, String)> {
    let texts = repository::texts().into_iter();
    let specs = texts.filter(|(path, _)| path.starts_with("stacks/") && path.ends_with(".yaml"));
    specs.collect()
}

/// The files of a spec that are snapshots; the manifest is digests of them.
fn synthesised(path: &str, text: &str) -> Vec<(String, String)> {
    let (_, findings) = spec::read(&path.into(), text);
    assert_eq!(findings, [], "{path}");
    files_of(path, text)
}

/// The files of a spec that is no error, but for the manifest.
pub(crate) fn files_of(path: &str, text: &str) -> Vec<(String, String)> {
    let file: Arc<str> = path.into();
    let (architecture, _) = spec::read(&file, text);
    let mut synthesis = stacks::synthesise(&architecture.unwrap()).unwrap();
    let spec = SpecFile {
        file: path.to_owned(),
        sha256: Digest::of(text.as_bytes()),
    };
    let layout = Layout {
        format: Format::Yaml,
        nested: NestedTemplates::Beside,
    };
    let (parameters, policy) = (&synthesis.parameters, &synthesis.stack_policy);
    let (_, files) = files(&mut synthesis.assembly, parameters, policy, &layout, spec);
    let files = files.into_iter().filter(|(name, _)| name != Manifest::FILE);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    files.map(|(name, bytes)| (name, text(bytes))).collect()
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap();
    name.trim_end_matches(".yaml")
}

#[test]
fn shipped_deployments_are_what_their_snapshots_show() {
    for (path, text) in shipped() {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(repository::root().join("snapshots").join(stem(&path)));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| {
            for (name, text) in synthesised(&path, &text) {
                insta::assert_snapshot!(name, text);
            }
        });
    }
}

#[test]
fn every_snapshot_belongs_to_a_file_of_a_shipped_deployment() {
    let mut expected = BTreeSet::new();
    for (path, text) in shipped() {
        for (name, _) in synthesised(&path, &text) {
            expected.insert(format!("{}/{name}.snap", stem(&path)));
        }
    }
    let folder = repository::root().join("snapshots");
    let mut found = BTreeSet::new();
    walk(&folder, &folder, &mut found);
    let left: Vec<_> = found.difference(&expected).collect();
    assert!(
        left.is_empty(),
        "nothing makes these snapshots any more: {left:?}"
    );
}

#[test]
fn a_snapshot_reads_as_the_file_that_it_shows() {
    for (path, text) in repository::texts() {
        let Some(shown) = path.strip_prefix("snapshots/") else {
            continue;
        };
        let mut parts = text.splitn(3, "---\n");
        let (before, header) = (parts.next().unwrap(), parts.next().unwrap());
        assert_eq!(before, "", "{shown}");
        assert_eq!(header, "source: tests/it/snapshots.rs\n", "{shown}");
    }
}

fn walk(root: &Path, directory: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(directory).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(root, &path, found);
        } else {
            let name = path.strip_prefix(root).unwrap().to_string_lossy();
            found.insert(name.replace('\\', "/"));
        }
    }
}
