//! Compares two states of a deployment: what a change of its templates does to what is running.
//!
//! Two resolved programs become states ([`State`]), in which every property is an expression that names
//! resources by their addresses; a [`Comparison`] pairs resources, finds where they differ, what that does
//! to them and to whoever refers to them; risks are judged by rules, one file each with its page.
//! Knows nothing of ESS, and neither reads files nor writes for people (`report`).

mod address;
mod blocks;
mod broadened;
mod cascade;
mod cause;
mod change;
mod claims;
mod compare;
mod comparison;
mod continuity;
mod difference;
mod effect;
mod exports;
mod expression;
mod holding;
mod interface;
mod matching;
mod measure;
mod normal_form;
mod pattern;
mod permissions;
mod policies;
mod protections;
mod reason;
mod risks;
mod secrets;
mod sizes;
mod state;
mod switches;
mod traffic;
mod typed;
mod versions;
mod zones;

pub use address::{Address, StackPath};
pub use change::{
    Afterwards, Cause, Effect, Fate, InterfaceChange, Path, PropertyChange, ResourceChange, Step,
};
pub use comparison::{Comparison, Pair};
pub use difference::Difference;
pub use expression::{Clause, Expression};
pub use risks::{Class, Risk, risks};
pub use state::{Export, Output, Parameter, ResourceState, State};
