//! What a comparison tells: changes of resources, of their properties, and of what a root shows and asks.
//!
//! Not here: how they are found.

use core::fmt;
use std::sync::Arc;

use super::address::Address;
use super::expression::Expression;

/// The way from a resource to a value inside of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path(pub Vec<Step>);

/// One step of a way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// A name of a mapping.
    Name(Arc<str>),
    /// An element of a list.
    Element {
        /// The name whose value tells it from its neighbours, and the value.
        identity: Option<(&'static str, String)>,
        /// Its place in the old list, from 0; none in a set.
        old: Option<usize>,
        /// Its place in the new list, from 0; none in a set.
        new: Option<usize>,
    },
}

/// What a change does to its resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// Nothing is interrupted.
    None,
    /// Something that the resource does is interrupted.
    Interruption,
    /// It depends on old and new value whether the resource is replaced.
    MayReplace,
    /// A new resource takes the place of the old one.
    Replacement,
}

/// Why a value differs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// It is written differently.
    Written,
    /// A parameter of the root has another value.
    Parameter(Arc<str>),
    /// The stack around it passes something else to its parameter.
    Passed {
        /// The nested stack.
        stack: Address,
        /// Its parameter.
        parameter: Arc<str>,
    },
    /// An output of a stack beside it is written differently.
    Output {
        /// The nested stack.
        stack: Address,
        /// Its output.
        output: Arc<str>,
    },
    /// A condition or a mapping that it uses is written differently.
    Definition(Arc<str>),
    /// What it refers to is replaced, so that the reference yields something else.
    Replaced(Address),
    /// What it refers to is changed, and what the reference yields with it.
    Updated(Address),
}

/// A value that differs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PropertyChange {
    /// The way to it.
    pub path: Path,
    /// Whether it is no property: `DeletionPolicy`, `UpdatePolicy`.
    pub is_attribute: bool,
    /// What it was; `None` where it was not there.
    pub old: Option<Expression>,
    /// What it will be; `None` where it will not be there.
    pub new: Option<Expression>,
    /// Why it differs.
    pub cause: Cause,
    /// What that does to the resource.
    pub effect: Effect,
    /// What is known of the effect in this case.
    pub note: Option<String>,
}

/// What becomes of a resource, or of the old one where it is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Afterwards {
    /// It is deleted, with all that is in it.
    Deleted,
    /// It stays, and no stack knows it any more.
    Kept,
    /// It is deleted, and a snapshot stays.
    Snapshot,
}

/// What happens to a resource.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It is made.
    Added,
    /// The template has it no more.
    Removed(Afterwards),
    /// It stays under its name.
    Changed,
    /// It has another logical id, for which CloudFormation makes a new one and removes the old one.
    Renamed {
        /// What it was called.
        from: Address,
        /// What becomes of the old one.
        afterwards: Afterwards,
    },
    /// It is in another stack, for which CloudFormation makes a new one and removes the old one.
    Moved {
        /// Where it was.
        from: Address,
        /// What becomes of the old one.
        afterwards: Afterwards,
    },
}

/// A resource that differs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ResourceChange {
    /// Which one: the new one, unless it is removed.
    pub address: Address,
    /// Its type; the new one.
    pub resource_type: Arc<str>,
    /// What happens to it.
    pub fate: Fate,
    /// What differs in it.
    pub changes: Vec<PropertyChange>,
    /// What all that does to it: the strongest effect.
    pub effect: Effect,
    /// What becomes of the old one where it is replaced under its name.
    pub replaced: Afterwards,
    /// Conditions that are not decided and have to hold.
    pub only_if: Option<String>,
}

/// A change of what a root asks for, or shows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct InterfaceChange {
    /// `parameter`, `output` or `export`.
    pub what: &'static str,
    /// Its name.
    pub name: Arc<str>,
    /// What it was; `None` where it was not there.
    pub old: Option<String>,
    /// What it will be; `None` where it will not be there.
    pub new: Option<String>,
}

impl Path {
    /// A way of names alone.
    #[must_use]
    pub fn of(names: &[&str]) -> Self {
        Self(
            names
                .iter()
                .map(|name| Step::Name((*name).into()))
                .collect(),
        )
    }

    /// The same with one more step.
    #[must_use]
    pub fn then(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }

    /// The names on the way; lists are entered without a step.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|step| match step {
            Step::Name(name) => Some(&**name),
            Step::Element { .. } => None,
        })
    }

    /// Whether the names on the way are these, or begin with these.
    #[must_use]
    pub fn starts_with(&self, names: &[&str]) -> bool {
        let mut own = self.names();
        names.iter().all(|name| own.next() == Some(name))
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, step) in self.0.iter().enumerate() {
            match step {
                Step::Name(name) if number == 0 => f.write_str(name)?,
                Step::Name(name) => write!(f, ".{name}")?,
                Step::Element {
                    identity: Some((key, value)),
                    ..
                } => write!(f, "[{key}={value}]")?,
                Step::Element { old, new, .. } => {
                    if let Some(number) = new.or(*old) {
                        write!(f, "[{number}]")?;
                    }
                }
            }
        }
        Ok(())
    }
}

impl Effect {
    /// The word of every output format.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Interruption => "interruption",
            Self::MayReplace => "may-replace",
            Self::Replacement => "replacement",
        }
    }
}

impl Afterwards {
    /// The word of every output format.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Deleted => "deleted",
            Self::Kept => "kept",
            Self::Snapshot => "snapshot",
        }
    }
}

impl Fate {
    /// The word of every output format.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed(_) => "removed",
            Self::Changed => "changed",
            Self::Renamed { .. } => "renamed",
            Self::Moved { .. } => "moved",
        }
    }

    /// What becomes of a resource that its stack has no more.
    #[must_use]
    pub fn afterwards(&self) -> Option<Afterwards> {
        match self {
            Self::Removed(afterwards)
            | Self::Renamed { afterwards, .. }
            | Self::Moved { afterwards, .. } => Some(*afterwards),
            Self::Added | Self::Changed => None,
        }
    }

    /// Where it was, where that is another place.
    #[must_use]
    pub fn from(&self) -> Option<&Address> {
        match self {
            Self::Renamed { from, .. } | Self::Moved { from, .. } => Some(from),
            Self::Added | Self::Removed(_) | Self::Changed => None,
        }
    }
}

impl Cause {
    /// Why, in words that follow a comma: `because Vpc is replaced`. Nothing where the value itself says it.
    #[must_use]
    pub fn described(&self) -> Option<String> {
        Some(match self {
            Self::Written => return None,
            Self::Parameter(name) => format!("by parameter {name}"),
            Self::Passed { stack, parameter } => format!("by parameter {parameter} of {stack}"),
            Self::Output { stack, output } => format!("by output {output} of {stack}"),
            Self::Definition(name) => format!("by {name}"),
            Self::Replaced(address) => format!("because {address} is replaced"),
            Self::Updated(address) => format!("because {address} is changed"),
        })
    }
}
