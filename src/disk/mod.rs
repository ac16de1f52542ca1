//! Files: a directory, a file or standard input as a map of paths to bytes, and the atomic write of
//! such a map as a directory.
//!
//! A write replaces what an earlier run wrote and nothing else: the manifest in the directory says
//! what that was. Where the system can exchange two directories, a reader sees the old assembly or
//! the new one, never a mix. Not here: what the files say, and the terminal.

#![expect(
    clippy::disallowed_methods,
    reason = "this is the floor on which files are read and written"
)]

mod claim;
mod create;
mod error;
mod exchange;
mod in_place;
mod input;
mod limit;
mod output;
mod revision;
mod stage;
mod standing;
mod step;
mod survey;

pub use create::create;
pub use error::{DiskError, Obstacle, ObstacleKind};
pub use input::{Input, read};
pub use output::{Output, Written, write, write_observed};
pub use revision::Revision;
pub use step::Step;
pub use survey::{Difference, DifferenceKind, compare};
