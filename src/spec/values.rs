//! How values that are not particular to one section are read: numbers, flags, texts, lists, names.
//!
//! Not here: which texts there are (`texts`) and which words (`words`).

use std::collections::BTreeSet;
use std::str::FromStr;

use crate::document::{Node, ScalarKind};
use crate::source::Rule;

use super::nodes::{mapping_or_nothing, nearest, pairs, quoted};
use super::reader::{Field, Reader, Spot, Value};
use super::rules;
use super::shape::{Shape, one_of};

/// A text that becomes a value by being parsed.
pub(super) trait Text: FromStr {
    /// What it is: `an IPv4 range`.
    const NOUN: &'static str;
    /// The rule of texts that are none.
    const RULE: &'static Rule;
    /// The most characters.
    const MOST: Option<usize> = None;

    /// What it looks like, as a regular expression of JSON Schema.
    fn pattern() -> String;

    /// The rule of a text that looks like one and is none.
    fn rule_of(_error: &Self::Err) -> &'static Rule {
        Self::RULE
    }

    /// What was found.
    fn message(text: &str, _error: &Self::Err) -> String {
        format!("{} is not {}", quoted(text), Self::NOUN)
    }

    /// What was expected, and what to do.
    fn say(error: &Self::Err) -> (String, Option<String>);
}

/// The shape of a text.
pub(super) fn text_shape<T: Text>() -> Shape {
    Shape::Text {
        noun: T::NOUN,
        pattern: T::pattern(),
        most: T::MOST,
    }
}

/// The value of a text.
pub(super) fn decode_text<T: Text>(node: &Node, spot: Spot, reader: &mut Reader<'_>) -> Option<T> {
    let scalar = node
        .as_scalar()
        .filter(|scalar| scalar.kind == ScalarKind::String);
    let Some(scalar) = scalar else {
        reader.unlike(&text_shape::<T>(), node, spot);
        return None;
    };
    parse_text(&scalar.text, spot, reader)
}

/// The value of a text that has been found to be one.
pub(super) fn parse_text<T: Text>(text: &str, spot: Spot, reader: &mut Reader<'_>) -> Option<T> {
    let error = match text.parse::<T>() {
        Ok(value) => return Some(value),
        Err(error) => error,
    };
    let (expected, help) = T::say(&error);
    let message = T::message(text, &error);
    let said = reader
        .report(T::rule_of(&error), spot, message)
        .expected(expected);
    if let Some(help) = help {
        said.help(help);
    }
    None
}

/// The help of an error that knows what was meant: `…; did you mean `x`?` is split there.
pub(super) fn split_suggestion(error: &str) -> (String, Option<String>) {
    match error.split_once("; did you mean ") {
        Some((expected, meant)) => (expected.to_owned(), Some(format!("did you mean {meant}"))),
        None => (error.to_owned(), None),
    }
}

/// A value that may be left out.
impl<T: Value> Value for Option<T> {
    fn shape() -> Shape {
        T::shape()
    }

    fn decode(node: &Node, spot: Spot, reader: &mut Reader<'_>) -> Option<Self> {
        T::decode(node, spot, reader).map(Some)
    }

    fn absent(_: Spot, _: &mut Reader<'_>) -> Option<Self> {
        Some(None)
    }
}

/// A whole number from `MIN` to `MAX`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Whole<const MIN: u32, const MAX: u32>(pub(super) u32);

impl<const MIN: u32, const MAX: u32> Value for Whole<MIN, MAX> {
    fn shape() -> Shape {
        Shape::Whole { min: MIN, max: MAX }
    }

    fn decode(node: &Node, spot: Spot, reader: &mut Reader<'_>) -> Option<Self> {
        let Some(number) = whole(node) else {
            reader.unlike(&Self::shape(), node, spot);
            return None;
        };
        let inside = u32::try_from(number)
            .ok()
            .filter(|n| (MIN..=MAX).contains(n));
        if inside.is_none() {
            let nearest = if number < i128::from(MIN) { MIN } else { MAX };
            reader
                .report(
                    rules::RANGE,
                    spot,
                    format!("{} is out of range", shown(node)),
                )
                .expected(format!("expected {}", Self::shape().words()))
                .help(format!("the nearest is {nearest}"));
        }
        inside.map(Self)
    }
}

/// A number as it is written.
pub(super) fn shown(node: &Node) -> String {
    let text = quoted(node.as_text().unwrap_or_default());
    text.trim_matches('`').to_owned()
}

/// A whole number, in any of the ways in which YAML writes one.
pub(super) fn whole(node: &Node) -> Option<i128> {
    let scalar = node.as_scalar()?;
    let text = scalar.text.as_str();
    match scalar.kind {
        ScalarKind::Integer => {
            let number = match text.get(..2) {
                Some("0x") => i128::from_str_radix(text.get(2..)?, 16),
                Some("0o") => i128::from_str_radix(text.get(2..)?, 8),
                Some(_) | None => text.parse(),
            };
            // More digits than any number here has: as far out of range as it goes.
            let far = if text.starts_with('-') {
                i128::MIN
            } else {
                i128::MAX
            };
            Some(number.unwrap_or(far))
        }
        ScalarKind::Float => {
            let number: f64 = text.parse().ok()?;
            let limit = 1e15;
            let is_whole = number.is_finite() && number.fract() == 0.0;
            #[expect(clippy::cast_possible_truncation, reason = "clamped to what is exact")]
            is_whole.then(|| number.clamp(-limit, limit) as i128)
        }
        ScalarKind::Null | ScalarKind::Boolean | ScalarKind::String => None,
    }
}

