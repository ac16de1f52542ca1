//! What is at the place of an assembly just now: nothing, an older assembly, or something else.

use std::fs;
use std::io;
use std::path::Path;
use std::time::SystemTime;

use super::error::DiskError;
use super::survey::{Survey, survey};
use crate::assembly::Files;

/// How often a target is looked at, or taken, anew when others change it meanwhile.
pub(super) const ATTEMPTS: usize = 100;

/// What is at the target.
pub(super) enum Standing {
    Nothing,
    /// An empty directory, whose place another can take.
    Empty,
    /// A directory with files of this tool's.
    Ours(Files),
}

/// Looks at the target. What is not this tool's is an error.
///
/// While it is read, another run may put another directory there; then what was read is a mix of
/// both, and it is read again.
pub(super) fn standing(path: &Path, coming: &Files) -> Result<Standing, DiskError> {
    for _ in 0..ATTEMPTS {
        let before = Identity::of(path);
        let found = look(path, coming);
        if before == Identity::of(path) {
            return found;
        }
    }
    let path = path.to_owned();
    Err(DiskError::Restless { path })
}

fn look(path: &Path, coming: &Files) -> Result<Standing, DiskError> {
    let metadata = match fs::symlink_metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Standing::Nothing),
        Err(error) => return Err(DiskError::read(path)(error)),
    };
    let path = path.to_owned();
    if metadata.is_symlink() {
        let to = fs::read_link(&path).unwrap_or_default();
        return Err(DiskError::TargetIsLink { path, to });
    }
    if !metadata.is_dir() {
        return Err(DiskError::TargetIsFile { path });
    }
    let Survey { files, obstacles } = survey(&path, coming).map_err(DiskError::read(&path))?;
    if !obstacles.is_empty() {
        return Err(DiskError::Occupied { path, obstacles });
    }
    Ok(if files.is_empty() {
        Standing::Empty
    } else {
        Standing::Ours(files)
    })
}

/// By what a directory is known to be the same one still.
#[derive(PartialEq, Eq)]
struct Identity {
    #[cfg(unix)]
    node: (u64, u64),
    modified: Option<SystemTime>,
}

impl Identity {
    fn of(path: &Path) -> Option<Self> {
        let metadata = fs::symlink_metadata(path).ok()?;
        Some(Self {
            #[cfg(unix)]
            node: {
                use std::os::unix::fs::MetadataExt as _;
                (metadata.dev(), metadata.ino())
            },
            modified: metadata.modified().ok(),
        })
    }
}
