//! Cases of values: what is made of each, and which of several can be at once.

use super::guard::Guard;
use super::program::{Resolved, StackId};
use super::value::{Alternatives, Place, Unknown, Value};
use crate::document::NodeId;

/// The most alternatives of one value.
pub(super) const MOST_ALTERNATIVES: usize = 32;

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
            self.overrun.set(true);
            return anything(place);
        }
        if all.is_empty() {
            return anything(place);
        }
        Alternatives(all)
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

/// What nothing is known of.
pub(super) fn anything(place: Place) -> Alternatives {
    Alternatives::only(Value::unknown(place, Unknown::Anything))
}

/// A text of which nothing is known.
pub(super) fn text_of_unknown(place: Place) -> Alternatives {
    Alternatives::only(Value::unknown(place, Unknown::Text(vec![None])))
}
