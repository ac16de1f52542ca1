//! A small set of specs in which every two choices that go together meet.
//!
//! Most faults of a choice show alone or beside one other choice, so that pairs find them with a few
//! dozen specs where all combinations are billions. The set is made by a plain greedy search without
//! chance, and is the same on every machine. It lies in `tests/covering/`; `make generate` writes it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::axes::{AXES, CLASHES};
use super::{Point, clashes, text, words};

/// An option of an axis, both by number.
type Chosen = (usize, usize);

/// Two options that go together.
type Pair = (Chosen, Chosen);

/// A covering set, and the pairs that no spec can have although no clash is about them alone.
struct Covering {
    points: Vec<Point>,
    apart: Vec<Pair>,
}

/// The covering set.
pub(crate) fn points() -> Vec<Point> {
    covering().points
}

fn covering() -> Covering {
    let mut open = pairs();
    let mut covering = Covering {
        points: Vec::new(),
        apart: Vec::new(),
    };
    while let Some(first) = open.pop_first() {
        let mut partial = vec![None; AXES.len()];
        for (axis, option) in [first.0, first.1] {
            partial[axis] = Some(option);
        }
        match complete(&mut partial, &open) {
            None => covering.apart.push(first),
            Some(point) => {
                open.retain(|pair| !meets(&point, *pair));
                covering.points.push(point);
            }
        }
    }
    covering
}

/// Every two options of different axes that no clash is about.
fn pairs() -> BTreeSet<Pair> {
    let options = |axis: usize| (0..AXES[axis].options.len()).map(move |option| (axis, option));
    let mut pairs = BTreeSet::new();
    for one in 0..AXES.len() {
        for other in one + 1..AXES.len() {
            for first in options(one) {
                pairs.extend(options(other).map(|second| (first, second)));
            }
        }
    }
    pairs.retain(|(first, second)| {
        let mut partial = vec![None; AXES.len()];
        partial[first.0] = Some(first.1);
        partial[second.0] = Some(second.1);
        possible(&partial)
    });
    pairs
}

fn meets(point: &[usize], (first, second): Pair) -> bool {
    point[first.0] == first.1 && point[second.0] == second.1
}

/// Whether no clash is complete in what is chosen so far.
fn possible(partial: &[Option<usize>]) -> bool {
    !CLASHES.iter().any(|clash| {
        clash.parts.iter().all(|(name, words)| {
            let axis = AXES.iter().position(|axis| axis.name == *name).unwrap();
            partial[axis].is_some_and(|option| words.contains(&AXES[axis].options[option].word))
        })
    })
}

/// Chooses the axes left open, each so that as many open pairs as possible meet.
fn complete(partial: &mut [Option<usize>], open: &BTreeSet<Pair>) -> Option<Point> {
    let Some(axis) = partial.iter().position(Option::is_none) else {
        return partial.iter().copied().collect();
    };
    let gain = |option: usize| {
        let others = partial.iter().enumerate();
        let others = others.filter_map(|(other, chosen)| Some((other, (*chosen)?)));
        others
            .filter(|other| {
                let mine = (axis, option);
                open.contains(&(mine.min(*other), mine.max(*other)))
            })
            .count()
    };
    let mut options: Vec<usize> = (0..AXES[axis].options.len()).collect();
    options.sort_by_key(|option| std::cmp::Reverse(gain(*option)));
    for option in options {
        partial[axis] = Some(option);
        if !possible(partial) {
            continue;
        }
        if let Some(point) = complete(partial, open) {
            return Some(point);
        }
    }
    partial[axis] = None;
    None
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/covering")
}

/// The covering set as it lies on disk: a file per spec, in order.
fn files() -> Vec<(String, String)> {
    let points = points();
    let files = points.iter().enumerate().map(|(number, point)| {
        let head =
            "# One of the specs in which every two choices meet; written by `make generate`.";
        let name = format!("{number:02}.yaml");
        (name, format!("{head}\n# {}\n{}", words(point), text(point)))
    });
    files.collect()
}

#[test]
fn the_covering_set_on_disk_is_that_of_the_choices() {
    let wanted = files();
    if std::env::var_os("ESS_CFN_WRITE_COVERING").is_some() {
        drop(fs::remove_dir_all(folder()));
        fs::create_dir_all(folder()).unwrap();
        for (name, text) in &wanted {
            fs::write(folder().join(name), text).unwrap();
        }
    }
    let mut found: Vec<(String, String)> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read_to_string(entry.path()).unwrap())
        })
        .collect();
    found.sort();
    assert!(found == wanted, "run `make generate`");
}

#[test]
fn every_two_choices_that_go_together_meet_in_a_spec_of_the_covering_set() {
    let covering = covering();
    for point in &covering.points {
        assert!(clashes(point).is_empty(), "{}", words(point));
    }
    let mut open = pairs();
    open.retain(|pair| !covering.points.iter().any(|point| meets(point, *pair)));
    let name =
        |(axis, option): Chosen| format!("{} {}", AXES[axis].name, AXES[axis].options[option].word);
    let open = open.iter();
    let open: Vec<String> = open
        .map(|(one, other)| format!("{} with {}", name(*one), name(*other)))
        .collect();
    assert_eq!(open.len(), covering.apart.len());
    // Kept apart by clashes of three choices.
    insta::assert_snapshot!(open.join("\n"), @"");
}
