//! What the change of a property does to a resource, where the schemas say nothing of it: interruptions
//! above all, and replacements that schemas call uncertain.
//!
//! Source: AWS CloudFormation template reference, "Update requires" of each property.

use super::table;

/// What a change does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Something is interrupted.
    Interruption,
    /// The resource is replaced.
    Replacement,
    /// Something is interrupted where a part of the value goes; what is only added interrupts nothing.
    RemovalInterrupts,
}

/// What is known of a property at the top of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UpdateEffect {
    /// What its change does.
    pub kind: Kind,
    /// In words; may be empty.
    pub words: &'static str,
}

impl UpdateEffect {
    /// What is known of a property.
    pub fn of(resource_type: &str, property: &str) -> Option<Self> {
        let mut rows = table::UPDATE_EFFECTS.rows();
        rows.find_map(|[of, name, kind, words]| {
            let kind = match kind {
                "replacement" => Kind::Replacement,
                "removal-interrupts" => Kind::RemovalInterrupts,
                _ => Kind::Interruption,
            };
            (of == resource_type && name == property).then_some(Self { kind, words })
        })
    }

    /// Every type and property of which something is known.
    pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
        let rows = table::UPDATE_EFFECTS.rows();
        rows.map(|[of, name, _, _]| (of, name))
    }
}
