//! Finds resource types by name.
//!
//! Not here: what a type's facts say (`resource_type`).

use std::sync::OnceLock;

use super::blob;
use super::resource_type::ResourceType;

/// A type of the index, parsed when it is first asked for.
struct Entry {
    name: &'static str,
    frame: usize,
    start: usize,
    length: usize,
    parsed: OnceLock<ResourceType>,
}

/// Every known resource type, sorted by name.
pub fn types() -> impl Iterator<Item = &'static str> {
    index().iter().map(|entry| entry.name)
}

/// The facts of a resource type such as `AWS::EC2::VPC`; `None` for a type that is not known.
pub fn resource_type(name: &str) -> Option<&'static ResourceType> {
    let entries = index();
    let found = entries
        .binary_search_by(|entry| entry.name.cmp(name))
        .ok()?;
    let entry = entries.get(found)?;
    Some(entry.parsed.get_or_init(|| {
        blob::frame(entry.frame)
            .get(entry.start..entry.start + entry.length)
            .and_then(|json| serde_json::from_str(json).ok())
            .map(|facts| ResourceType::new(entry.name, facts))
            .expect("invariant: build.rs parsed the same JSON when it packed it")
    }))
}

/// The known type whose name is most like an unknown one, if any is like it at all.
pub fn nearest(name: &str) -> Option<&'static str> {
    types()
        .map(|known| (strsim::normalized_damerau_levenshtein(name, known), known))
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .and_then(|(likeness, known)| (likeness > 0.75).then_some(known))
}

fn index() -> &'static [Entry] {
    static ENTRIES: OnceLock<Vec<Entry>> = OnceLock::new();
    ENTRIES.get_or_init(|| {
        blob::frame(blob::INDEX)
            .lines()
            .map(|line| entry(line).expect("invariant: build.rs wrote the index"))
            .collect()
    })
}

fn entry(line: &'static str) -> Option<Entry> {
    let mut fields = line.split('\t');
    let name = fields.next()?;
    let mut number = || fields.next()?.parse().ok();
    Some(Entry {
        name,
        frame: number()?,
        start: number()?,
        length: number()?,
        parsed: OnceLock::new(),
    })
}
