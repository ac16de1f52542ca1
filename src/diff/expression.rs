//! What a property comes to, in a form that can be compared with that of another state: names in the
//! place of node numbers, and nothing of how it was written.
//!
//! Not here: how it is made of a template (`normal_form`), and what differs (`compare`).

use core::fmt::Write as _;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::address::{Address, StackPath};

/// What a value comes to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Expression {
    /// One text, number or truth value.
    Text(Arc<str>),
    /// A list whose order means something.
    List(Vec<Expression>),
    /// A list whose order means nothing, sorted.
    Set(Vec<Expression>),
    /// Names with values.
    Map(BTreeMap<Arc<str>, Expression>),
    /// Nothing: `AWS::NoValue`.
    Absent,
    /// What a resource yields.
    Reference {
        /// The resource.
        to: Address,
        /// The attribute; empty for `Ref`.
        attribute: Arc<str>,
    },
    /// A parameter without a value.
    Parameter {
        /// The stack whose it is.
        stack: StackPath,
        /// Its name.
        name: Arc<str>,
    },
    /// A pseudo parameter.
    Pseudo(Arc<str>),
    /// One text of several parts of which some are not known.
    Joined(Vec<Expression>),
    /// A function whose result is not known.
    Call {
        /// Its name in the long form: `Fn::GetAZs`.
        function: Arc<str>,
        /// Its arguments.
        arguments: Vec<Expression>,
    },
    /// One of several, as conditions that are not decided hold or not.
    Choice(Vec<(Vec<Clause>, Expression)>),
}

/// One thing that has to hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clause {
    /// The condition, as an expression.
    pub condition: Expression,
    /// Whether it is to be true.
    pub holds: bool,
}

/// The most characters of a value in a message.
const LONGEST_SHOWN: usize = 80;

impl Expression {
    /// A text.
    #[must_use]
    pub fn of_text(text: impl Into<Arc<str>>) -> Self {
        Self::Text(text.into())
    }

    /// What `Ref` to a resource yields.
    #[must_use]
    pub fn of_resource(address: &Address) -> Self {
        Self::Reference {
            to: address.clone(),
            attribute: "".into(),
        }
    }

