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
    let mut neighbours: BTreeMap<&str, [Vec<&str>; 2]> = BTreeMap::new();
    for (from, to) in edges
        .iter()
        .flat_map(|(from, all)| all.iter().map(move |edge| (*from, edge.to)))
        .filter(|(_, to)| edges.contains_key(to))
    {
        let [after, _] = neighbours.entry(from).or_default();
        after.push(to);
        let [_, before] = neighbours.entry(to).or_default();
        before.push(from);
    }
    // How many of what is left each waits for, and how many of it wait for each.
    let mut counts: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for name in &left {
        let of = neighbours.get(name);
        let count = of.map_or([0, 0], |[after, before]| [after.len(), before.len()]);
        counts.insert(name, count);
    }
    let mut ends: Vec<&str> = counts
        .iter()
        .filter_map(|(name, count)| count.contains(&0).then_some(*name))
        .collect();
    while let Some(name) = ends.pop() {
        if !left.remove(name) {
            continue;
        }
        let Some([after, before]) = neighbours.get(name) else {
            continue;
        };
        for (others, side) in [(before, 0), (after, 1)] {
            for other in others {
                let count = counts.get_mut(other);
                if let Some(count) = count.and_then(|count| count.get_mut(side)) {
                    *count = count.saturating_sub(1);
                    if *count == 0 {
                        ends.push(other);
                    }
                }
            }
        }
    }
    left
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
