//! The registry of CloudFormation's resource types: properties, attributes, what `Ref` yields, what a
//! change replaces, what a property may refer to, regions; and the actions that policies name.
//!
//! Source: `schemas/facts`, vendored by `make refresh-facts` (`schemas/SOURCES.toml` has versions,
//! licences and dates), embedded as one blob and read lazily: the first look at a type inflates its
//! service and parses that type alone.
//! Not here: templates and nodes (`cfn`), and judgements about them; the registry only says what is.

mod actions;
mod blob;
mod json_schema;
mod property;
mod regions;
mod registry;
mod resource_type;

pub use actions::{actions, services};
pub use property::{Attribute, Property, Shape, Target, Update};
pub use regions::Regions;
pub use registry::{nearest, resource_type, types};
pub use resource_type::{Lifecycle, Reference, ResourceType, TagShape, Tagging};