    /// The text, if it is known.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self {
            Some(text)
        } else {
            None
        }
    }

    /// The text as a number.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        self.text()?.trim().parse().ok()
    }

    /// The text as a truth value, whatever its case.
    #[must_use]
    pub fn truth(&self) -> Option<bool> {
        let text = self.text()?;
        match text {
            _ if text.eq_ignore_ascii_case("true") => Some(true),
            _ if text.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        }
    }

    /// The items, if it is a list.
    #[must_use]
    pub fn items(&self) -> Option<&[Expression]> {
        if let Self::List(items) | Self::Set(items) = self {
            Some(items)
        } else {
            None
        }
    }

    /// The items in an order of their own, each once; what is no list is a list of one.
    #[must_use]
    pub fn into_set(self) -> Self {
        let mut items = self.into_items();
        items.sort();
        items.dedup();
        Self::Set(items)
    }

    /// The items; what is no list is a list of one.
    #[must_use]
    pub fn into_items(self) -> Vec<Self> {
        if let Self::List(items) | Self::Set(items) = self {
            items
        } else {
            vec![self]
        }
    }

    /// The names with their values, if it has such.
    #[must_use]
    pub fn entries(&self) -> Option<&BTreeMap<Arc<str>, Expression>> {
        if let Self::Map(entries) = self {
            Some(entries)
        } else {
            None
        }
    }

    /// The value behind names, one inside the other.
    #[must_use]
    pub fn get(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |at, name| {
            at.entries()?
                .get(*name)
                .filter(|found| **found != Self::Absent)
        })
    }

    /// Each value, if it is a list; of a choice, all that it may be. What is absent is none.
    #[must_use]
    pub fn possible(&self) -> Vec<&Self> {
        match self {
            Self::List(items) | Self::Set(items) => items.iter().flat_map(Self::possible).collect(),
            Self::Choice(cases) => cases.iter().flat_map(|(_, case)| case.possible()).collect(),
            Self::Absent => Vec::new(),
            Self::Text(_)
            | Self::Map(_)
            | Self::Reference { .. }
            | Self::Parameter { .. }
            | Self::Pseudo(_)
            | Self::Joined(_)
            | Self::Call { .. } => vec![self],
        }
    }

    /// The one resource that it refers to, by whatever attribute; itself where it is not one.
    #[must_use]
    pub fn without_attribute(&self) -> Self {
        match self.references().as_slice() {
            [(address, _)] => Self::of_resource(address),
            _ => self.clone(),
        }
    }

    /// Every resource that it refers to, with the attribute.
    #[must_use]
    pub fn references(&self) -> Vec<(&Address, &str)> {
        let mut found = Vec::new();
        self.each(&mut |one| {
            if let Self::Reference { to, attribute } = one {
                found.push((to, &**attribute));
            }
        });
        found
    }

    /// Calls for it and for everything inside of it.
    pub fn each<'e>(&'e self, call: &mut impl FnMut(&'e Self)) {
        call(self);
        match self {
            Self::List(items) | Self::Set(items) | Self::Joined(items) => {
                items.iter().for_each(|item| item.each(call))
            }
            Self::Call { arguments, .. } => arguments.iter().for_each(|item| item.each(call)),
            Self::Map(entries) => entries.values().for_each(|item| item.each(call)),
            Self::Choice(cases) => cases.iter().for_each(|(_, item)| item.each(call)),
            Self::Text(_)
            | Self::Absent
            | Self::Reference { .. }
            | Self::Parameter { .. }
            | Self::Pseudo(_) => {}
        }
    }

    /// The same with other names of resources.
    #[must_use]
    pub fn with_addresses(&self, name: &impl Fn(&Address) -> Address) -> Self {
        self.with(&|one| {
            let Self::Reference { to, attribute } = one else {
                return None;
            };
            Some(Self::Reference {
                to: name(to),
                attribute: Arc::clone(attribute),
            })
        })
    }

    /// The same with others in the place of those for which there is one; lists without an order are put in
    /// order again.
    #[must_use]
    pub fn with(&self, other: &impl Fn(&Self) -> Option<Self>) -> Self {
        if let Some(other) = other(self) {
            return other;
        }
        let all =
            |items: &[Self]| -> Vec<Self> { items.iter().map(|item| item.with(other)).collect() };
        match self {
            Self::Text(_)
            | Self::Absent
            | Self::Parameter { .. }
            | Self::Pseudo(_)
            | Self::Reference { .. } => self.clone(),
            Self::List(items) => Self::List(all(items)),
            Self::Set(items) => {
                let mut items = all(items);
                items.sort();
                Self::Set(items)
            }
            Self::Joined(parts) => Self::Joined(all(parts)),
            Self::Map(entries) => {
                let entries = entries.iter();
                let entries = entries.map(|(key, value)| (Arc::clone(key), value.with(other)));
                Self::Map(entries.collect())
            }
            Self::Call {
                function,
                arguments,
            } => Self::Call {
                function: Arc::clone(function),
                arguments: all(arguments),
            },
            Self::Choice(cases) => {
                let cases = cases.iter();
                let cases = cases.map(|(clauses, value)| (clauses.clone(), value.with(other)));
                Self::Choice(cases.collect())
            }
        }
    }

    /// The value in one line, shortened: as a template with short functions would have it.
    #[must_use]
    pub fn shown(&self) -> String {
        let mut text = String::new();
        self.write(&mut text, false);
        if text.chars().count() > LONGEST_SHOWN {
            let short: String = text.chars().take(LONGEST_SHOWN - 1).collect();
            return format!("{short}…");
        }
        text
    }

    /// The value in one line, whole.
    #[must_use]
    pub fn written(&self) -> String {
        let mut text = String::new();
        self.write(&mut text, false);
        text
    }

    fn write(&self, to: &mut String, inside: bool) {
        match self {
            Self::Text(text) => {
                let needs_quotes = text.is_empty()
                    || text.contains('\n')
                    || (inside && text.contains([',', '[', ']', '{', '}', ':', '"']));
                if needs_quotes {
                    let _ = write!(to, "{:?}", &**text);
                } else {
                    to.push_str(text);
                }
            }
            Self::List(items) | Self::Set(items) => listed(to, "[", items, "]"),
            Self::Map(entries) => {
                to.push('{');
                for (number, (name, value)) in entries.iter().enumerate() {
                    to.push_str(if number == 0 { "" } else { ", " });
                    to.push_str(name);
                    to.push_str(": ");
                    value.write(to, true);
                }
                to.push('}');
            }
            Self::Absent => to.push_str("nothing"),
            Self::Reference {
                to: address,
                attribute,
            } => {
                let _ = write!(to, "{address}");
                if !attribute.is_empty() {
                    let _ = write!(to, ".{attribute}");
                }
            }
            Self::Parameter { stack, name } => {
                if !stack.is_root() {
                    let _ = write!(to, "{stack}/");
                }
                to.push_str(name);
            }
            Self::Pseudo(name) => to.push_str(name),
            Self::Joined(parts) => {
                for part in parts {
                    if let Self::Text(text) = part {
                        to.push_str(&text.replace('\n', "\\n"));
                    } else {
                        to.push_str("${");
                        part.write(to, true);
                        to.push('}');
                    }
                }
            }
            Self::Call {
                function,
                arguments,
            } => {
                let short = function.strip_prefix("Fn::").unwrap_or(function);
                listed(to, &format!("{short}("), arguments, ")");
            }
            Self::Choice(cases) => {
                for (number, (clauses, value)) in cases.iter().enumerate() {
                    to.push_str(if number == 0 { "" } else { ", " });
                    value.write(to, true);
                    to.push_str(" if ");
                    for (number, clause) in clauses.iter().enumerate() {
                        to.push_str(if number == 0 { "" } else { " and " });
                        to.push_str(if clause.holds { "" } else { "not " });
                        clause.condition.write(to, true);
                    }
                }
            }
        }
    }
}

fn listed(to: &mut String, open: &str, items: &[Expression], close: &str) {
    to.push_str(open);
    for (number, item) in items.iter().enumerate() {
        to.push_str(if number == 0 { "" } else { ", " });
        item.write(to, true);
    }
    to.push_str(close);
}
