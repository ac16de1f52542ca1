//! A file or a directory of a revision of a git repository, as `git` itself shows it.
//!
//! `git` is run in the current directory; nothing of the repository or its working tree is changed.

use std::io;
use std::path::PathBuf;
use std::process::Command;

use super::error::DiskError;

/// What stands before a revision where an input is named: `git:main:assembly`.
const PREFIX: &str = "git:";

/// Something in a revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The revision as git takes it: a branch, a tag, `HEAD~1`, an id.
    revision: String,
    /// The path from the top of the repository; from the current directory where it begins with `./`.
    path: String,
}

impl Revision {
    /// What `git:REV:PATH` names; `None` for another text.
    pub(super) fn named(argument: &str) -> Option<Self> {
        let (revision, path) = argument.strip_prefix(PREFIX)?.split_once(':')?;
        // An option of git is no revision.
        (!revision.is_empty() && !revision.starts_with('-')).then(|| Self {
            revision: revision.to_owned(),
            path: path
                .trim_start_matches('/')
                .trim_end_matches('/')
                .to_owned(),
        })
    }

    /// `git:REV:/PATH`: the slash keeps the revision apart from the folders behind it.
    pub(super) fn name(&self) -> String {
        format!("{PREFIX}{}:/{}", self.revision, self.path)
    }

    pub(super) fn join(&self, file: &str) -> Self {
        let path = match self.path.as_str() {
            "" => file.to_owned(),
            path => format!("{path}/{file}"),
        };
        Self {
            revision: self.revision.clone(),
            path,
        }
    }

    /// The directory around it.
    pub(super) fn folder(&self) -> Self {
        let folder = self.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        Self {
            revision: self.revision.clone(),
            path: folder.to_owned(),
        }
    }

    pub(super) fn file_name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Whether it is there, and a directory.
    pub(super) fn is_directory(&self) -> bool {
        self.kind()
            .is_some_and(|kind| kind == "tree" || kind == "commit")
    }

    /// Whether it is there, and a file.
    pub(super) fn is_file(&self) -> bool {
        self.kind().is_some_and(|kind| kind == "blob")
    }

    pub(super) fn bytes(&self) -> Result<Vec<u8>, DiskError> {
        self.git(&["cat-file", "blob", &self.object()])
            .map_err(|error| {
                if self.is_directory() {
                    DiskError::Directory {
                        path: PathBuf::from(self.name()),
                    }
                } else {
                    error
                }
            })
    }

    /// The files below it by their paths from there, sorted.
    pub(super) fn files_below(&self) -> Result<Vec<String>, DiskError> {
        let listed = self.git(&["ls-tree", "-r", "-z", "--name-only", &self.object()])?;
        let listed = String::from_utf8_lossy(&listed).into_owned();
        let names = listed.split('\0').filter(|name| !name.is_empty());
        let mut names: Vec<String> = names.map(str::to_owned).collect();
        names.sort();
        Ok(names)
    }

    fn object(&self) -> String {
        format!("{}:{}", self.revision, self.path)
    }

    fn kind(&self) -> Option<String> {
        let kind = self.git(&["cat-file", "-t", &self.object()]).ok()?;
        Some(String::from_utf8_lossy(&kind).trim().to_owned())
    }

    fn git(&self, arguments: &[&str]) -> Result<Vec<u8>, DiskError> {
        let failed = |source: io::Error| DiskError::Read {
            path: PathBuf::from(self.name()),
            source,
        };
        let mut command = Command::new("git");
        // Messages that are passed on are in one language, and nobody is asked for anything.
        command.env("LC_ALL", "C").env("GIT_TERMINAL_PROMPT", "0");
        let output = command.args(arguments).output().map_err(|error| {
            failed(io::Error::new(
                error.kind(),
                format!("git can't be run: {error}"),
            ))
        })?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        let said = said.strip_prefix("fatal: ").unwrap_or(&said).to_owned();
        Err(failed(io::Error::new(io::ErrorKind::NotFound, said)))
    }
}
