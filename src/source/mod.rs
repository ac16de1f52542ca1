//! Text, positions and findings: the words in which every floor reports.
//!
//! Not here: reading files, rendering findings (the `report` floor), any rule of its own.

mod finding;
mod nearest;
mod position;

pub use finding::{Finding, Place, Related, Rule, Severity};
pub use nearest::nearest;
pub use position::{Position, Span};
