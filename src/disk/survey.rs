//! What stands in a directory where an assembly is to be written, and whose it is.
//!
//! A file is this tool's when the manifest beside it names it and it is still as the manifest says,
//! or when it is what is to be written anyway. While files are replaced one by one a second
//! manifest, the journal, says what is coming, so that an interrupted run can be gone on with.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use super::error::{DiskError, Obstacle, ObstacleKind};
use crate::assembly::{Digest, Files, Manifest};

/// The manifest of what is coming, while files are replaced one by one.
pub(super) const JOURNAL: &str = "assembly.next.json";

/// How a file begins that is written beside the one that it will replace.
pub(super) const UNFINISHED: &str = ".ess-cfn-";

/// A file in which a directory differs from what would be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its name in the directory.
    pub name: String,
    /// How it differs.
    pub kind: DifferenceKind,
}

/// How a file differs from what would be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DifferenceKind {
    /// It is not there.
    Missing,
    /// It has other content.
    Changed,
    /// It would not be written.
    Unexpected,
}

/// A directory as it was found.
pub(super) struct Survey {
    /// What is this tool's.
    pub(super) files: Files,
    /// What is not.
    pub(super) obstacles: Vec<Obstacle>,
}

/// How a directory differs from `files`, by name; a directory that is missing lacks all of them.
///
/// # Errors
/// It can't be read.
pub fn compare(directory: &Path, files: &Files) -> Result<Vec<Difference>, DiskError> {
    let found = match entries(directory) {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => BTreeSet::new(),
        Err(error) => return Err(DiskError::read(directory)(error)),
    };
    let expected = files.keys().cloned();
    let names: BTreeSet<String> = expected.chain(found.iter().cloned()).collect();
    let mut differences = Vec::new();
    for name in names {
        let path = directory.join(&name);
        let kind = match files.get(&name) {
            None => DifferenceKind::Unexpected,
            Some(_) if !found.contains(&name) => DifferenceKind::Missing,
            Some(_) if !path.is_file() => DifferenceKind::Changed,
            Some(bytes) => {
                if fs::read(&path).map_err(DiskError::read(&path))? == *bytes {
                    continue;
                }
                DifferenceKind::Changed
            }
        };
        differences.push(Difference { name, kind });
    }
    Ok(differences)
}

/// Looks at every entry of a directory into which `coming` is to be written.
pub(super) fn survey(directory: &Path, coming: &Files) -> io::Result<Survey> {
    let mut survey = Survey {
        files: Files::new(),
        obstacles: Vec::new(),
    };
    let names = entries(directory)?;
    let manifests: Vec<Manifest> = [Manifest::FILE, JOURNAL]
        .into_iter()
        .filter(|name| names.contains(*name))
        .filter_map(|name| survey.manifest(directory, name).transpose())
        .collect::<io::Result<_>>()?;
    for name in names {
        if name == Manifest::FILE || name == JOURNAL {
            continue;
        }
        let written: Vec<Digest> = manifests
            .iter()
            .filter_map(|manifest| manifest.digest(&name))
            .collect();
        survey.entry(directory, name, &written, coming)?;
    }
    Ok(survey)
}

impl Survey {
    /// Reads a manifest; one that is none stands in the way.
    fn manifest(&mut self, directory: &Path, name: &str) -> io::Result<Option<Manifest>> {
        let path = directory.join(name);
        if !fs::symlink_metadata(&path)?.is_file() {
            self.stays(name.to_owned(), ObstacleKind::Special);
            return Ok(None);
        }
        let bytes = fs::read(&path)?;
        match Manifest::from_json(&bytes) {
            Ok(manifest) => {
                self.files.insert(name.to_owned(), bytes);
                Ok(Some(manifest))
            }
            Err(error) => {
                self.stays(name.to_owned(), ObstacleKind::Manifest(error.to_string()));
                Ok(None)
            }
        }
    }

    fn entry(
        &mut self,
        directory: &Path,
        name: String,
        written: &[Digest],
        coming: &Files,
    ) -> io::Result<()> {
        let path = directory.join(&name);
        let kind = fs::symlink_metadata(&path)?.file_type();
        if kind.is_dir() {
            self.stays(name, ObstacleKind::Directory);
        } else if !kind.is_file() {
            self.stays(name, ObstacleKind::Special);
        } else if written.is_empty() && !coming.contains_key(&name) {
            if name.starts_with(UNFINISHED) {
                self.files.insert(name, fs::read(&path)?);
            } else {
                self.stays(name, ObstacleKind::Foreign);
            }
        } else {
            let bytes = fs::read(&path)?;
            if coming.get(&name) == Some(&bytes) || written.contains(&Digest::of(&bytes)) {
                self.files.insert(name, bytes);
            } else if written.is_empty() {
                self.stays(name, ObstacleKind::Foreign);
            } else {
                self.stays(name, ObstacleKind::Edited);
            }
        }
        Ok(())
    }

    fn stays(&mut self, name: String, kind: ObstacleKind) {
        self.obstacles.push(Obstacle { name, kind });
    }
}

/// The names in a directory, sorted.
fn entries(directory: &Path) -> io::Result<BTreeSet<String>> {
    fs::read_dir(directory)?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect()
}
