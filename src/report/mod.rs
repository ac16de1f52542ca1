//! What the floors below return as data, as texts that a person reads.
//!
//! Each form is data first and rendered second, so that another format compares and counts nothing
//! anew. JSON, Markdown, SARIF and HTML of the same values belong here too. Not here: the terminal,
//! and any judgement.

mod findings;
mod tree;

pub use findings::{Sources, Style, findings, summary};
pub use tree::{Branch, Share, Tree};
