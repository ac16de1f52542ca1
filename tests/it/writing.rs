//! Writing an assembly as a directory: whole or not at all, and never over what others wrote.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use ess_cfn::assembly::{DataFile, Digest, Files, Manifest, SpecFile};
use ess_cfn::disk::{self, DifferenceKind, DiskError, Output, Step, Written};

mod failures;
mod interrupted;
mod together;

/// Files with their manifest, as an assembly has them.
fn assembly(contents: &[(&str, &str)]) -> Files {
    let spec = SpecFile {
        file: "deployment.yaml".to_owned(),
        sha256: Digest::of(b"name: a"),
    };
    let mut manifest = Manifest::new(spec);
    let mut files = Files::new();
    for (file, text) in contents {
        manifest.parameters.push(DataFile {
            file: (*file).to_owned(),
            sha256: Digest::of(text.as_bytes()),
            bytes: text.len(),
        });
        files.insert((*file).to_owned(), text.as_bytes().to_vec());
    }
    files.insert(Manifest::FILE.to_owned(), manifest.to_json().into_bytes());
    files
}

fn old() -> Files {
    assembly(&[
        ("root.yaml", "old root"),
        ("gone.yaml", "old"),
        ("same.yaml", "same"),
    ])
}

fn new() -> Files {
    assembly(&[
        ("root.yaml", "new root"),
        ("came.yaml", "new"),
        ("same.yaml", "same"),
    ])
}

fn write(directory: &Path, files: &Files) -> Result<Written, DiskError> {
    let written = disk::write(&[Output { directory, files }])?;
    Ok(written[0])
}

/// What is in a directory, sorted by name, hidden files included.
fn content(directory: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(directory).unwrap();
    let mut content: Vec<(String, String)> = entries
        .map(|entry| {
            let entry = entry.unwrap();
            let text = fs::read_to_string(entry.path()).unwrap_or_else(|_| "no file".to_owned());
            (entry.file_name().into_string().unwrap(), text)
        })
        .collect();
    content.sort();
    content
}

fn expected(files: &Files) -> Vec<(String, String)> {
    let text = |bytes: &Vec<u8>| String::from_utf8(bytes.clone()).unwrap();
    let pairs = files
        .iter()
        .map(|(name, bytes)| (name.clone(), text(bytes)));
    let mut pairs: Vec<_> = pairs.collect();
    pairs.sort();
    pairs
}

/// The names in a directory, hidden ones included.
fn names(directory: &Path) -> Vec<String> {
    content(directory)
        .into_iter()
        .map(|(name, _)| name)
        .collect()
}

/// A folder of a test's own, and a place in it for an assembly.
fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("assembly");
    (folder, target)
}

#[test]
fn a_new_directory_is_made_with_those_above_it() {
    let (folder, _) = place();
    let target = folder.path().join("a/b/assembly");
    assert_eq!(write(&target, &old()).unwrap(), Written::Created);
    assert_eq!(content(&target), expected(&old()));
    assert_eq!(names(&folder.path().join("a/b")), ["assembly"]);
}

#[test]
fn an_empty_directory_is_taken() {
    let (folder, target) = place();
    fs::create_dir(&target).unwrap();
    assert_eq!(write(&target, &old()).unwrap(), Written::Created);
    assert_eq!(content(&target), expected(&old()));
    assert_eq!(names(folder.path()), ["assembly"]);
}

#[test]
fn a_second_write_replaces_the_first_and_removes_what_is_no_longer_written() {
    let (folder, target) = place();
    write(&target, &old()).unwrap();
    assert_eq!(write(&target, &new()).unwrap(), Written::Replaced);
    assert_eq!(content(&target), expected(&new()));
    assert_eq!(names(folder.path()), ["assembly"]);
}

#[test]
fn the_same_files_are_left_alone() {
    let (_folder, target) = place();
    write(&target, &old()).unwrap();
    let before = fs::metadata(target.join("root.yaml")).unwrap();
    assert_eq!(write(&target, &old()).unwrap(), Written::Unchanged);
    let after = fs::metadata(target.join("root.yaml")).unwrap();
    assert_eq!(before.modified().unwrap(), after.modified().unwrap());
}

