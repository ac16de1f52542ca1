//! The new directory beside the one that it will replace.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::thread;

use tempfile::TempDir;

use super::claim::{Claim, STAGE};
use super::error::DiskError;
use super::standing::ATTEMPTS;
use super::step::{Step, Watcher};
use crate::assembly::{Files, Manifest};

/// A new directory, which is removed when it is dropped.
pub(super) struct Stage {
    /// The directory.
    pub(super) directory: TempDir,
    _claim: Claim,
}

/// Writes `files` into a new directory beside `target`, down to the disk.
pub(super) fn stage(
    target: &Target,
    files: &Files,
    watch: &mut Watcher<'_>,
) -> Result<Stage, DiskError> {
    let stage = empty(target)?;
    let staged = &stage.directory;
    // The manifest comes last: with it a directory is finished.
    let (manifest, others): (Vec<_>, Vec<_>) =
        files.iter().partition(|(name, _)| *name == Manifest::FILE);
    let mut written = Vec::with_capacity(files.len());
    for (name, bytes) in others.into_iter().chain(manifest) {
        let (path, shown) = (staged.path().join(name), target.path.join(name));
        let file = watch(Step::Stage(&shown)).and_then(|()| put(&path, bytes));
        written.push((file.map_err(DiskError::write(&shown))?, shown));
    }
    watch(Step::Sync(&target.path)).map_err(DiskError::write(&target.path))?;
    sync(&written)?;
    sync_directory(staged.path()).map_err(DiskError::write(&target.path))?;
    Ok(stage)
}

fn empty(target: &Target) -> Result<Stage, DiskError> {
    let mut builder = tempfile::Builder::new();
    let prefix = format!(".{}{STAGE}", target.name);
    builder.prefix(&prefix);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o777));
    }
    for _ in 0..ATTEMPTS {
        let directory = builder.tempdir_in(&target.parent);
        let directory = directory.map_err(|error| DiskError::Beside {
            path: target.parent.clone(),
            // The error itself names the new directory, which nobody knows.
            source: error.kind().into(),
        })?;
        if let Some(claim) = Claim::new(directory.path()) {
            return Ok(Stage {
                directory,
                _claim: claim,
            });
        }
    }
    let path = target.path.clone();
    Err(DiskError::Restless { path })
}

/// Brings files to the disk, all at once: a file system then commits them together, which takes a
/// fraction of the time of one after another.
fn sync(files: &[(File, PathBuf)]) -> Result<(), DiskError> {
    thread::scope(|scope| {
        let syncing = files.iter().map(|(file, shown)| {
            let synced = scope.spawn(|| file.sync_all());
            (synced, shown)
        });
        let syncing: Vec<_> = syncing.collect();
        syncing.into_iter().try_for_each(|(synced, shown)| {
            let synced = synced.join();
            let synced = synced.expect("invariant: the system answers and does not panic");
            synced.map_err(DiskError::write(shown))
        })
    })
}

/// The directory that is to be written.
pub(super) struct Target {
    /// It itself.
    pub(super) path: PathBuf,
    /// The directory that holds it.
    pub(super) parent: PathBuf,
    /// Its name there.
    pub(super) name: String,
}

impl Target {
    /// The target behind a path as the user gave it. A slash at its end is no part of its name: it
    /// would lead through a symbolic link.
    pub(super) fn new(path: &Path) -> Result<Self, DiskError> {
        let path: PathBuf = path.components().collect();
        let path = match path.file_name() {
            Some(_) => path,
            // `.` and `..` have their name in the directory above.
            None => path.canonicalize().map_err(DiskError::read(&path))?,
        };
        let (Some(name), Some(parent)) = (path.file_name(), path.parent()) else {
            return Err(DiskError::TargetHasNoName { path });
        };
        let name = name.to_string_lossy().into_owned();
        let parent = if parent.as_os_str().is_empty() {
            PathBuf::from(".")
        } else {
            parent.to_owned()
        };
        Ok(Self { path, parent, name })
    }

    /// Whether somebody who runs the tool stands in it, and would find themselves nowhere if it were
    /// exchanged.
    pub(super) fn is_working_directory(&self) -> bool {
        let here = Path::new(".").canonicalize();
        here.is_ok_and(|here| {
            let target = self.path.canonicalize();
            target.is_ok_and(|target| here.starts_with(target))
        })
    }
}

/// Brings the names in a directory to the disk, where the system can.
pub(super) fn sync_directory(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(path)?.sync_all()
    } else {
        Ok(())
    }
}

fn put(path: &Path, bytes: &[u8]) -> io::Result<File> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    Ok(file)
}
