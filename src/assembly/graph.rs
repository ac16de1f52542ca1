//! Circles among things that need one another.

use indexmap::IndexMap;

/// Who needs whom, and why: an edge carries the place where the need arises.
#[derive(Debug, Default)]
pub(super) struct Graph {
    edges: IndexMap<String, IndexMap<String, String>>,
}

impl Graph {
    /// `from` needs `to`, because of `reason`. The first reason is kept.
    pub(super) fn need(&mut self, from: &str, to: &str, reason: String) {
        let needs = self.edges.entry(from.to_owned()).or_default();
        needs.entry(to.to_owned()).or_insert(reason);
    }

    /// Every circle once, each as its path with the reasons, in the order of the edges.
    pub(super) fn circles(&self) -> Vec<Vec<(String, String)>> {
        let mut circles = Vec::new();
        let mut done: Vec<&str> = Vec::new();
        for start in self.edges.keys() {
            let mut path = Vec::new();
            self.walk(start, &mut path, &mut done, &mut circles);
        }
        circles
    }

    fn walk<'a>(
        &'a self,
        at: &'a str,
        path: &mut Vec<(&'a str, &'a str)>,
        done: &mut Vec<&'a str>,
        circles: &mut Vec<Vec<(String, String)>>,
    ) {
        if let Some(begin) = path.iter().position(|(name, _)| *name == at) {
            let circle = path.iter().skip(begin);
            circles.push(
                circle
                    .map(|(n, why)| ((*n).to_owned(), (*why).to_owned()))
                    .collect(),
            );
            return;
        }
        if done.contains(&at) {
            return;
        }
        for (to, reason) in self.edges.get(at).into_iter().flatten() {
            path.push((at, reason));
            self.walk(to, path, done, circles);
            path.pop();
        }
        done.push(at);
    }
}