#[test]
fn files_of_others_stop_the_run_and_are_all_named() {
    let (folder, target) = place();
    write(&target, &old()).unwrap();
    fs::write(target.join("notes.md"), "mine").unwrap();
    fs::write(target.join("same.yaml"), "edited").unwrap();
    fs::create_dir(target.join("sub")).unwrap();
    let before = content(&target);
    let error = write(&target, &new()).unwrap_err();
    let text = error
        .to_string()
        .replace(&target.display().to_string(), "DIR");
    insta::assert_snapshot!(text, @r"
    `DIR` holds what this tool did not write, so nothing was written:
      `notes.md` is a file that no manifest names
      `same.yaml` was changed since it was written
      `sub` is a directory, and an assembly has none
    ");
    insta::assert_snapshot!(error.help().unwrap(), @"move it elsewhere, or choose another directory with `-o`");
    assert_eq!(content(&target), before);
    assert_eq!(names(folder.path()), ["assembly"]);
}

#[test]
fn a_file_that_is_as_it_would_be_written_anyway_is_taken_over() {
    let (_folder, target) = place();
    fs::create_dir(&target).unwrap();
    fs::write(target.join("came.yaml"), "new").unwrap();
    assert_eq!(write(&target, &new()).unwrap(), Written::Replaced);
    assert_eq!(content(&target), expected(&new()));
}

#[test]
fn a_deleted_file_of_an_assembly_comes_back() {
    let (_folder, target) = place();
    write(&target, &old()).unwrap();
    fs::remove_file(target.join("root.yaml")).unwrap();
    assert_eq!(write(&target, &old()).unwrap(), Written::Replaced);
    assert_eq!(content(&target), expected(&old()));
}

#[test]
fn another_assembly_json_is_not_overwritten() {
    let (_folder, target) = place();
    fs::create_dir(&target).unwrap();
    for (text, why) in [
        (
            "{}",
            "`assembly.json` can't be used: it is no manifest of an assembly",
        ),
        (
            r#"{"version": 2}"#,
            "`assembly.json` can't be used: it has version 2, and this tool knows versions up to 1",
        ),
    ] {
        fs::write(target.join(Manifest::FILE), text).unwrap();
        let error = write(&target, &new()).unwrap_err().to_string();
        assert!(error.contains(why), "{error}");
        assert_eq!(names(&target), [Manifest::FILE]);
    }
}

#[test]
fn of_several_directories_none_is_written_when_one_can_not_be() {
    let (folder, one) = place();
    let other = folder.path().join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("notes.md"), "mine").unwrap();
    let files = new();
    let outputs = [&one, &other].map(|directory| Output {
        directory,
        files: &files,
    });
    let error = disk::write(&outputs).unwrap_err();
    assert!(matches!(error, DiskError::Occupied { .. }), "{error}");
    assert_eq!(names(folder.path()), ["other"]);
}

#[test]
fn no_directory_takes_its_place_before_all_of_them_are_on_the_disk() {
    let (folder, _) = place();
    let directories: Vec<PathBuf> = (0..40)
        .map(|number| folder.path().join(format!("{number:02}")))
        .collect();
    let files = new();
    let outputs: Vec<Output<'_>> = directories
        .iter()
        .map(|directory| Output {
            directory,
            files: &files,
        })
        .collect();
    let mut steps = Vec::new();
    let mut watch = |step: Step<'_>| {
        steps.push(format!("{step:?}"));
        Ok(())
    };
    disk::write_observed(&outputs, &mut watch).unwrap();
    let of_kind = |kind: &str| {
        let found = steps.iter().enumerate();
        let found = found.filter(|(_, step)| step.starts_with(kind));
        found.map(|(at, _)| at).collect::<Vec<_>>()
    };
    let (synced, placed) = (of_kind("Sync"), of_kind("Place"));
    assert_eq!((synced.len(), placed.len()), (40, 40), "{steps:?}");
    assert!(synced.last() < placed.first(), "{steps:?}");
    for directory in &directories {
        let of = |kind: &str| {
            let beginning = format!("{kind}(\"{}", directory.display());
            steps.iter().rposition(|step| step.starts_with(&beginning))
        };
        assert!(of("Stage") < of("Sync"), "{directory:?}: {steps:?}");
        assert_eq!(content(directory), expected(&files));
    }
}

#[test]
fn a_file_is_created_once_and_never_written_over() {
    let (folder, target) = place();
    disk::create(&target, b"one").unwrap();
    let error = disk::create(&target, b"two").unwrap_err();
    assert!(matches!(error, DiskError::Exists { .. }), "{error}");
    assert_eq!(fs::read_to_string(&target).unwrap(), "one");
    assert_eq!(names(folder.path()), ["assembly"]);
}

#[test]
fn differences_from_a_directory_are_named_and_nothing_is_written() {
    let (_folder, target) = place();
    let kinds = |directory: &Path| {
        let differences = disk::compare(directory, &new()).unwrap();
        let one = |each: disk::Difference| (each.name, each.kind);
        differences.into_iter().map(one).collect::<Vec<_>>()
    };
    assert!(
        kinds(&target)
            .iter()
            .all(|(_, kind)| *kind == DifferenceKind::Missing)
    );
    write(&target, &old()).unwrap();
    let named = |name: &str, kind| (name.to_owned(), kind);
    assert_eq!(
        kinds(&target),
        [
            named("assembly.json", DifferenceKind::Changed),
            named("came.yaml", DifferenceKind::Missing),
            named("gone.yaml", DifferenceKind::Unexpected),
            named("root.yaml", DifferenceKind::Changed),
        ]
    );
    assert_eq!(content(&target), expected(&old()));
    write(&target, &new()).unwrap();
    assert_eq!(kinds(&target), []);
}

/// Goes through a write and notes its steps; the step with number `fails` gives `error`.
fn watched(
    target: &Path,
    files: &Files,
    fails: Option<usize>,
    error: io::ErrorKind,
) -> (Result<Written, DiskError>, Vec<String>) {
    let mut steps = Vec::new();
    let mut watch = |step: Step<'_>| {
        steps.push(format!("{step:?}"));
        match fails {
            Some(number) if number + 1 == steps.len() => Err(error.into()),
            Some(_) | None => Ok(()),
        }
    };
    let outputs = [Output {
        directory: target,
        files,
    }];
    let result = disk::write_observed(&outputs, &mut watch);
    (result.map(|written| written[0]), steps)
}
