//! Who writes below a directory just now.
//!
//! Runs share a lock on the directory that holds their targets. It makes nobody wait: an exchange is
//! safe without it. Whoever has the lock alone knows that no run is under way, and so that a
//! new directory which an interrupted run left behind is nobody's.

#[cfg(target_os = "linux")]
use std::fs;
use std::path::Path;

#[cfg(target_os = "linux")]
use super::survey::survey;
#[cfg(target_os = "linux")]
use crate::assembly::{Files, Manifest};

/// What the names of new directories have in them before they take their place.
pub(super) const STAGE: &str = ".ess-cfn-";

/// A share in the lock, until it is dropped.
pub(super) struct Lock {
    #[cfg(target_os = "linux")]
    _directory: Option<fs::File>,
}

impl Lock {
    /// Takes a share in the lock of `parent`, and first clears what interrupted runs left there.
    #[cfg(target_os = "linux")]
    pub(super) fn share(parent: &Path) -> Self {
        use rustix::fs::{FlockOperation, flock};
        let directory = fs::File::open(parent).ok();
        if let Some(directory) = &directory {
            if flock(directory, FlockOperation::NonBlockingLockExclusive).is_ok() {
                sweep(parent);
            }
            // Where locks are refused or held by others, the run does without.
            let _shared = flock(directory, FlockOperation::NonBlockingLockShared);
        }
        Self {
            _directory: directory,
        }
    }

    /// Elsewhere there is no lock, and nothing is cleared.
    #[cfg(not(target_os = "linux"))]
    pub(super) fn share(_parent: &Path) -> Self {
        Self {}
    }
}

/// Removes directories that interrupted runs left. One in which something is not this tool's stays:
/// it was exchanged for a new one, and the run ended before it could look again.
#[cfg(target_os = "linux")]
fn sweep(parent: &Path) {
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_stage = name.starts_with('.') && name.contains(STAGE);
        if !is_stage || !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            continue;
        }
        let path = entry.path();
        // Without a manifest it was never finished, or is half removed.
        let finished = path.join(Manifest::FILE).exists();
        let ours = survey(&path, &Files::new()).is_ok_and(|found| found.obstacles.is_empty());
        if !finished || ours {
            let _left = fs::remove_dir_all(&path);
        }
    }
}
