//! What a user names as an input: a file, a directory, standard input, or one of these in a revision of
//! a git repository (`git:REV:PATH`).

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::error::DiskError;
use super::revision::Revision;
use crate::assembly::Files;

/// The most that is read of one file, in bytes.
const MOST_BYTES: usize = 64 << 20;

/// Where something is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input, which a user names `-`.
    Stdin,
    /// A file or a directory.
    Path(PathBuf),
    /// A file or a directory of a revision, which a user names `git:REV:PATH`.
    Revision(Revision),
}

impl From<OsString> for Input {
    fn from(argument: OsString) -> Self {
        if argument == "-" {
            return Self::Stdin;
        }
        match argument.to_str().and_then(Revision::named) {
            Some(revision) => Self::Revision(revision),
            None => Self::Path(argument.into()),
        }
    }
}

impl Input {
    /// How it is named in findings: as the user did, with `/` on every system.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "<stdin>".to_owned(),
            Self::Path(path) => slashed(path),
            Self::Revision(revision) => revision.name(),
        }
    }

    /// The file of a name in this directory.
    #[must_use]
    pub fn join(&self, file: &str) -> Self {
        match self {
            Self::Stdin => Self::Path(file.into()),
            Self::Path(path) => Self::Path(path.join(file)),
            Self::Revision(revision) => Self::Revision(revision.join(file)),
        }
    }

    /// The directory around this file.
    #[must_use]
    pub fn folder(&self) -> Self {
        match self {
            Self::Stdin => Self::Path(PathBuf::new()),
            Self::Path(path) => Self::Path(path.parent().unwrap_or(Path::new("")).to_owned()),
            Self::Revision(revision) => Self::Revision(revision.folder()),
        }
    }

    /// Its name without folders; nothing where it has none.
    #[must_use]
    pub fn file_name(&self) -> Option<&str> {
        match self {
            Self::Stdin => None,
            Self::Path(path) => path.file_name().and_then(OsStr::to_str),
            Self::Revision(revision) => Some(revision.file_name()),
        }
    }

    /// The text of one file.
    ///
    /// # Errors
    /// It is a directory, is no text, is larger than anything that is read, or can't be read.
    pub fn text(&self) -> Result<String, DiskError> {
        String::from_utf8(self.bytes()?).map_err(|error| DiskError::NotText {
            path: self.name(),
            at: error.utf8_error().valid_up_to(),
        })
    }

    /// The bytes of one file.
    ///
    /// # Errors
    /// It is a directory, is larger than anything that is read, or can't be read.
    pub fn bytes(&self) -> Result<Vec<u8>, DiskError> {
        match self {
            Self::Stdin => self.limited(io::stdin().lock()),
            Self::Path(path) if path.is_dir() => Err(DiskError::Directory { path: path.clone() }),
            Self::Path(path) => self.limited(File::open(path).map_err(DiskError::read(path))?),
            Self::Revision(revision) => self.limited(revision.bytes()?.as_slice()),
        }
    }

    /// Whether it is a directory.
    #[must_use]
    pub fn is_directory(&self) -> bool {
        match self {
            Self::Stdin => false,
            Self::Path(path) => path.is_dir(),
            Self::Revision(revision) => revision.is_directory(),
        }
    }

    /// Whether it is a file, or a link to one.
    #[must_use]
    pub fn is_file(&self) -> bool {
        match self {
            Self::Stdin => false,
            Self::Path(path) => path.is_file(),
            Self::Revision(revision) => revision.is_file(),
        }
    }

    /// The files in a directory and all below it whose names have one of these endings,
    /// sorted, and the directories that can't be read. Nothing is looked at whose name begins with a
    /// dot, nor in `node_modules`, and links to directories are not followed.
    #[must_use]
    pub fn files_below(&self, endings: &[&str]) -> (Vec<Self>, Vec<DiskError>) {
        let (mut found, mut errors) = (Vec::new(), Vec::new());
        let mut open = match self {
            Self::Stdin => Vec::new(),
            Self::Path(directory) => vec![directory.clone()],
            Self::Revision(revision) => return Self::in_revision(revision, endings),
        };
        while let Some(directory) = open.pop() {
            let entries =
                fs::read_dir(&directory).and_then(Iterator::collect::<io::Result<Vec<_>>>);
            let entries = match entries.map_err(DiskError::read(&directory)) {
                Ok(entries) => entries,
                Err(error) => {
                    errors.push(error);
                    continue;
                }
            };
            for entry in entries {
                let name = entry.file_name();
                let hidden = name.to_string_lossy().starts_with('.') || name == "node_modules";
                let path = entry.path();
                let ending = path.extension().and_then(OsStr::to_str);
                if hidden {
                    continue;
                } else if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                    open.push(path);
                } else if ending.is_some_and(|one| endings.contains(&one)) && path.is_file() {
                    found.push(path);
                }
            }
        }
        found.sort();
        (found.into_iter().map(Self::Path).collect(), errors)
    }

    fn in_revision(revision: &Revision, endings: &[&str]) -> (Vec<Self>, Vec<DiskError>) {
        let files = match revision.files_below() {
            Ok(files) => files,
            Err(error) => return (Vec::new(), vec![error]),
        };
        let is_wanted = |file: &String| {
            let hidden = |name: &str| name.starts_with('.') || name == "node_modules";
            let ending = Path::new(file).extension().and_then(OsStr::to_str);
            !file.split('/').any(hidden) && ending.is_some_and(|one| endings.contains(&one))
        };
        let files = files.into_iter().filter(is_wanted);
        let files = files.map(|file| Self::Revision(revision.join(&file)));
        (files.collect(), Vec::new())
    }

    /// Of a directory, the paths of the files in it whose names have one of these endings, sorted; not
    /// those below it, nor hidden ones. `None` where it is no directory.
    ///
    /// # Errors
    /// It can't be read.
    #[must_use]
    pub fn files_in(&self, endings: &[&str]) -> Option<Result<Vec<PathBuf>, DiskError>> {
        let Self::Path(directory) = self else {
            return None;
        };
        directory.is_dir().then(|| {
            let mut found = Vec::new();
            for entry in fs::read_dir(directory).map_err(DiskError::read(directory))? {
                let path = entry.map_err(DiskError::read(directory))?.path();
                let ending = path.extension().and_then(OsStr::to_str);
                let hidden = path
                    .file_name()
                    .is_some_and(|name| name.to_string_lossy().starts_with('.'));
                if path.is_file() && !hidden && ending.is_some_and(|one| endings.contains(&one)) {
                    found.push(path);
                }
            }
            found.sort();
            Ok(found)
        })
    }

    fn limited(&self, reader: impl io::Read) -> Result<Vec<u8>, DiskError> {
        let mut bytes = Vec::new();
        let mut reader = reader.take(MOST_BYTES as u64 + 1);
        let read = reader.read_to_end(&mut bytes);
        read.map_err(DiskError::read(Path::new(&self.name())))?;
        if bytes.len() > MOST_BYTES {
            return Err(DiskError::TooLarge {
                path: self.name(),
                limit: MOST_BYTES,
            });
        }
        Ok(bytes)
    }
}

