//! The stacks of an assembly as a tree, with what each uses of CloudFormation's quotas.

use std::fmt;

use crate::assembly::{Manifest, Quota, StackFile};

/// Every stack of an assembly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    /// The stacks that are deployed by themselves.
    pub roots: Vec<Branch>,
}

/// A stack and those that it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// The file of its template.
    pub file: String,
    /// Its resources.
    pub resources: Share,
    /// The size of its template.
    pub bytes: Share,
    /// The stacks that it holds.
    pub nested: Vec<Branch>,
}

/// How much is used of a quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// What is used.
    pub used: usize,
    /// What CloudFormation takes.
    pub quota: usize,
}

impl Share {
    /// The part of the quota from which a row says so, in percent.
    const NOTABLE: usize = 80;

    /// The used part in whole percent.
    #[must_use]
    pub fn percent(self) -> usize {
        self.used * 100 / self.quota
    }
}

impl Tree {
    /// The tree that a manifest describes.
    #[must_use]
    pub fn of(manifest: &Manifest) -> Self {
        let roots = manifest.roots.iter();
        let roots = roots.filter_map(|root| {
            let stacks = &manifest.stacks;
            let root = stacks.iter().find(|stack| stack.path == root.name)?;
            Some(branch(root, stacks))
        });
        Self {
            roots: roots.collect(),
        }
    }
}

impl Branch {
    /// The resources of it and of all stacks below it, which one operation touches.
    #[must_use]
    pub fn resources_of_tree(&self) -> Share {
        let nested = self.nested.iter();
        let nested: usize = nested.map(|one| one.resources_of_tree().used).sum();
        Share {
            used: self.resources.used + nested,
            quota: Quota::RESOURCES_OF_TREE,
        }
    }

    fn stacks(&self) -> usize {
        1 + self.nested.iter().map(Self::stacks).sum::<usize>()
    }
}

fn branch(stack: &StackFile, all: &[StackFile]) -> Branch {
    let nested = all.iter().filter(|other| {
        let parent = other.path.rsplit_once('/').map(|(parent, _)| parent);
        parent == Some(stack.path.as_str())
    });
    Branch {
        file: stack.file.clone(),
        resources: Share {
            used: stack.resources,
            quota: Quota::RESOURCES,
        },
        bytes: Share {
            used: stack.bytes,
            quota: Quota::BYTES,
        },
        nested: nested.map(|stack| branch(stack, all)).collect(),
    }
}

/// A line of the table: the branch with its twigs, and its shares.
struct Row<'a> {
    label: String,
    branch: &'a Branch,
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rows = Vec::new();
        for root in &self.roots {
            collect(root, "", "", &mut rows);
        }
        let widest = rows.iter().map(|row| row.label.chars().count()).max();
        let width = widest.unwrap_or(0);
        writeln!(f, "{:width$}  resources      bytes", "")?;
        for Row { label, branch } in rows {
            let (resources, bytes) = (branch.resources, branch.bytes);
            let size = thousands(bytes.used);
            write!(f, "{label:width$}  {:>9}  {size:>9}", resources.used)?;
            for (share, what) in [(resources, "resources"), (bytes, "bytes")] {
                if share.percent() >= Share::NOTABLE {
                    write!(f, "  {} % of the quota of {what}", share.percent())?;
                }
            }
            writeln!(f)?;
        }
        for root in &self.roots {
            let all = root.resources_of_tree();
            if self.roots.len() > 1 {
                write!(f, "{}: ", root.file)?;
            }
            let (stacks, plural) = match root.stacks() {
                1 => (1, ""),
                several => (several, "s"),
            };
            writeln!(
                f,
                "{stacks} stack{plural} with {} of the {} resources that one operation may touch",
                thousands(all.used),
                thousands(all.quota),
            )?;
        }
        writeln!(
            f,
            "(a stack takes {} resources and {} bytes)",
            thousands(Quota::RESOURCES),
            thousands(Quota::BYTES)
        )
    }
}

/// `own` stands before the branch itself, `below` before what hangs on it.
fn collect<'a>(branch: &'a Branch, own: &str, below: &str, rows: &mut Vec<Row<'a>>) {
    rows.push(Row {
        label: format!("{own}{}", branch.file),
        branch,
    });
    let last = branch.nested.len().saturating_sub(1);
    for (index, nested) in branch.nested.iter().enumerate() {
        let (twig, stem) = if index == last {
            ("└─ ", "   ")
        } else {
            ("├─ ", "│  ")
        };
        let (own, below) = (format!("{below}{twig}"), format!("{below}{stem}"));
        collect(nested, &own, &below, rows);
    }
}

/// A number with its thousands apart.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && index % 3 == first {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
