//! Which of the directories beside targets a run still needs, and which were left by dead runs.
//!
//! A run holds a shared lock on each hidden directory of its own; the system takes it away when the
//! run ends, however it ends. A directory whose lock can be had alone is nobody's. The lock is on the
//! directory itself, not on the one that holds it: that one may be locked by others for reasons of
//! their own, and nobody waits for them. Where there are no such locks nothing is cleared.

#[cfg(target_os = "linux")]
use std::fs::{self, File};
use std::io;
use std::path::Path;

#[cfg(target_os = "linux")]
use rustix::fs::{FlockOperation, flock};

#[cfg(target_os = "linux")]
use super::survey::survey;
#[cfg(target_os = "linux")]
use crate::assembly::{Files, Manifest};

/// What the names of hidden directories have in them.
pub(super) const STAGE: &str = ".ess-cfn-";

/// A directory that is needed until this is dropped.
pub(super) struct Claim {
    #[cfg(target_os = "linux")]
    _directory: Option<File>,
}

#[cfg(target_os = "linux")]
impl Claim {
    /// Claims a directory that was made just now; none when another run took it for left behind.
    ///
    /// # Errors
    /// It can't be opened although it is there.
    pub(super) fn new(path: &Path) -> io::Result<Option<Self>> {
        let directory = match File::open(path) {
            Ok(directory) => directory,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let held = flock(&directory, FlockOperation::NonBlockingLockShared);
        let cleared = held == Err(rustix::io::Errno::WOULDBLOCK) || !is_at(&directory, path);
        Ok((!cleared).then_some(Self {
            _directory: Some(directory),
        }))
    }

    /// Claims a directory that was exchanged for a new one. If another run is about to clear it, that
    /// is waited for.
    pub(super) fn exchanged(path: &Path) -> Self {
        let directory = File::open(path).ok();
        if let Some(directory) = &directory {
            let _held = flock(directory, FlockOperation::LockShared);
        }
        Self {
            _directory: directory,
        }
    }
}

#[cfg(not(target_os = "linux"))]
impl Claim {
    /// Claims a directory: here nobody would take it.
    pub(super) fn new(_path: &Path) -> io::Result<Option<Self>> {
        Ok(Some(Self {}))
    }

    /// Claims a directory: here nobody would take it.
    pub(super) fn exchanged(_path: &Path) -> Self {
        Self {}
    }
}

/// Whether an open directory still is the one of a path.
#[cfg(target_os = "linux")]
fn is_at(directory: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let (Ok(open), Ok(there)) = (directory.metadata(), fs::symlink_metadata(path)) else {
        return false;
    };
    (open.dev(), open.ino()) == (there.dev(), there.ino())
}

/// Removes the hidden directories below `parent` that dead runs left. One in which something is not
/// this tool's stays: it was exchanged for a new one, and the run ended before it could look again.
#[cfg(target_os = "linux")]
pub(super) fn sweep(parent: &Path) {
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let hidden = name.starts_with('.') && name.contains(STAGE);
        if hidden && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            clear(&entry.path());
        }
    }
}

#[cfg(target_os = "linux")]
fn clear(path: &Path) {
    let Ok(directory) = File::open(path) else {
        return;
    };
    let alone = flock(&directory, FlockOperation::NonBlockingLockExclusive).is_ok();
    if !alone || !is_at(&directory, path) {
        return;
    }
    // Without a manifest it was never finished, or is half removed.
    let finished = path.join(Manifest::FILE).exists();
    let ours = survey(path, &Files::new()).is_ok_and(|found| found.obstacles.is_empty());
    if !finished || ours {
        let _left = fs::remove_dir_all(path);
    }
}

/// Removes nothing: here nobody knows which runs are dead.
#[cfg(not(target_os = "linux"))]
pub(super) fn sweep(_parent: &Path) {}
