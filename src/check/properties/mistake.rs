//! What the walk over properties finds, before a rule speaks of it.

use crate::document::NodeId;
use crate::resolve::{Guard, Place, StackId};

/// Which sort of mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::check) enum Kind {
    /// A name that the type has not.
    Unknown,
    /// A name that has to be there.
    Missing,
    /// Names of which one, or some, or not all may be there.
    Together,
    /// A value of another type.
    Type,
    /// A text that is none of those which are taken.
    Choice,
    /// A text of another form.
    Pattern,
    /// A text that is too short or too long.
    Length,
    /// A number that is too small or too large.
    Range,
    /// A list with too few or too many items, or one twice.
    Items,
    /// None of several forms.
    Form,
    /// What only AWS writes.
    ReadOnly,
    /// What refers to something of another kind.
    Reference,
    /// Any of these about a value that a parameter has by default.
    Default,
}

impl Kind {
    /// Whether it is about a value, which a parameter may bring.
    pub(super) fn is_about_a_value(self) -> bool {
        match self {
            Self::Type
            | Self::Choice
            | Self::Pattern
            | Self::Length
            | Self::Range
            | Self::Items => true,
            Self::Unknown
            | Self::Missing
            | Self::Together
            | Self::Form
            | Self::ReadOnly
            | Self::Reference
            | Self::Default => false,
        }
    }
}

/// A mistake.
#[derive(Clone, Debug)]
pub(in crate::check) struct Mistake {
    pub(in crate::check) kind: Kind,
    /// The stack of the resource.
    pub(in crate::check) stack: StackId,
    /// The resource.
    pub(in crate::check) logical_id: String,
    /// The node of the resource's own template at which it shows.
    pub(in crate::check) node: NodeId,
    /// The names on the way, joined with `.`.
    pub(in crate::check) path: String,
    pub(in crate::check) message: String,
    pub(in crate::check) expected: Option<String>,
    pub(in crate::check) help: Option<String>,
    /// Where the value is written, which may be in another template.
    pub(in crate::check) value: Option<Place>,
    /// What has to hold for it.
    pub(in crate::check) guard: Guard,
}
