//! What the floors below return as data, as texts that a person reads.
//!
//! Each form is data first and rendered second, so that another format compares and counts nothing
//! anew. JSON, Markdown, SARIF and HTML of the same values belong here too. Not here: the terminal,
//! and any judgement.

mod addresses;
mod advice;
mod changes;
mod dns;
mod dns_by_hand;
mod findings;
mod github;
mod instructions;
mod json;
mod pages;
#[cfg(feature = "bindings")]
mod quotas;
mod sarif;
mod shell;
mod tree;

pub use addresses::AddressPlan;
pub use changes::{Changes, changes_json, changes_markdown, changes_text};
pub use dns::{Maker, Record, Records};
pub use dns_by_hand::ByHand;
pub use findings::{Sources, Style, failure, findings, summary};
pub use github::github;
pub use instructions::{Instructions, Open, RootInstructions, StackForm};
pub use json::json;
pub use pages::{RulePage, table_of_rules};
#[cfg(feature = "bindings")]
pub use quotas::Quotas;
pub use sarif::sarif;
pub use shell::quoted;
pub use tree::{Branch, Share, Tree};
