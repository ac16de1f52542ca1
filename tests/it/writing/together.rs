//! Several runs at once into one directory, and a reader beside them.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use ess_cfn::assembly::{Digest, Files, Manifest};
use ess_cfn::disk::{self, Output, Step};

use super::{content, expected, names, new, old, place, write};

const ROUNDS: usize = 25;

#[test]
fn runs_at_the_same_time_leave_one_assembly_as_a_whole() {
    let (folder, target) = place();
    let (one, other) = (old(), new());
    thread::scope(|scope| {
        for files in [&one, &other] {
            let target = &target;
            scope.spawn(move || {
                for _ in 0..ROUNDS {
                    write(target, files).unwrap();
                }
            });
        }
    });
    let found = content(&target);
    assert!(
        found == expected(&one) || found == expected(&other),
        "{found:?}"
    );
    assert_eq!(names(folder.path()), ["assembly"]);
}

#[test]
fn a_run_does_not_clear_what_another_one_is_still_writing() {
    let (folder, target) = place();
    write(&target, &old()).unwrap();
    let beside = folder.path().join("beside");
    let files = new();
    let mut watch = |_: Step<'_>| {
        write(&beside, &old()).unwrap();
        fs::remove_dir_all(&beside)
    };
    let outputs = [Output {
        directory: &target,
        files: &files,
    }];
    disk::write_observed(&outputs, &mut watch).unwrap();
    assert_eq!(content(&target), expected(&new()));
    assert_eq!(names(folder.path()), ["assembly"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_reader_that_opens_the_directory_sees_one_assembly_or_the_other() {
    let (_folder, target) = place();
    write(&target, &old()).unwrap();
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            for _ in 0..ROUNDS {
                write(&target, &new()).unwrap();
                write(&target, &old()).unwrap();
            }
            done.store(true, Ordering::Relaxed);
        });
        while !done.load(Ordering::Relaxed) {
            // An open directory stays the same one, whatever takes its name meanwhile.
            let opened = fs::File::open(&target).unwrap();
            let through = format!("/proc/self/fd/{}", std::os::fd::AsRawFd::as_raw_fd(&opened));
            let Some(files) = whole(std::path::Path::new(&through)) else {
                // It was replaced and removed while it was read.
                continue;
            };
            let manifest = Manifest::from_json(&files[Manifest::FILE]).unwrap();
            for (name, digest) in manifest.files() {
                assert_eq!(
                    Digest::of(&files[name]),
                    digest,
                    "{name} belongs to another run"
                );
            }
        }
    });
}

/// Every file of a directory that still is complete at the end.
#[cfg(target_os = "linux")]
fn whole(directory: &std::path::Path) -> Option<Files> {
    let mut files = Files::new();
    let bytes = fs::read(directory.join(Manifest::FILE)).ok()?;
    for (name, _) in Manifest::from_json(&bytes).unwrap().files() {
        files.insert(name.to_owned(), fs::read(directory.join(name)).ok()?);
    }
    files.insert(Manifest::FILE.to_owned(), bytes);
    Some(files)
}
