//! What a node of a template comes to.
//!
//! Not here: how it is found out (`evaluate`).

use std::sync::Arc;

use super::guard::Guard;
use super::program::StackId;
use crate::document::{NodeId, ScalarKind};

/// Where a value is written: a node of a stack's template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The stack.
    pub stack: StackId,
    /// The node.
    pub node: NodeId,
}

/// Everything that a node can come to, each with what has to hold for it. Never empty; the guards leave
/// no case out.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternatives(pub Vec<(Guard, Value)>);

/// One thing that a node can come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// Where it is written. A value that a parent passes is written in the parent.
    pub place: Place,
    /// What it is.
    pub form: Form,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// One text, number or truth value.
    Text(Arc<str>, ScalarKind),
    /// A list. Items whose only case is that they are absent are left out.
    List(Vec<Alternatives>),
    /// Names with values, in the order of the text.
    Map(Vec<Entry>),
    /// Nothing at all: `AWS::NoValue`.
    Absent,
    /// Something that can't be known offline.
    Unknown(Unknown),
}

/// One name with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The name.
    pub name: Arc<str>,
    /// Where the name is written.
    pub key: Place,
    /// Its value.
    pub value: Alternatives,
}

/// What is known of something unknown.
#[derive(Clone, Debug, PartialEq)]
pub enum Unknown {
    /// What a resource yields.
    Resource {
        /// The stack that holds it.
        stack: StackId,
        /// Its logical id.
        logical_id: Arc<str>,
        /// Its type.
        resource_type: Arc<str>,
        /// The attribute; empty for `Ref`.
        attribute: Arc<str>,
    },
    /// A parameter without a value.
    Parameter {
        /// The stack whose it is.
        stack: StackId,
        /// Its name.
        name: Arc<str>,
        /// Its type as declared.
        parameter_type: Arc<str>,
    },
    /// A pseudo parameter.
    Pseudo(Arc<str>),
    /// A text with unknown parts, in their order.
    Text(Vec<Part>),
    /// A list of unknown length.
    List,
    /// A dynamic reference, `{{resolve:…}}`.
    Dynamic(Arc<str>),
    /// An export of another stack.
    Import,
    /// Anything at all: what a mistake, a macro or too many alternatives leave.
    Anything,
}

/// One part of a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// Characters that are known.
    Known(Arc<str>),
    /// Others, with what is known of them.
    Unknown(Unknown),
}

impl Part {
    /// The characters, where they are known.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Known(text) => Some(text),
            Self::Unknown(_) => None,
        }
    }
}

impl Alternatives {
    /// What a value comes to whatever holds.
    #[must_use]
    pub fn only(value: Value) -> Self {
        Self(vec![(Guard::always(), value)])
    }

    /// The one value, if there is one alone.
    #[must_use]
    pub fn single(&self) -> Option<&Value> {
        match self.0.as_slice() {
            [(_, value)] => Some(value),
            _ => None,
        }
    }

    /// Every case with its guard.
    pub fn iter(&self) -> impl Iterator<Item = (&Guard, &Value)> {
        self.0.iter().map(|(guard, value)| (guard, value))
    }

    /// The text, if it is one text whatever holds.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.single()?.text()
    }

    /// Every text that it can be; what is unknown or no text is left out.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|(_, value)| value.text())
    }

    /// Whether it may be absent.
    #[must_use]
    pub fn may_be_absent(&self) -> bool {
        self.0.iter().any(|(_, value)| value.form == Form::Absent)
    }
}

impl Value {
    /// A value written at a place.
    #[must_use]
    pub fn new(place: Place, form: Form) -> Self {
        Self { place, form }
    }

    /// A text written at a place.
    #[must_use]
    pub fn of_text(place: Place, text: impl Into<Arc<str>>) -> Self {
        Self::new(place, Form::Text(text.into(), ScalarKind::String))
    }

    /// Something unknown at a place.
    #[must_use]
    pub fn unknown(place: Place, unknown: Unknown) -> Self {
        Self::new(place, Form::Unknown(unknown))
    }

    /// The text, if it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.form {
            Form::Text(text, _) => Some(text),
            Form::List(_) | Form::Map(_) | Form::Absent | Form::Unknown(_) => None,
        }
    }

    /// The items, if it is a list whose items are known one by one.
    #[must_use]
    pub fn items(&self) -> Option<&[Alternatives]> {
        match &self.form {
            Form::List(items) => Some(items),
            Form::Text(..) | Form::Map(_) | Form::Absent | Form::Unknown(_) => None,
        }
    }

    /// The entries, if it is a mapping.
    #[must_use]
    pub fn entries(&self) -> Option<&[Entry]> {
        match &self.form {
            Form::Map(entries) => Some(entries),
            Form::Text(..) | Form::List(_) | Form::Absent | Form::Unknown(_) => None,
        }
    }

    /// The value of a name, if it is a mapping that has it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Alternatives> {
        let mut entries = self.entries()?.iter();
        entries.find_map(|entry| (*entry.name == *name).then_some(&entry.value))
    }
}

impl Form {
    /// A word for messages: `a list`, `the text \`x\``.
    #[must_use]
    pub fn described(&self) -> String {
        match self {
            Self::Text(text, ScalarKind::String) => format!("the text `{text}`"),
            Self::Text(text, ScalarKind::Boolean) => format!("the truth value `{text}`"),
            Self::Text(text, ScalarKind::Integer | ScalarKind::Float) => {
                format!("the number `{text}`")
            }
            Self::Text(_, ScalarKind::Null) => "nothing".to_owned(),
            Self::List(_) | Self::Unknown(Unknown::List) => "a list".to_owned(),
            Self::Map(_) => "a mapping".to_owned(),
            Self::Absent => "nothing".to_owned(),
            Self::Unknown(_) => "a value that is not known".to_owned(),
        }
    }
}
