//! What a user could notice, one module per capability; and the checks of the source itself
//! (`floors`, `tidy`). One binary, so that it links once.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test may panic, and it reads the files of the repository"
)]

mod architecture;
mod deployments;
mod document;
mod facts;
mod floors;
mod policy;
mod repository;
mod schema;
mod tidy;
mod vendored;
mod wiring;
