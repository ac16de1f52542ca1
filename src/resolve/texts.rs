//! Texts that are made of parts: `Fn::Sub` and `Fn::Join`.

use std::collections::BTreeMap;

use super::cases::{LONGEST_TEXT, MOST_ALTERNATIVES, MOST_PARTS, anything, text_of_unknown};
use super::functions;
use super::guard::Guard;
use super::program::{Resolved, StackId};
use super::value::{Alternatives, Part, Place, Value};
use crate::document::Node;

impl Resolved<'_> {
    pub(super) fn substituted(
        &self,
        stack: StackId,
        place: Place,
        argument: &Node,
    ) -> Alternatives {
        let (template, variables) = match argument.as_sequence() {
            Some([template, variables]) => (template.as_text(), variables.as_mapping()),
            Some(_) => (None, None),
            None => (argument.as_text(), None),
        };
        let Some(template) = template else {
            return anything(place);
        };
        let mut parts = Vec::new();
        // A variable is found out once, however often it is named: it may have variables of its own.
        let mut known: BTreeMap<&str, Alternatives> = BTreeMap::new();
        for piece in functions::pieces(template) {
            parts.push(match piece {
                functions::Piece::Fixed(text) => Alternatives::only(Value::of_text(place, text)),
                functions::Piece::Named(name) => {
                    if let Some(value) = variables.and_then(|variables| variables.get(name)) {
                        let value = known
                            .entry(name)
                            .or_insert_with(|| self.evaluate(stack, value));
                        value.clone()
                    } else if let Some((resource, attribute)) = name.split_once('.') {
                        self.attribute(stack, place, resource, attribute)
                    } else {
                        self.named(stack, place, name)
                    }
                }
            });
        }
        self.concatenated(place, &parts)
    }

    pub(super) fn joined(&self, place: Place, delimiter: &Value, list: &Value) -> Alternatives {
        let (Some(delimiter), Some(items)) = (delimiter.text(), list.items()) else {
            return text_of_unknown(place);
        };
        let mut parts: Vec<Alternatives> = Vec::new();
        for item in items {
            if !parts.is_empty() && !delimiter.is_empty() {
                parts.push(Alternatives::only(Value::of_text(place, delimiter)));
            }
            parts.push(item.clone());
        }
        // A literal item that may be absent changes the delimiters: then nothing is known of the text.
        if items.iter().any(Alternatives::may_be_absent) {
            return text_of_unknown(place);
        }
        self.concatenated(place, &parts)
    }

    /// One text of several parts.
    fn concatenated(&self, place: Place, parts: &[Alternatives]) -> Alternatives {
        let mut all = vec![(Guard::always(), Vec::new())];
        for part in parts {
            let mut next = Vec::new();
            for (guard, known) in &all {
                for (inner, value) in part.iter() {
                    let Some(both) = self.both(guard, inner) else {
                        continue;
                    };
                    let mut known: Vec<Part> = known.clone();
                    known.extend(functions::parts(value));
                    next.push((both, known));
                }
            }
            if next.len() > MOST_ALTERNATIVES {
                self.overrun_at(place);
                return text_of_unknown(place);
            }
            all = next;
            let too_long = |known: &[Part]| {
                let bytes = known.iter().filter_map(Part::text).map(str::len);
                known.len() > MOST_PARTS || bytes.sum::<usize>() > LONGEST_TEXT
            };
            if all.iter().any(|(_, known)| too_long(known)) {
                self.overrun_at(place);
                return text_of_unknown(place);
            }
        }
        let all = all.into_iter();
        let all = all.map(|(guard, known)| (guard, functions::text(place, known)));
        self.bounded(place, all.collect())
    }
}
