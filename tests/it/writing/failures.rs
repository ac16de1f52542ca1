//! What the system refuses, and who changes a directory while it is written.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use ess_cfn::assembly::Files;
use ess_cfn::disk::{self, DiskError, Output, Step, Written};

use super::{content, expected, names, new, old, place, watched, write};

/// Writes where directories can't change places.
fn write_file_by_file(target: &Path, files: &Files, fails: Option<usize>) -> Vec<String> {
    let mut steps = Vec::new();
    let mut watch = |step: Step<'_>| {
        steps.push(format!("{step:?}"));
        if matches!(step, Step::Exchange(_)) {
            return Err(ErrorKind::Unsupported.into());
        }
        match fails {
            Some(number) if number + 1 == steps.len() => Err(ErrorKind::StorageFull.into()),
            Some(_) | None => Ok(()),
        }
    };
    let outputs = [Output {
        directory: target,
        files,
    }];
    let result = disk::write_observed(&outputs, &mut watch);
    let reached = fails.is_some_and(|number| number < steps.len());
    let exchange = fails.is_some_and(|number| {
        steps[number..]
            .first()
            .is_some_and(|step| is_exchange(step))
    });
    assert_eq!(result.is_err(), reached && !exchange, "{steps:?}");
    steps
}

fn is_exchange(step: &str) -> bool {
    step.starts_with("Exchange")
}

#[test]
fn whatever_step_fails_the_old_assembly_stands_and_nothing_is_left_beside_it() {
    let (folder, target) = place();
    write(&target, &old()).unwrap();
    let (_, steps) = watched(&folder.path().join("probe"), &new(), None, ErrorKind::Other);
    assert!(steps.len() > 5, "{steps:?}");
    fs::remove_dir_all(folder.path().join("probe")).unwrap();
    for step in 0.. {
        let (result, steps) = watched(&target, &new(), Some(step), ErrorKind::StorageFull);
        let Err(error) = result else {
            // Failing to look at what is out of sight already is no failure of the write.
            assert!(
                steps.len() <= step || steps[step].starts_with("Remove"),
                "{steps:?}"
            );
            break;
        };
        assert!(error.to_string().contains("can't be written"), "{error}");
        assert_eq!(content(&target), expected(&old()), "{steps:?}");
        assert_eq!(names(folder.path()), ["assembly"], "{steps:?}");
    }
    assert_eq!(content(&target), expected(&new()));
    assert_eq!(names(folder.path()), ["assembly"]);
}

#[test]
fn whatever_step_fails_of_a_new_directory_no_directory_is_there() {
    for step in 0.. {
        let (folder, _) = place();
        let target = folder.path().join("above/assembly");
        let (result, _) = watched(&target, &new(), Some(step), ErrorKind::StorageFull);
        if result.is_ok() {
            break;
        }
        assert_eq!(names(folder.path()), Vec::<String>::new());
    }
}

#[test]
fn where_directories_can_not_change_places_files_do_one_by_one_with_the_manifest_last() {
    let (folder, target) = place();
    write(&target, &old()).unwrap();
    let steps = write_file_by_file(&target, &new(), None);
    let steps: Vec<&str> = steps
        .iter()
        .filter_map(|step| step.strip_prefix("Replace(\"")?.strip_suffix("\")"))
        .filter_map(|path| path.rsplit('/').next())
        .collect();
    assert_eq!(
        steps,
        [
            "assembly.next.json",
            "root.yaml",
            "came.yaml",
            "gone.yaml",
            "assembly.json",
            "assembly.next.json"
        ]
    );
    assert_eq!(content(&target), expected(&new()));
    assert_eq!(names(folder.path()), ["assembly"]);
}

#[test]
fn a_failure_between_files_is_taken_back() {
    let (folder, target) = place();
    write(&target, &old()).unwrap();
    let count = write_file_by_file(&folder.path().join("probe"), &new(), None).len() + 7;
    fs::remove_dir_all(folder.path().join("probe")).unwrap();
    for step in 0..count {
        let steps = write_file_by_file(&target, &new(), Some(step));
        if content(&target) == expected(&new()) {
            break;
        }
        assert_eq!(content(&target), expected(&old()), "{steps:?}");
    }
}

