//! One new file, never over another.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use super::error::DiskError;

/// Writes a file whose name must be free; it is there as a whole, or not at all.
///
/// # Errors
/// The name is taken, or the system refuses.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    // Before anything is written; persisting asks again in the same step in which it takes the name.
    if fs::symlink_metadata(path).is_ok() {
        return Err(DiskError::Exists {
            path: path.to_owned(),
        });
    }
    match put(path, bytes) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(DiskError::Exists {
            path: path.to_owned(),
        }),
        Err(error) => Err(DiskError::write(path)(error.kind().into())),
    }
}

fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".ess-cfn-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let parent = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let mut file = builder.tempfile_in(parent.unwrap_or(Path::new(".")))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path)?;
    Ok(())
}
