//! What can go wrong with files, in words for whoever runs the tool.

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// A file or directory that stands in the way, or that the system refused.
#[derive(Debug, Error)]
pub enum DiskError {
    /// Reading failed.
    #[error("`{}` can't be read", path.display())]
    Read {
        /// What was read.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Writing failed.
    #[error("`{}` can't be written", path.display())]
    Write {
        /// What was written.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// There is no room beside the directory that is to be written.
    #[error("no directory can be made in `{}`", path.display())]
    Beside {
        /// The directory that holds the target.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Bytes that are no text.
    #[error("`{path}` is no text in UTF-8: byte {} is none of a character", at + 1)]
    NotText {
        /// The input as the user named it.
        path: String,
        /// Where the text ends, in bytes from the beginning.
        at: usize,
    },
    /// More than is ever read.
    #[error("`{path}` has more than {limit} bytes, which is more than is read")]
    TooLarge {
        /// The input as the user named it.
        path: String,
        /// The most bytes.
        limit: usize,
    },
    /// A directory where a file is needed.
    #[error("`{}` is a directory; expected a file", path.display())]
    Directory {
        /// The directory.
        path: PathBuf,
    },
    /// A file where a directory is to be written.
    #[error("`{}` is a file; expected a directory, or a name that is free", path.display())]
    TargetIsFile {
        /// The file.
        path: PathBuf,
    },
    /// A link where a directory is to be written.
    #[error("`{}` is a symbolic link to `{}`; name that directory itself", path.display(), to.display())]
    TargetIsLink {
        /// The link.
        path: PathBuf,
        /// Where it leads.
        to: PathBuf,
    },
    /// A path that names no directory that could be made.
    #[error("`{}` names no directory that can be written", path.display())]
    TargetHasNoName {
        /// The path.
        path: PathBuf,
    },
    /// A file that exists already.
    #[error("`{}` exists already, and is left as it is", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// A directory with files that are not this tool's.
    #[error(
        "`{}` holds what this tool did not write, so nothing was written:{}",
        path.display(),
        listed(obstacles)
    )]
    Occupied {
        /// The directory.
        path: PathBuf,
        /// What stands in it.
        obstacles: Vec<Obstacle>,
    },
    /// A directory that was changed by others again and again while it was replaced.
    #[error("`{}` changes while it is written; is another program writing there?", path.display())]
    Restless {
        /// The directory.
        path: PathBuf,
    },
    /// An exchange that could not be taken back.
    #[error(
        "`{}` was replaced although it held what this tool did not write; what was there is in `{}`",
        path.display(),
        kept.display()
    )]
    Kept {
        /// The directory.
        path: PathBuf,
        /// Where its former content is.
        kept: PathBuf,
    },
}

/// A file of a directory that is not overwritten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// Its name in the directory.
    pub name: String,
    /// Why it stays.
    pub kind: ObstacleKind,
}

/// Why a file is not overwritten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ObstacleKind {
    /// No manifest names it.
    Foreign,
    /// It differs from what was written.
    Edited,
    /// It is a directory; an assembly has none.
    Directory,
    /// It is neither file nor directory.
    Special,
    /// It has the manifest's name and can't be read as one, for this reason.
    Manifest(String),
}

impl Obstacle {
    /// What is said of it, in one line.
    #[must_use]
    pub fn sentence(&self) -> String {
        let name = &self.name;
        match &self.kind {
            ObstacleKind::Foreign => format!("`{name}` is a file that no manifest names"),
            ObstacleKind::Edited => format!("`{name}` was changed since it was written"),
            ObstacleKind::Directory => format!("`{name}` is a directory, and an assembly has none"),
            ObstacleKind::Special => format!("`{name}` is no plain file"),
            ObstacleKind::Manifest(why) => format!("`{name}` can't be used: {why}"),
        }
    }
}

impl DiskError {
    /// What to do about it, where that is known.
    #[must_use]
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Occupied { .. } => {
                Some("move it elsewhere, or choose another directory with `-o`")
            }
            Self::TargetIsFile { .. } | Self::TargetIsLink { .. } => {
                Some("choose another directory with `-o`")
            }
            Self::NotText { .. } => Some("save it as UTF-8"),
            Self::Exists { .. } => Some("name another file, or move that one"),
            Self::Beside { .. } => Some(
                "an assembly is written beside its place first, so the directory that holds it \
                 must be writable",
            ),
            Self::Read { .. }
            | Self::Write { .. }
            | Self::TooLarge { .. }
            | Self::Directory { .. }
            | Self::TargetHasNoName { .. }
            | Self::Restless { .. }
            | Self::Kept { .. } => None,
        }
    }

    /// A failure to read, for `map_err`.
    pub(super) fn read(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        |source| Self::Read { path, source }
    }

    /// A failure to write, for `map_err`.
    pub(super) fn write(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        |source| Self::Write { path, source }
    }
}

fn listed(obstacles: &[Obstacle]) -> String {
    const SHOWN: usize = 10;
    let mut list = String::new();
    for obstacle in obstacles.iter().take(SHOWN) {
        list.push_str("\n  ");
        list.push_str(&obstacle.sentence());
    }
    if let Some(more @ 1..) = obstacles.len().checked_sub(SHOWN) {
        write!(list, "\n  and {more} more").expect("invariant: a text takes any text");
    }
    list
}
