//! Bindings: every property typed, every reference typed by what it names.
//!
//! A module per service; a front per resource type with a setter per property, a handle per type
//! with a method per attribute, a module per type for its nested properties. Generated from
//! `schemas/facts` by `make generate`, and committed, so that a reader and a diff can see them.
//! Not here: anything written by hand; the crate extends a binding from outside.

// The generator lays its text out itself.
#[rustfmt::skip]
#[expect(
    clippy::should_implement_trait,
    reason = "a setter has the name of its property, as `Add` of Linux capabilities"
)]
mod generated;

pub use generated::*;
