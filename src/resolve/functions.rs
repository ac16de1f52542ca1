//! What functions make of arguments that are known.
//!
//! Source: AWS CloudFormation template reference, "Intrinsic functions". Not here: cases and guards
//! (`evaluate`).

use core::net::Ipv4Addr;
use std::sync::Arc;

use super::value::{Alternatives, Form, Part, Place, Unknown, Value};
use crate::document::Node;
use crate::schema;

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

/// The parts of a value in a text.
pub(super) fn parts(value: &Value) -> Vec<Part> {
    match &value.form {
        Form::Text(text, _) => vec![Part::Known(Arc::clone(text))],
        Form::Unknown(Unknown::Text(parts)) if !parts.is_empty() => parts.clone(),
        Form::Unknown(_) => vec![Part::Unknown(value.clone())],
        // A mistake: no function takes such a thing as part of a text.
        Form::List(_) | Form::Map(_) | Form::Absent => {
            vec![Part::Unknown(Value::unknown(
                value.place,
                Unknown::Anything,
            ))]
        }
    }
}

/// A text of parts; known ones beside one another are one.
pub(super) fn text(place: Place, parts: Vec<Part>) -> Value {
    let mut merged: Vec<Part> = Vec::new();
    for part in parts {
        match (merged.last_mut(), &part) {
            (_, Part::Known(text)) if text.is_empty() => {}
            (Some(Part::Known(last)), Part::Known(text)) => *last = format!("{last}{text}").into(),
            (_, _) => merged.push(part),
        }
    }
    match merged.as_slice() {
        [] => Value::of_text(place, ""),
        [Part::Known(text)] => Value::of_text(place, Arc::clone(text)),
        // A text of nothing else is what it holds.
        [Part::Unknown(value)] if matches!(value.form, Form::Unknown(Unknown::Resource { .. })) => {
            Value::new(place, value.form.clone())
        }
        _ => Value::unknown(place, Unknown::Text(merged)),
    }
}

pub(super) fn split(place: Place, delimiter: &Value, text: &Value) -> Value {
    let items = delimiter
        .text()
        .filter(|delimiter| !delimiter.is_empty())
        .and_then(|delimiter| split_at(delimiter, parts(text)));
    match items {
        Some(items) => {
            let items = items.into_iter().map(|item| self::text(place, item));
            Value::new(place, Form::List(items.map(Alternatives::only).collect()))
        }
        None => Value::unknown(place, Unknown::List),
    }
}

/// The parts of a text between delimiters, unless an unknown part may hold a delimiter itself.
fn split_at(delimiter: &str, parts: Vec<Part>) -> Option<Vec<Vec<Part>>> {
    let mut items = vec![Vec::new()];
    for part in parts {
        match part {
            Part::Known(text) => {
                let mut pieces = text.split(delimiter);
                let first = pieces.next().unwrap_or_default();
                if let Some(last) = items.last_mut() {
                    last.push(Part::Known(first.into()));
                }
                items.extend(pieces.map(|piece| vec![Part::Known(piece.into())]));
            }
            Part::Unknown(value) => {
                if !is_id(&value) || delimiter.chars().all(is_of_ids) {
                    return None;
                }
                if let Some(last) = items.last_mut() {
                    last.push(Part::Unknown(value));
                }
            }
        }
    }
    Some(items)
}

/// Whether something is the id that AWS gives a resource.
fn is_id(value: &Value) -> bool {
    let Form::Unknown(Unknown::Resource {
        resource_type,
        attribute,
        ..
    }) = &value.form
    else {
        return false;
    };
    let facts = schema::resource_type(resource_type);
    facts.is_some_and(|facts| facts.is_own_id(attribute))
}

/// Whether ids and ARNs may have a character.
fn is_of_ids(character: char) -> bool {
    !matches!(character, ',' | ';' | ' ')
}

/// A list out of a value that was joined with commas for a parameter, which drops the spaces around them.
pub(super) fn list_of_joined(value: &Value) -> Value {
    let place = value.place;
    let Some(items) = split_at(",", parts(value)) else {
        return Value::unknown(place, Unknown::List);
    };
    let items = items.into_iter().map(|mut item| {
        if let Some(Part::Known(first)) = item.first_mut() {
            *first = first.trim_start().into();
        }
        if let Some(Part::Known(last)) = item.last_mut() {
            *last = last.trim_end().into();
        }
        Alternatives::only(text(place, item))
    });
    Value::new(place, Form::List(items.collect()))
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
