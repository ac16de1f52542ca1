//! IAM policy documents over nodes: who may do what on which resource.
//!
//! Source: IAM user guide, "IAM JSON policy elements reference". Not here: which permissions a
//! role needs (each stack says that beside the role).

mod document;
mod statement;

pub use document::Document;
pub use statement::{Principal, Statement};
