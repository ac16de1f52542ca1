//! Judges templates: what CloudFormation would refuse, and what would hurt later.
//!
//! A check is a file with its page in its `//!`, which `explain` prints and whose examples are run by a
//! test; [`checks`] gives all of them. Checks see resolved templates alone (`resolve`) and ask what is possible: a
//! mistake in one branch of a condition is a mistake, a value that is not known is none. Not here: files
//! and the terminal, and anything of ESS.

mod cases;
mod check;
mod context;
mod firewall;
mod functions;
mod names;
mod nested;
mod order;
mod page;
mod properties;
mod quotas;
mod references;
mod relations;
mod safety;
mod security;
mod structure;
mod suppression;
mod tables;

use std::collections::BTreeSet;
use std::sync::Arc;

pub use check::Check;
pub use context::Context;
pub use page::{Example, examples, page};
pub use tables::checks;

use crate::resolve::{Library, Program, Resolved, Settings};
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
    let mut findings = suppression::applied(library, found);
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

/// The paths of templates that no other template of the library nests; of templates that nest one
/// another in a circle, and that nothing else leads to, the first.
#[must_use]
pub fn roots(library: &Library) -> Vec<String> {
    let nested: Vec<String> = library
        .iter()
        .flat_map(|(path, source)| {
            source
                .nested_addresses()
                .map(move |address| (path, address))
        })
        .filter_map(|(path, address)| library.path_of(path, address))
        .collect();
    let paths = library.iter().map(|(path, _)| path.to_owned());
    let mut roots: Vec<String> = paths.filter(|path| !nested.contains(path)).collect();
    let mut reached = BTreeSet::new();
    for root in &roots {
        reach(library, root, &mut reached);
    }
    for (path, _) in library.iter() {
        if !reached.contains(path) {
            roots.push(path.to_owned());
            reach(library, path, &mut reached);
        }
    }
    roots
}

/// Adds a template and all that it nests.
fn reach(library: &Library, root: &str, reached: &mut BTreeSet<String>) {
    let mut waiting = vec![root.to_owned()];
    while let Some(path) = waiting.pop() {
        let Some(source) = library.get(&path) else {
            continue;
        };
        if reached.insert(path.clone()) {
            let nested = source.nested_addresses();
            waiting.extend(nested.filter_map(|address| library.path_of(&path, address)));
        }
    }
}
