//! Circles in what waits for what.
//!
//! Not here: what a circle means (`circular`, `condition_circular`).

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::document::Node;
use crate::resolve::{Guard, Resolved};

/// One thing that waits for another.
pub(super) struct Edge<'t> {
    /// What is waited for.
    pub(super) to: &'t str,
    /// Where that is said.
    pub(super) node: &'t Node,
    /// What has to hold for it.
    pub(super) guard: Guard,
}

/// What waits, with everything that it waits for.
pub(super) type Edges<'t> = BTreeMap<&'t str, Vec<Edge<'t>>>;

/// One step of a circle: what waits, and where it says so.
pub(super) type Step<'t> = (&'t str, &'t Node);

/// The most paths that are tried from one beginning.
const MOST_PATHS: usize = 4_096;

/// Circles that can be, the shortest first of those that share something: none shares a step with another.
pub(super) fn circles<'t>(resolved: &Resolved<'_>, edges: &Edges<'t>) -> Vec<Vec<Step<'t>>> {
    let left = without_ends(edges);
    let mut said = BTreeSet::new();
    let mut found = Vec::new();
    for name in left.iter().copied() {
        if said.contains(name) {
            continue;
        }
        if let Some(circle) = circle_of(resolved, edges, &left, name) {
            said.extend(circle.iter().map(|(name, _)| *name));
            found.push(circle);
        }
    }
    found
}

/// What is left when everything that waits for nothing, and everything that nothing waits for, is taken
/// away again and again: circles, and what lies between them.
fn without_ends<'t>(edges: &Edges<'t>) -> BTreeSet<&'t str> {
    let mut left: BTreeSet<&str> = edges.keys().copied().collect();
    loop {
        let waited_for: BTreeSet<&str> = left
            .iter()
            .flat_map(|name| edges.get(name).into_iter().flatten())
            .map(|edge| edge.to)
            .collect();
        let waits = |name: &&str| {
            let mut all = edges.get(name).into_iter().flatten();
            all.any(|edge| left.contains(edge.to))
        };
        let next: BTreeSet<&str> = left
            .iter()
            .copied()
            .filter(|name| waited_for.contains(name) && waits(name))
            .collect();
        if next.len() == left.len() {
            return next;
        }
        left = next;
    }
}

/// The shortest circle that leads back to a name, whose guards can all hold.
fn circle_of<'t>(
    resolved: &Resolved<'_>,
    edges: &Edges<'t>,
    left: &BTreeSet<&'t str>,
    start: &'t str,
) -> Option<Vec<Step<'t>>> {
    let mut paths: VecDeque<(Vec<Step<'t>>, &'t str, Guard)> = VecDeque::new();
    paths.push_back((Vec::new(), start, Guard::always()));
    let mut tried = 0;
    while let Some((path, last, guard)) = paths.pop_front() {
        for edge in edges.get(last)? {
            tried += 1;
            if tried > MOST_PATHS {
                return None;
            }
            if !left.contains(edge.to)
                || path
                    .iter()
                    .any(|(name, _)| *name == edge.to && edge.to != start)
            {
                continue;
            }
            let Some(both) = resolved.both(&guard, &edge.guard) else {
                continue;
            };
            let mut path = path.clone();
            path.push((last, edge.node));
            if edge.to == start {
                return Some(path);
            }
            paths.push_back((path, edge.to, both));
        }
    }
    None
}
