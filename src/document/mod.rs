//! YAML and JSON text as one tree of nodes, and back.
//!
//! There is one tree for templates, specs, parameters and configuration, written by hand or made
//! in code. Not here: what a function means (the `cfn` floor), any file.

mod canonical;
mod emit;
mod format;
mod getatt;
mod intrinsic;
mod node;
mod plain;
mod quote;
mod read;
mod spans;

pub use emit::{Emitted, emit_json, emit_yaml};
pub use format::Format;
pub use intrinsic::Intrinsic;
pub use node::{Entry, Function, Mapping, Node, NodeId, Origin, Scalar, ScalarKind, Style, Value};
pub use read::{Dialect, Limits, Problem, ProblemKind, Read, read, read_bytes};
pub use spans::Spans;
