//! Judges templates: what CloudFormation would refuse, and what would hurt later.
//!
//! A check is a file with its page in its `//!`, which `explain` prints and whose examples are run by a
//! test; [`checks`] gives all of them. Checks see resolved templates alone (`resolve`) and ask what is possible: a
//! mistake in one branch of a condition is a mistake, a value that is not known is none. Not here: files
//! and the terminal, and anything of ESS.

mod cases;
mod context;
mod firewall;
mod functions;
mod judge;
mod limits;
mod nested;
mod order;
mod page;
mod properties;
mod quotas;
mod references;
mod relations;
mod safety;
mod security;
mod settled;
mod structure;
mod suppression;
mod tables;
mod template;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use context::Context;
pub use judge::Check;
pub use page::{Example, examples, page};
pub use tables::checks;
pub use template::{Site, Template};

use crate::resolve::{Library, Program, Resolved, Settings, Source};
use crate::source::Finding;

/// A root to judge: its path in the library, and what is assumed.
#[derive(Clone, Debug)]
pub struct Root {
    /// The path.
    pub path: String,
    /// What is assumed.
    pub settings: Settings,
}

/// Everything that is found in the programs of these roots, without what templates suppress; by file
/// and place, each once however many stacks share a template.
#[must_use]
pub fn check(library: &Library, roots: &[Root]) -> Vec<Finding> {
    let mut found = Vec::new();
    for root in roots {
        let Some(source) = library.get(&root.path) else {
            continue;
        };
        let program = Program::new(library, source, root.settings.clone());
        let resolved = Resolved::new(&program);
        let context = Context::new(&resolved);
        for check in checks() {
            (check.run)(&context);
        }
        found.extend(context.into_findings());
    }
    in_order(suppression::applied(library, found))
}

/// Findings by file and place, each once.
#[must_use]
pub fn in_order(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_cached_key(|finding| {
        let place = finding.place.as_ref();
        let place = place.map(|place| (Arc::clone(&place.file), place.span.start.offset));
        (place, finding.rule.id, finding.message.clone())
    });
    findings.dedup_by(|one, other| {
        one.rule.id == other.rule.id && one.place == other.place && one.message == other.message
    });
    findings
}

/// The paths of templates that no other template of the library nests, and one of each circle of
/// templates that only nest one another: every template is reached from these.
#[must_use]
pub fn roots(library: &Library) -> Vec<String> {
    let nested = |path: &str, source: &Source| -> Vec<String> {
        let addresses = source.nested_addresses();
        addresses
            .filter_map(|address| library.path_of(path, address))
            .collect()
    };
    let below: BTreeMap<&str, Vec<String>> = library
        .iter()
        .map(|(path, source)| (path, nested(path, source)))
        .collect();
    let held: BTreeSet<&str> = below.values().flatten().map(String::as_str).collect();
    let mut reached = BTreeSet::new();
    let mut roots = Vec::new();
    let free = library.iter().filter(|(path, _)| !held.contains(path));
    for (path, _) in free.chain(library.iter()) {
        if reached.contains(path) {
            continue;
        }
        roots.push(path.to_owned());
        let mut open = vec![path];
        while let Some(path) = open.pop() {
            if reached.insert(path) {
                open.extend(below.get(path).into_iter().flatten().map(String::as_str));
            }
        }
    }
    roots
}