#[test]
fn a_file_that_appears_in_the_last_moment_comes_back_with_the_old_directory() {
    let (folder, target) = place();
    write(&target, &old()).unwrap();
    let mut watch = |step: Step<'_>| {
        if let Step::Exchange(path) = step {
            fs::write(path.join("notes.md"), "mine")?;
        }
        Ok(())
    };
    let files = new();
    let outputs = [Output {
        directory: &target,
        files: &files,
    }];
    let error = disk::write_observed(&outputs, &mut watch).unwrap_err();
    assert!(error.to_string().contains("notes.md"), "{error}");
    assert_eq!(fs::read_to_string(target.join("notes.md")).unwrap(), "mine");
    assert_eq!(
        fs::read_to_string(target.join("root.yaml")).unwrap(),
        "old root"
    );
    assert_eq!(names(folder.path()), ["assembly"]);
}

#[test]
fn a_directory_that_comes_or_goes_meanwhile_is_looked_at_again() {
    let (_folder, target) = place();
    let mut came = false;
    let mut watch = |step: Step<'_>| -> io::Result<()> {
        if matches!(step, Step::Place(_)) && !came {
            came = true;
            write(&target, &old()).unwrap();
        }
        Ok(())
    };
    let files = new();
    let outputs = [Output {
        directory: &target,
        files: &files,
    }];
    let written = disk::write_observed(&outputs, &mut watch).unwrap();
    assert_eq!(written, [Written::Replaced]);
    assert_eq!(content(&target), expected(&new()));
}

#[test]
fn a_file_in_the_place_of_the_directory_stays() {
    let (_folder, target) = place();
    fs::write(&target, "mine").unwrap();
    let error = write(&target, &new()).unwrap_err();
    assert!(matches!(error, DiskError::TargetIsFile { .. }), "{error}");
    assert_eq!(fs::read_to_string(&target).unwrap(), "mine");
    let error = write(&target.join("below"), &new()).unwrap_err();
    assert!(
        matches!(error, DiskError::Write { .. } | DiskError::Read { .. }),
        "{error}"
    );
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_the_directory_stays() {
    let (folder, target) = place();
    let real = folder.path().join("real");
    write(&real, &old()).unwrap();
    std::os::unix::fs::symlink(&real, &target).unwrap();
    for path in [target.clone(), target.join("")] {
        let error = write(&path, &new()).unwrap_err();
        assert!(matches!(error, DiskError::TargetIsLink { .. }), "{error}");
        assert!(error.to_string().contains("real"), "{error}");
    }
    assert_eq!(content(&real), expected(&old()));
    std::os::unix::fs::symlink("nowhere", real.join("root.yaml.link")).unwrap();
    let error = write(&real, &new()).unwrap_err().to_string();
    assert!(
        error.contains("`root.yaml.link` is no plain file"),
        "{error}"
    );
}

#[cfg(unix)]
#[test]
fn a_parent_that_can_not_be_written_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, target) = place();
    write(&target, &old()).unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    // Whoever may do everything is refused nothing.
    let refused = fs::create_dir(folder.path().join("probe")).is_err();
    let result = write(&target, &new());
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    if refused {
        let error = result.unwrap_err();
        let text = error
            .to_string()
            .replace(&folder.path().display().to_string(), "DIR");
        assert_eq!(text, "no directory can be made in `DIR`");
        assert_eq!(content(&target), expected(&old()));
    }
    #[cfg(target_os = "linux")]
    {
        let error = write(Path::new("/proc/assembly"), &new()).unwrap_err();
        assert_eq!(error.to_string(), "no directory can be made in `/proc`");
        assert!(error.help().unwrap().contains("must be writable"));
    }
}

#[cfg(unix)]
#[test]
fn a_replaced_directory_keeps_its_mode_and_a_new_one_has_the_usual() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, target) = place();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    write(&target, &old()).unwrap();
    fs::create_dir(folder.path().join("usual")).unwrap();
    fs::write(folder.path().join("usual.txt"), "").unwrap();
    assert_eq!(mode(&target), mode(&folder.path().join("usual")));
    assert_eq!(
        mode(&target.join("root.yaml")),
        mode(&folder.path().join("usual.txt"))
    );
    fs::set_permissions(&target, fs::Permissions::from_mode(0o750)).unwrap();
    write(&target, &new()).unwrap();
    assert_eq!(mode(&target), 0o750);
    write_file_by_file(&target, &old(), None);
    assert_eq!(
        mode(&target.join("root.yaml")),
        mode(&folder.path().join("usual.txt"))
    );
}
