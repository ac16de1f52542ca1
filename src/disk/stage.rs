//! The new directory beside the one that it will replace.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::claim::{Claim, STAGE};
use super::error::DiskError;
use super::standing::ATTEMPTS;
use super::step::{Step, Watcher};
use crate::assembly::{Files, Manifest};
use crate::parallel;

/// A new directory, which is removed when it is dropped. What is open is closed before, in the order
/// of the fields: where a run may open no more files, a directory can't be removed either.
pub(super) struct Stage {
    /// Its target, for messages.
    target: PathBuf,
    /// Its files, each with the path that it is shown as, until they are brought to the disk.
    written: Vec<(File, PathBuf)>,
    _claim: Claim,
    /// The directory.
    pub(super) directory: TempDir,
}

/// Writes `files` into a new directory beside `target`. [`sync`] brings it to the disk.
pub(super) fn stage(
    target: &Target,
    files: &Files,
    watch: &mut Watcher<'_>,
) -> Result<Stage, DiskError> {
    let mut stage = empty(target)?;
    // The manifest comes last: with it a directory is finished.
    let (manifest, others): (Vec<_>, Vec<_>) =
        files.iter().partition(|(name, _)| *name == Manifest::FILE);
    for (name, bytes) in others.into_iter().chain(manifest) {
        let (path, shown) = (stage.directory.path().join(name), target.path.join(name));
        let file = watch(Step::Stage(&shown)).and_then(|()| put(&path, bytes));
        let file = file.map_err(DiskError::write(&shown))?;
        stage.written.push((file, shown));
    }
    Ok(stage)
}

/// Brings new directories to the disk: their files all at once, since a file system then commits
/// them together, which takes a fraction of the time of one after another; then their names.
pub(super) fn sync(stages: &mut [&mut Stage], watch: &mut Watcher<'_>) -> Result<(), DiskError> {
    for stage in stages.iter() {
        watch(Step::Sync(&stage.target)).map_err(DiskError::write(&stage.target))?;
    }
    let files = stages.iter_mut().flat_map(|stage| stage.written.drain(..));
    let synced = parallel::map_waiting(files.collect(), |(file, shown): (File, PathBuf)| {
        file.sync_all().map_err(DiskError::write(&shown))
    });
    synced.into_iter().collect::<Result<(), _>>()?;
    let directories = stages
        .iter()
        .map(|stage| (stage.directory.path(), &stage.target));
    let synced = parallel::map_waiting(directories.collect(), |(path, shown)| {
        sync_directory(path).map_err(DiskError::write(shown))
    });
    synced.into_iter().collect()
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
        match Claim::new(directory.path()) {
            Ok(Some(claim)) => {
                return Ok(Stage {
                    target: target.path.clone(),
                    written: Vec::new(),
                    _claim: claim,
                    directory,
                });
            }
            Ok(None) => {}
            Err(error) => {
                // Empty as it is, it goes without being opened.
                let _left = fs::remove_dir(directory.path());
                return Err(DiskError::write(&target.path)(error));
            }
        }
    }
    let path = target.path.clone();
    Err(DiskError::Restless { path })
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
