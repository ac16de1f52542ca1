//! What the floors below return as data, as texts that a person reads.
//!
//! Each form is data first and rendered second, so that another format compares and counts nothing
//! anew. JSON, Markdown, SARIF and HTML of the same values belong here too. Not here: the terminal,
//! and any judgement.

mod addresses;
mod dns;
mod dns_by_hand;
mod findings;
mod instructions;
#[cfg(feature = "bindings")]
mod quotas;
mod shell;
mod tree;

pub use addresses::AddressPlan;
pub use dns::{Maker, Record, Records};
pub use dns_by_hand::ByHand;
pub use findings::{Sources, Style, failure, findings, summary};
pub use instructions::{Instructions, Open, RootInstructions, StackForm};
#[cfg(feature = "bindings")]
pub use quotas::Quotas;
pub use shell::quoted;
pub use tree::{Branch, Share, Tree};
