//! A run that is killed between two steps: a second process that ends itself there.

use std::env;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

use ess_cfn::disk::{self, Output, Step, Written};

use super::{content, expected, names, new, old, place, write};

/// The target of the second process, and the number of the step that it does not live to see.
const TARGET: &str = "ESS_CFN_TEST_TARGET";
const STEP: &str = "ESS_CFN_TEST_STEP";
/// Set where directories are to be taken for unable to change places.
const FILE_BY_FILE: &str = "ESS_CFN_TEST_FILE_BY_FILE";

/// Does nothing, unless a test below started this very process.
#[test]
fn the_second_process() {
    let (Some(target), Ok(last)) = (env::var_os(TARGET), env::var(STEP)) else {
        return;
    };
    let last: usize = last.parse().unwrap();
    let mut count = 0;
    let mut watch = |step: Step<'_>| {
        if count == last {
            std::process::abort();
        }
        count += 1;
        match step {
            Step::Exchange(_) if env::var_os(FILE_BY_FILE).is_some() => {
                Err(ErrorKind::Unsupported.into())
            }
            Step::Stage(_)
            | Step::Sync(_)
            | Step::Place(_)
            | Step::Exchange(_)
            | Step::Remove(_)
            | Step::Replace(_) => Ok(()),
        }
    };
    let files = new();
    let outputs = [Output {
        directory: Path::new(&target),
        files: &files,
    }];
    disk::write_observed(&outputs, &mut watch).unwrap();
}

/// Runs a write of `new()` in a process that ends before step `step`; whether it got to the end.
fn run_until(target: &Path, step: usize, file_by_file: bool) -> bool {
    let mut command = Command::new(env::current_exe().unwrap());
    command
        .args(["--exact", "writing::interrupted::the_second_process"])
        .env(TARGET, target)
        .env(STEP, step.to_string());
    if file_by_file {
        command.env(FILE_BY_FILE, "1");
    }
    command.output().unwrap().status.success()
}

#[test]
fn a_run_that_is_killed_leaves_the_old_assembly_or_the_new_one() {
    let (folder, target) = place();
    for step in 0.. {
        write(&target, &old()).unwrap();
        let done = run_until(&target, step, false);
        let found = content(&target);
        assert!(
            found == expected(&old()) || found == expected(&new()),
            "step {step}: {found:?}"
        );
        if done {
            break;
        }
        // The next run clears what the dead one left, where it can know that it is dead.
        write(&target, &assembly_of(step)).unwrap();
        if cfg!(target_os = "linux") {
            assert_eq!(names(folder.path()), ["assembly"], "step {step}");
        }
    }
}

#[test]
fn a_run_that_is_killed_between_files_is_repaired_by_the_next_one() {
    let (_folder, target) = place();
    for step in 0.. {
        write(&target, &old()).unwrap();
        if run_until(&target, step, true) {
            break;
        }
        let next = assembly_of(step);
        write(&target, &next).unwrap();
        assert_eq!(content(&target), expected(&next), "step {step}");
    }
}

#[test]
fn what_a_killed_run_left_stays_when_it_holds_a_file_of_somebody_else() {
    let (folder, target) = place();
    let left = folder.path().join(".assembly.ess-cfn-123456");
    write(&left, &old()).unwrap();
    fs::write(left.join("notes.md"), "mine").unwrap();
    assert_eq!(write(&target, &new()).unwrap(), Written::Created);
    assert_eq!(fs::read_to_string(left.join("notes.md")).unwrap(), "mine");
}

/// A third assembly, so that repairing is more than doing the same again.
fn assembly_of(step: usize) -> ess_cfn::assembly::Files {
    super::assembly(&[("root.yaml", &format!("root {step}"))])
}