/// Reads an input as files by their path below it: of a directory those whose path is `wanted`,
/// sorted; a file and standard input are one file under the name that the user gave.
///
/// In a directory nothing is read whose name begins with a dot, and links to directories are not
/// followed.
///
/// # Errors
/// Something can't be read.
pub fn read(input: &Input, wanted: impl Fn(&str) -> bool) -> Result<Files, DiskError> {
    match input {
        Input::Path(path) if path.is_dir() => {
            let mut found = Vec::new();
            walk(path, path, &mut found)?;
            found.retain(|(name, _)| wanted(name));
            found.sort();
            let read = found.into_iter().map(|(name, path)| {
                let file = File::open(&path).map_err(DiskError::read(&path))?;
                Ok((name, Input::Path(path).limited(file)?))
            });
            read.collect()
        }
        Input::Path(path) => {
            let file = File::open(path).map_err(DiskError::read(path))?;
            Ok(Files::from([(input.name(), input.limited(file)?)]))
        }
        Input::Revision(revision) if revision.is_directory() => {
            let mut names = revision.files_below()?;
            let hidden = |name: &String| name.split('/').any(|part| part.starts_with('.'));
            names.retain(|name| !hidden(name) && wanted(name));
            let read = names.into_iter();
            let read = read.map(|name| {
                let bytes = Input::Revision(revision.join(&name)).bytes()?;
                Ok((name, bytes))
            });
            read.collect()
        }
        Input::Revision(_) => Ok(Files::from([(input.name(), input.bytes()?)])),
        Input::Stdin => {
            let bytes = input.limited(io::stdin().lock())?;
            Ok(Files::from([(input.name(), bytes)]))
        }
    }
}

fn walk(
    root: &Path,
    directory: &Path,
    found: &mut Vec<(String, PathBuf)>,
) -> Result<(), DiskError> {
    for entry in fs::read_dir(directory).map_err(DiskError::read(directory))? {
        let entry = entry.map_err(DiskError::read(directory))?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let path = entry.path();
        let kind = entry.file_type().map_err(DiskError::read(&path))?;
        if kind.is_dir() {
            walk(root, &path, found)?;
        } else if path.is_file() {
            let below = path.strip_prefix(root).unwrap_or(&path);
            found.push((slashed(below), path));
        }
    }
    Ok(())
}

fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) {
        text.replace('\\', "/")
    } else {
        text.into_owned()
    }
}
