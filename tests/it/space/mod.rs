//! The space of all specs: every choice that a spec offers, alone and with every other.
//!
//! [`axes`] names the choices and says which of them exclude one another; [`covering`] picks a small
//! set of specs in which every two choices that go together meet. The set is committed in
//! `tests/covering/`, so that a reviewer can read it and cfn-lint goes over it; [`properties`] holds on
//! it and on drawn choices, [`drawn`] adds sizes, names and containers drawn at random, and
//! [`stability`] is what growth leaves alone, and [`stack_set`] what deployments of one template share.

mod axes;
mod covering;
mod drawn;
mod properties;
mod stability;
mod stack_set;

use axes::{AXES, CLASHES};

/// A spec as one option of every axis, by number, in the order of [`AXES`].
pub(crate) type Point = Vec<usize>;

/// The rules by which the reader refuses a point; none where its choices go together.
fn clashes(point: &[usize]) -> Vec<&'static str> {
    let chosen = |axis: &str, words: &[&str]| {
        let number = AXES.iter().position(|one| one.name == axis);
        let number = number.unwrap_or_else(|| panic!("an axis {axis}"));
        let word = AXES[number].options[point[number]].word;
        words.contains(&word)
    };
    let clashing = CLASHES.iter().filter(|clash| {
        let mut parts = clash.parts.iter();
        parts.all(|(axis, words)| chosen(axis, words))
    });
    let mut rules: Vec<&str> = clashing.map(|clash| clash.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}

/// The point itself where its choices go together, else one near it whose choices do: of each clash the
/// last choice is taken back to the axis's first option.
fn near(point: &[usize]) -> Point {
    let mut point = point.to_vec();
    let number = |axis: &str| AXES.iter().position(|one| one.name == axis).unwrap();
    for _ in 0..AXES.len() {
        let chosen = |axis: &str, words: &[&str]| {
            let axis = number(axis);
            words.contains(&AXES[axis].options[point[axis]].word)
        };
        let clash = CLASHES
            .iter()
            .find(|clash| clash.parts.iter().all(|(axis, words)| chosen(axis, words)));
        let Some(clash) = clash else { return point };
        let reset = clash.parts.iter().rev().map(|(axis, _)| number(axis));
        let mut reset = reset.filter(|axis| point[*axis] != 0);
        let axis = reset
            .next()
            .expect("the first options of all axes go together");
        point[axis] = 0;
    }
    panic!("no point near {}", words(&point));
}

/// The choices of a point in words: `zones 2, egress none, …`.
fn words(point: &[usize]) -> String {
    let words = AXES.iter().zip(point);
    let words = words.map(|(axis, option)| format!("{} {}", axis.name, axis.options[*option].word));
    words.collect::<Vec<_>>().join(", ")
}

/// The text of the spec of a point.
fn text(point: &[usize]) -> String {
    let mut spec = serde_yaml::Mapping::new();
    for (axis, option) in AXES.iter().zip(point) {
        for (path, value) in axis.options[*option].keys {
            let value = serde_yaml::from_str(value);
            let value = value.unwrap_or_else(|error| panic!("{}: {path}: {error}", axis.name));
            let keys: Vec<&str> = path.split('/').collect();
            insert(&mut spec, &keys, value);
        }
    }
    serde_yaml::to_string(&spec).unwrap()
}

fn insert(mapping: &mut serde_yaml::Mapping, keys: &[&str], value: serde_yaml::Value) {
    let [key, rest @ ..] = keys else {
        panic!("a path has a key")
    };
    if rest.is_empty() {
        let before = mapping.insert((*key).into(), value);
        assert!(before.is_none(), "two axes say something of {key}");
        return;
    }
    let below = mapping
        .entry((*key).into())
        .or_insert_with(|| serde_yaml::Mapping::new().into());
    insert(below.as_mapping_mut().unwrap(), rest, value);
}
