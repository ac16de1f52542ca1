//! Replacing the files of a directory one by one, where directories can't change places.
//!
//! A journal, the manifest of what is coming, is written first and becomes the manifest last. A
//! reader sees a mix as files that differ from the manifest; the next run goes on, since it knows
//! the old files by the manifest and the new ones by the journal. A step that fails is taken back.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use super::error::DiskError;
use super::stage::sync_directory;
use super::step::{Step, Watcher};
use super::survey::{JOURNAL, UNFINISHED};
use crate::assembly::{Files, Manifest};

/// Makes `directory`, which holds `old`, hold `new`.
pub(super) fn replace_files(
    directory: &Path,
    old: &Files,
    new: &Files,
    watch: &mut Watcher<'_>,
) -> Result<(), DiskError> {
    let mut replaced = Vec::new();
    let result = advance(directory, old, new, watch, &mut replaced);
    if result.is_err() {
        for name in replaced.into_iter().rev() {
            // The first failure is the one to report; what is left is for the next run.
            let _kept = match old.get(&name) {
                Some(bytes) => put(directory, &name, bytes),
                None => fs::remove_file(directory.join(&name)),
            };
        }
    }
    result
}

/// Goes on until a step fails; `replaced` has the names of what is no longer as it was.
fn advance(
    directory: &Path,
    old: &Files,
    new: &Files,
    watch: &mut Watcher<'_>,
    replaced: &mut Vec<String>,
) -> Result<(), DiskError> {
    let mut step = |name: &str, bytes: Option<&Vec<u8>>| {
        let path = directory.join(name);
        let done = watch(Step::Replace(&path)).and_then(|()| match bytes {
            Some(bytes) => put(directory, name, bytes),
            None => fs::remove_file(&path),
        });
        done.map_err(DiskError::write(&path))?;
        replaced.push(name.to_owned());
        Ok(())
    };
    let manifest = new.get(Manifest::FILE);
    if manifest.is_some() {
        step(JOURNAL, manifest)?;
    }
    for (name, bytes) in new {
        if name != Manifest::FILE && old.get(name) != Some(bytes) {
            step(name, Some(bytes))?;
        }
    }
    for name in old.keys() {
        if !new.contains_key(name) && name != JOURNAL {
            step(name, None)?;
        }
    }
    if manifest.is_some() {
        step(Manifest::FILE, manifest)?;
        step(JOURNAL, None)?;
    }
    sync_directory(directory).map_err(DiskError::write(directory))
}

/// One file, whole or not at all.
fn put(directory: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(directory)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(directory.join(name))?;
    Ok(())
}
