//! A synthesised set as a whole: stacks, the wiring between them, the files.
//!
//! Code in one stack uses a value of another stack directly; `finish` makes the outputs, the
//! parameters and the root's wiring of it, and reports every mistake at once. Not here: what a
//! resource is for; the assembly knows CloudFormation, not ESS.

mod capability;
mod condition_key;
mod conditions;
mod crossing;
mod digest;
mod files;
mod finish;
mod graph;
mod lowering;
mod manifest;
mod names;
mod nesting;
mod parameters;
mod quota;
mod references;
mod rules;
mod stack;
mod stack_policy;
mod template;
mod tree;
mod values;

pub use capability::Capability;
pub use digest::{Digest, DigestError};
pub use files::{Files, Layout, NestedTemplates, files};
pub use finish::finish;
pub use manifest::{DataFile, Manifest, ManifestError, RootStack, SpecFile, StackFile};
pub use parameters::{Deployment, Parameters, RootParameters, UnknownParameter};
pub use quota::Quota;
pub use rules::RULES;
pub use stack::Stack;
pub use stack_policy::StackPolicy;
pub use template::{Assembly, Input, Template, TemplateTree, Usage};
pub use tree::{Destination, StackTree};
pub use values::{GivenValue, VALUES_RULES, given};
