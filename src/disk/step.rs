//! The steps of a write, for whoever watches one.

use std::io;
use std::path::Path;

/// What a write is about to do. A watcher that answers with an error makes the step fail, as a full
/// disk would.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// A file is written into the new directory.
    Stage(&'a Path),
    /// The new directory's content is brought to the disk.
    Sync(&'a Path),
    /// The new directory takes a free name.
    Place(&'a Path),
    /// The new directory and the old one change places.
    Exchange(&'a Path),
    /// The old directory, out of sight already, goes.
    Remove(&'a Path),
    /// One file of a directory is replaced, where directories can't change places.
    Replace(&'a Path),
}

/// Whoever is told of every step.
pub(super) type Watcher<'a> = dyn FnMut(Step<'_>) -> io::Result<()> + 'a;
