//! Writing maps of files as directories: each whole, or not at all.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::claim::{Claim, sweep};
use super::error::DiskError;
use super::exchange::{exchange, is_impossible};
use super::in_place::replace_files;
use super::limit::allow_open_files;
use super::stage::{Stage, Target, stage, sync, sync_directory};
use super::standing::{ATTEMPTS, Standing, standing};
use super::step::{Step, Watcher};
use super::survey::{Survey, survey};
use crate::assembly::Files;

/// How many new directories are brought to the disk together. Their files are open until then, and
/// some systems let a process open no more than 256.
const TOGETHER: usize = 8;

/// A directory and what it is to hold.
#[derive(Clone, Copy, Debug)]
pub struct Output<'a> {
    /// The directory; the ones above it are made.
    pub directory: &'a Path,
    /// Its files, without folders, and among them the manifest by which the next run knows them.
    pub files: &'a Files,
}

/// What a write came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// The directory is new.
    Created,
    /// It took the place of another.
    Replaced,
    /// It held the same files already and was not touched.
    Unchanged,
}

/// Writes directories. Nothing is replaced before everything is written beside its target, and a
/// file that this tool did not write, or that was changed since, stops the run.
///
/// # Errors
/// Something stands in the way or the system refuses. Each directory then is as it was, or, where
/// its turn had been before the failure, as it should be.
pub fn write(outputs: &[Output<'_>]) -> Result<Vec<Written>, DiskError> {
    write_observed(outputs, &mut |_| Ok(()))
}

/// The same, telling `watch` of every step before it is taken.
///
/// # Errors
/// As [`write()`]; an error of `watch` makes its step fail.
pub fn write_observed(
    outputs: &[Output<'_>],
    watch: &mut dyn FnMut(Step<'_>) -> io::Result<()>,
) -> Result<Vec<Written>, DiskError> {
    allow_open_files(outputs.len());
    let mut made = Made::default();
    let mut swept = BTreeSet::new();
    let mut prepared = Vec::with_capacity(outputs.len());
    for group in outputs.chunks(TOGETHER) {
        let first = prepared.len();
        for output in group {
            let target = Target::new(output.directory)?;
            made.directories(&target.parent)?;
            if swept.insert(target.parent.clone()) {
                sweep(&target.parent);
            }
            prepared.push(prepare(target, output.files, watch)?);
        }
        let group = prepared.iter_mut().skip(first);
        let mut stages: Vec<&mut Stage> = group.filter_map(Prepared::stage).collect();
        sync(&mut stages, watch)?;
    }
    let mut written = Vec::with_capacity(outputs.len());
    for one in prepared {
        written.push(one.commit(watch)?);
        made.0.clear();
    }
    Ok(written)
}

/// A directory that is made ready beside its place.
struct Prepared<'a> {
    target: Target,
    files: &'a Files,
    way: Way,
}

/// What remains to be done.
enum Way {
    Nothing,
    /// The new directory takes the target's place.
    Whole(Stage),
    /// The target stays, its files are replaced.
    Files,
}

fn prepare<'a>(
    target: Target,
    files: &'a Files,
    watch: &mut Watcher<'_>,
) -> Result<Prepared<'a>, DiskError> {
    let way = match standing(&target.path, files)? {
        Standing::Ours(found) if found == *files => Way::Nothing,
        Standing::Ours(_) | Standing::Empty if target.is_working_directory() => Way::Files,
        Standing::Nothing | Standing::Empty | Standing::Ours(_) => {
            Way::Whole(stage(&target, files, watch)?)
        }
    };
    Ok(Prepared { target, files, way })
}

impl Prepared<'_> {
    /// The new directory, if there is one.
    fn stage(&mut self) -> Option<&mut Stage> {
        match &mut self.way {
            Way::Whole(stage) => Some(stage),
            Way::Nothing | Way::Files => None,
        }
    }

    fn commit(self, watch: &mut Watcher<'_>) -> Result<Written, DiskError> {
        let (target, files) = (&self.target, self.files);
        let mut staged = match self.way {
            Way::Nothing => return Ok(Written::Unchanged),
            Way::Files => return in_place(target, files, watch),
            Way::Whole(staged) => staged,
        };
        for _ in 0..ATTEMPTS {
            if let Some(written) = take_place(&mut staged.directory, target, files, watch)? {
                if written == Written::Replaced {
                    // The exchange reaches the disk before the old directory goes. All that is
                    // lost where it does not is that the new one has the name already.
                    let _synced = sync_directory(&target.parent);
                }
                return Ok(written);
            }
        }
        let path = target.path.clone();
        Err(DiskError::Restless { path })
    }
}