impl Value for bool {
    fn shape() -> Shape {
        Shape::Flag
    }

    fn decode(node: &Node, spot: Spot, reader: &mut Reader<'_>) -> Option<Self> {
        let scalar = node.as_scalar();
        let truth = scalar.filter(|scalar| scalar.kind == ScalarKind::Boolean);
        if truth.is_none() {
            reader.unlike(&Self::shape(), node, spot);
        }
        truth.map(|scalar| scalar.text.eq_ignore_ascii_case("true"))
    }
}

/// Reads one of a few words.
pub(super) fn decode_word<T: Copy>(
    choices: &'static [(&'static str, &'static str)],
    values: &[T],
    node: &Node,
    spot: Spot,
    reader: &mut Reader<'_>,
) -> Option<T> {
    let words = || choices.iter().map(|(word, _)| *word);
    let scalar = node
        .as_scalar()
        .filter(|scalar| scalar.kind == ScalarKind::String);
    let Some(scalar) = scalar else {
        reader.unlike(&Shape::Choice(choices), node, spot);
        return None;
    };
    let known = words().position(|word| word == scalar.text);
    if let Some(value) = known.and_then(|index| values.get(index)) {
        return Some(*value);
    }
    let said = reader
        .report(
            rules::CHOICE,
            spot,
            format!("{} is not on offer here", quoted(&scalar.text)),
        )
        .expected(format!("expected {}", one_of(words())));
    if let Some(nearest) = nearest(&scalar.text, words()) {
        said.help(format!("did you mean `{nearest}`?"));
    }
    None
}

/// A text as it is written, also where it reads as a number or truth value.
pub(super) fn scalar_text(node: &Node) -> Option<&str> {
    let scalar = node.as_scalar()?;
    (scalar.kind != ScalarKind::Null).then_some(scalar.text.as_str())
}

/// A mapping whose keys are the user's, in the order of the spec.
#[derive(Clone, Debug)]
pub(super) struct Named<K, V> {
    /// The entries.
    pub(super) entries: Vec<Entry<K, V>>,
    /// Whether all that the spec lists is here.
    pub(super) complete: bool,
}

/// An entry of such a mapping.
#[derive(Clone, Debug)]
pub(super) struct Entry<K, V> {
    /// The key.
    pub(super) key: K,
    /// Where the key stands.
    pub(super) spot: Spot,
    /// The value.
    pub(super) value: Field<V>,
}

impl<K: PartialEq, V> Named<K, V> {
    /// The entry of a key.
    pub(super) fn get(&self, key: &K) -> Option<&Entry<K, V>> {
        self.entries.iter().find(|entry| entry.key == *key)
    }
}

/// Reads a mapping whose keys are the user's. An entry that can't be read is left out.
pub(super) fn decode_named<K: Text, V: Value>(
    shape: &Shape,
    node: &Node,
    spot: Spot,
    reader: &mut Reader<'_>,
) -> Option<Named<K, V>> {
    let Some(mapping) = mapping_or_nothing(node) else {
        reader.unlike(shape, node, spot);
        return None;
    };
    let mut named = Named {
        entries: Vec::new(),
        complete: true,
    };
    for (key, node) in pairs(mapping) {
        let text = key.as_text().unwrap_or_default();
        let spot = Spot::at(key);
        let entry = reader.below(text, |reader| {
            let key_value = parse_text::<K>(text, spot, reader);
            let value_spot = Spot::of(key, node);
            let value = V::decode(node, value_spot, reader);
            Some((key_value?, value_spot, value?))
        });
        match entry {
            Some((key, value_spot, value)) => named.entries.push(Entry {
                key,
                spot,
                value: Field {
                    value,
                    spot: value_spot,
                    sound: true,
                },
            }),
            None => named.complete = false,
        }
    }
    Some(named)
}

/// A list without repetitions.
#[derive(Clone, Debug)]
pub(super) struct List<T> {
    /// The items, each with its place.
    pub(super) items: Vec<(Spot, T)>,
    /// Whether all that the spec lists is here.
    pub(super) complete: bool,
}

/// Reads a list. An item that can't be read, or is there already, is left out.
pub(super) fn decode_list<T: Value>(
    shape: &Shape,
    node: &Node,
    spot: Spot,
    reader: &mut Reader<'_>,
) -> Option<List<T>> {
    let Some(nodes) = node.as_sequence() else {
        reader.unlike(shape, node, spot);
        return None;
    };
    let mut list = List {
        items: Vec::new(),
        complete: true,
    };
    let mut seen = BTreeSet::new();
    for (index, node) in nodes.iter().enumerate() {
        let spot = Spot::at(node);
        reader.below(&format!("[{index}]"), |reader| {
            let Some(item) = T::decode(node, spot, reader) else {
                list.complete = false;
                return;
            };
            let text = node.as_text().unwrap_or_default();
            if !seen.insert(text) {
                let message = format!("{} is listed twice", quoted(text));
                reader
                    .report(rules::LISTED_TWICE, spot, message)
                    .expected("expected each item once");
                list.complete = false;
                return;
            }
            list.items.push((spot, item));
        });
    }
    Some(list)
}
