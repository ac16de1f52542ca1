//! Cases of values: what is made of each, and which of several can be at once.

use super::guard::Guard;
use super::program::{Resolved, StackId};
use super::value::{Alternatives, Form, Place, Unknown, Value};
use crate::document::NodeId;

/// The most alternatives of one value.
pub(super) const MOST_ALTERNATIVES: usize = 32;

/// The longest text that is put together, in bytes: sixteen times what a parameter takes.
pub(super) const LONGEST_TEXT: usize = 1 << 16;

/// The most parts of a text of which some are unknown.
pub(super) const MOST_PARTS: usize = 1_000;

/// The most values inside of one that goes from one stack to another.
const MOST_VALUES: usize = 10_000;

impl Resolved<'_> {
    /// What is made of every case of a value.
    pub(super) fn each(
        &self,
        of: &Alternatives,
        make: impl Fn(&Value) -> Alternatives,
    ) -> Alternatives {
        let mut all = Vec::new();
        let mut place = None;
        for (guard, value) in of.iter() {
            place = Some(value.place);
            for (inner, made) in make(value).0 {
                if let Some(both) = self.both(guard, &inner) {
                    all.push((both, made));
                }
            }
        }
        let place = place.expect("invariant: alternatives are never empty");
        self.bounded(place, all)
    }

    /// What is made of every case of two values that can be at once.
    pub(super) fn with_two(
        &self,
        place: Place,
        one: &Alternatives,
        other: &Alternatives,
        make: impl Fn(&Value, &Value) -> Alternatives,
    ) -> Alternatives {
        let mut all = Vec::new();
        for (guard, one) in one.iter() {
            for (other_guard, other) in other.iter() {
                let Some(guard) = self.both(guard, other_guard) else {
                    continue;
                };
                for (inner, made) in make(one, other).0 {
                    if let Some(both) = self.both(&guard, &inner) {
                        all.push((both, made));
                    }
                }
            }
        }
        self.bounded(place, all)
    }

    /// No more cases than are kept, and never none.
    pub(super) fn bounded(&self, place: Place, all: Vec<(Guard, Value)>) -> Alternatives {
        if all.len() > MOST_ALTERNATIVES {
            self.overrun_at(place);
            return anything(place);
        }
        if all.is_empty() {
            return anything(place);
        }
        Alternatives(all)
    }

    /// The same value, unless there is more in it than goes from one stack to another: stacks that pass
    /// a list twice each would make any number of it.
    pub(super) fn passable(&self, place: Place, value: Alternatives) -> Alternatives {
        let mut left = MOST_VALUES;
        if fits(&value, &mut left) {
            return value;
        }
        self.overrun_at(place);
        anything(place)
    }

    /// Finds something out, unless it is being found out already: then it depends on itself.
    pub(super) fn once(
        &self,
        key: (StackId, NodeId, &'static str),
        place: Place,
        find: impl FnOnce() -> Alternatives,
    ) -> Alternatives {
        if !self.open.borrow_mut().insert(key) {
            return anything(place);
        }
        let found = find();
        self.open.borrow_mut().remove(&key);
        found
    }
}

fn fits(value: &Alternatives, left: &mut usize) -> bool {
    value.iter().all(|(_, value)| {
        *left = left.saturating_sub(1);
        *left > 0
            && match &value.form {
                Form::List(items) => items.iter().all(|item| fits(item, left)),
                Form::Map(entries) => entries.iter().all(|entry| fits(&entry.value, left)),
                Form::Text(..) | Form::Absent | Form::Unknown(_) => true,
            }
    })
}

/// What nothing is known of.
pub(super) fn anything(place: Place) -> Alternatives {
    Alternatives::only(Value::unknown(place, Unknown::Anything))
}

/// A text of which nothing is known.
pub(super) fn text_of_unknown(place: Place) -> Alternatives {
    Alternatives::only(Value::unknown(place, Unknown::Text(Vec::new())))
}
