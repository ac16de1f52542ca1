//! What functions make of arguments that are known.
//!
//! Source: AWS CloudFormation template reference, "Intrinsic functions". Not here: cases and guards
//! (`evaluate`).

use std::sync::Arc;

use super::value::{Alternatives, Form, Part, Place, Unknown, Value};
use crate::document::Node;
use core::net::Ipv4Addr;

/// A piece of the text of `Fn::Sub`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Characters as they are.
    Fixed(&'t str),
    /// The name between `${` and `}`.
    Named(&'t str),
}

/// The most ranges of `Fn::Cidr`.
const MOST_RANGES: u32 = 256;

/// The pieces of a text of `Fn::Sub`. `${!Name}` stands for `${Name}`.
#[must_use]
pub fn pieces(template: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once("${") {
        if !before.is_empty() {
            pieces.push(Piece::Fixed(before));
        }
        let Some((name, after)) = behind.split_once('}') else {
            pieces.push(Piece::Fixed(rest.get(before.len()..).unwrap_or_default()));
            return pieces;
        };
        if let Some(literal) = name.strip_prefix('!') {
            pieces.push(Piece::Fixed("${"));
            pieces.push(Piece::Fixed(literal));
            pieces.push(Piece::Fixed("}"));
        } else {
            pieces.push(Piece::Named(name.trim()));
        }
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Fixed(rest));
    }
    pieces
}

/// Known parts beside one another as one.
pub(super) fn merged(parts: Vec<Part>) -> Vec<Part> {
    let mut merged: Vec<Part> = Vec::new();
    for part in parts {
        match (merged.last_mut(), &part) {
            (Some(Part::Known(last)), Part::Known(text)) => *last = format!("{last}{text}").into(),
            (_, _) => merged.push(part),
        }
    }
    merged
}

pub(super) fn split(place: Place, delimiter: &Value, text: &Value) -> Value {
    let list = |items: Vec<Value>| {
        Value::new(
            place,
            Form::List(items.into_iter().map(Alternatives::only).collect()),
        )
    };
    match (delimiter.text(), &text.form) {
        (Some(delimiter), Form::Text(text, _)) if !delimiter.is_empty() => list(
            text.split(delimiter)
                .map(|item| Value::of_text(place, item))
                .collect(),
        ),
        // Items whose parts are unknown, where no unknown part can hold the delimiter, can't be told.
        (Some(delimiter), Form::Unknown(Unknown::Text(parts))) if !delimiter.is_empty() => {
            match split_parts(place, delimiter, parts) {
                Some(items) => list(items),
                None => Value::unknown(place, Unknown::List),
            }
        }
        (_, _) => Value::unknown(place, Unknown::List),
    }
}

/// The items of a text of which parts are unknown: what a resource yields, as it is joined to a text, does
/// not hold the delimiter. `None` where a part may be a list of its own.
fn split_parts(place: Place, delimiter: &str, parts: &[Part]) -> Option<Vec<Value>> {
    let mut items: Vec<Vec<Part>> = vec![Vec::new()];
    for part in parts {
        match part {
            Part::Known(text) => {
                for (number, piece) in text.split(delimiter).enumerate() {
                    if number > 0 {
                        items.push(Vec::new());
                    }
                    if let (false, Some(item)) = (piece.is_empty(), items.last_mut()) {
                        item.push(Part::Known(piece.into()));
                    }
                }
            }
            Part::Unknown(value) => match &value.form {
                Form::Unknown(Unknown::Resource { .. }) => items.last_mut()?.push(part.clone()),
                Form::Text(..) | Form::List(_) | Form::Map(_) | Form::Absent | Form::Unknown(_) => {
                    return None;
                }
            },
        }
    }
    // Without a part nothing is known of the text.
    let items = (!parts.is_empty()).then_some(items)?.into_iter();
    let items = items.map(|mut item| match item.as_slice() {
        [] => Value::of_text(place, ""),
        [Part::Known(text)] => Value::of_text(place, Arc::clone(text)),
        [Part::Unknown(_)] => match item.pop() {
            Some(Part::Unknown(value)) => value,
            Some(Part::Known(_)) | None => Value::unknown(place, Unknown::Anything),
        },
        [_, _, ..] => Value::unknown(place, Unknown::Text(item)),
    });
    Some(items.collect())
}

/// A list out of a value that was joined with commas for a parameter.
pub(super) fn list_of_joined(value: &Value) -> Value {
    let comma = Value::of_text(value.place, ",");
    split(value.place, &comma, value)
}

pub(super) fn select(place: Place, index: &Value, list: &Value) -> Alternatives {
    let index = index
        .text()
        .and_then(|text| text.trim().parse::<usize>().ok());
    let items = list.items();
    match (index, items) {
        (Some(index), Some(items)) => match items.get(index) {
            Some(item) => item.clone(),
            None => Alternatives::only(Value::unknown(place, Unknown::Anything)),
        },
        (_, _) => Alternatives::only(Value::unknown(place, Unknown::Anything)),
    }
}

/// The values of a map behind two keys, with those keys; of all keys where one is not known.
pub(super) fn mapped<'t>(
    map: &'t Node,
    top: Option<&str>,
    second: Option<&str>,
) -> Vec<(&'t str, &'t str, &'t Node)> {
    let behind = |node: &'t Node, wanted: Option<&str>| {
        let entries = node
            .as_mapping()
            .into_iter()
            .flat_map(|mapping| mapping.iter());
        let wanted = wanted.map(str::to_owned);
        entries.filter(move |(key, _)| wanted.as_deref().is_none_or(|wanted| wanted == *key))
    };
    let rows = behind(map, top).flat_map(|(row, node)| {
        behind(node, second).map(move |(column, value)| (row, column, value))
    });
    rows.collect()
}

/// Ranges of equal size, one after the other: `bits` are those of a host.
pub(super) fn cidr(place: Place, block: &Value, count: &Value, bits: Option<&str>) -> Value {
    let ranges = ranges(block.text(), count.text(), bits);
    match ranges {
        Some(ranges) => {
            let ranges = ranges.into_iter();
            let ranges = ranges.map(|range| Alternatives::only(Value::of_text(place, range)));
            Value::new(place, Form::List(ranges.collect()))
        }
        None => Value::unknown(place, Unknown::List),
    }
}

fn ranges(block: Option<&str>, count: Option<&str>, bits: Option<&str>) -> Option<Vec<String>> {
    let (address, prefix) = block?.split_once('/')?;
    let address: Ipv4Addr = address.parse().ok()?;
    let prefix: u32 = prefix.parse().ok()?;
    let count: u32 = count?.parse().ok()?;
    let bits: u32 = bits?.parse().ok()?;
    let fits = (1..=MOST_RANGES).contains(&count) && bits <= 32_u32.checked_sub(prefix)?;
    let first = u64::from(u32::from(address));
    let last = first + (u64::from(count) << bits);
    if !fits || last > 1 << 32 || (u64::from(count) << bits) > 1 << (32 - prefix) {
        return None;
    }
    let range = |number: u32| {
        let start = first + (u64::from(number) << bits);
        let start = u32::try_from(start).ok()?;
        Some(format!("{}/{}", Ipv4Addr::from(start), 32 - bits))
    };
    (0..count).map(range).collect()
}