/// One attempt to bring the new directory into its place; `None` when somebody else was faster.
fn take_place(
    staged: &mut TempDir,
    target: &Target,
    files: &Files,
    watch: &mut Watcher<'_>,
) -> Result<Option<Written>, DiskError> {
    let path = &target.path;
    let old = standing(path, files)?;
    if let Ok(metadata) = fs::metadata(path) {
        let _kept = fs::set_permissions(staged.path(), metadata.permissions());
    }
    let result = match &old {
        Standing::Nothing | Standing::Empty => {
            watch(Step::Place(path)).and_then(|()| place(staged.path(), path))
        }
        Standing::Ours(_) => {
            watch(Step::Exchange(path)).and_then(|()| exchange(staged.path(), path))
        }
    };
    match (result, old) {
        (Ok(()), Standing::Nothing | Standing::Empty) => Ok(Some(Written::Created)),
        (Ok(()), Standing::Ours(_)) => {
            look_again(staged, path, files)?;
            let _watched = watch(Step::Remove(path));
            Ok(Some(Written::Replaced))
        }
        (Err(error), _) if is_lost_race(&error) => Ok(None),
        (Err(error), Standing::Empty | Standing::Ours(_)) if is_impossible(&error) => {
            in_place(target, files, watch).map(Some)
        }
        (Err(error), _) => Err(DiskError::write(path)(error)),
    }
}

/// Takes a free name, or that of an empty directory, which no other system than Unix does by itself.
fn place(staged: &Path, path: &Path) -> io::Result<()> {
    if cfg!(not(unix)) && path.is_dir() {
        fs::remove_dir(path)?;
    }
    fs::rename(staged, path)
}

/// What was exchanged out of sight may have changed since it was looked at; then it comes back.
fn look_again(staged: &mut TempDir, path: &Path, files: &Files) -> Result<(), DiskError> {
    let _claim = Claim::exchanged(staged.path());
    let error = match survey(staged.path(), files) {
        Ok(survey) if survey.obstacles.is_empty() => return Ok(()),
        // Another run took it for left behind, and looked at it as well before it went.
        Err(_) if !staged.path().exists() => return Ok(()),
        Ok(Survey { obstacles, .. }) => DiskError::Occupied {
            path: path.to_owned(),
            obstacles,
        },
        Err(error) => DiskError::read(path)(error),
    };
    if exchange(staged.path(), path).is_ok() {
        return Err(error);
    }
    staged.disable_cleanup(true);
    Err(DiskError::Kept {
        path: path.to_owned(),
        kept: staged.path().to_owned(),
    })
}

/// Whether the target came or went between the look and the step.
fn is_lost_race(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::AlreadyExists | io::ErrorKind::NotFound
    )
}

fn in_place(target: &Target, files: &Files, watch: &mut Watcher<'_>) -> Result<Written, DiskError> {
    let (old, written) = match standing(&target.path, files)? {
        Standing::Nothing | Standing::Empty => (Files::new(), Written::Created),
        Standing::Ours(old) => (old, Written::Replaced),
    };
    replace_files(&target.path, &old, files, watch)?;
    Ok(written)
}

/// Directories made on the way, which go again unless a write succeeds.
#[derive(Default)]
struct Made(Vec<PathBuf>);

impl Made {
    /// Makes a directory and those above it.
    fn directories(&mut self, path: &Path) -> Result<(), DiskError> {
        let missing = path
            .ancestors()
            .take_while(|one| !one.as_os_str().is_empty() && !one.exists());
        let missing: Vec<PathBuf> = missing.map(Path::to_owned).collect();
        for one in missing.into_iter().rev() {
            match fs::create_dir(&one) {
                Ok(()) => self.0.push(one),
                // Another run makes the same.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(DiskError::write(&one)(error)),
            }
        }
        Ok(())
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        for directory in self.0.iter().rev() {
            // One that is used by now is not empty and stays.
            let _left = fs::remove_dir(directory);
        }
    }
}
