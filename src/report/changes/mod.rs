//! What differs between two states, for a terminal, a pull request and programs.
//!
//! What all forms share is made once: how resources fare in words, and what happens to many resources alike.
//! Not here: any judgement (`diff`).

mod json;
mod markdown;
mod text;

pub use json::changes_json;
pub use markdown::changes_markdown;
pub use text::changes_text;

use std::collections::{BTreeMap, BTreeSet};

use super::advice::advice;
use crate::diff::{
    Address, Afterwards, Class, Difference, Effect, Fate, PropertyChange, ResourceChange,
};
use crate::source::Finding;

/// What differs between two states.
#[derive(Clone, Debug, PartialEq)]
pub struct Changes {
    /// What the old one is called.
    pub old: String,
    /// What the new one is called.
    pub new: String,
    /// What differs in each root, by its name.
    pub differences: Vec<Difference>,
}

/// From how many resources on a change that they share is told once.
const MANY: usize = 3;

/// How a resource fares, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Replaced,
    MayBeReplaced,
    Removed,
    Interrupted,
    Changed,
    Added,
}

/// One resource as reports list it.
struct Item<'c> {
    change: &'c ResourceChange,
    sort: Sort,
    /// How many resources a nested stack holds that fare as it does and are not listed.
    holds: usize,
    /// What differs in it and is not told for many at once.
    own: Vec<&'c PropertyChange>,
}

/// What happens to several resources alike.
struct Shared<'c> {
    change: &'c PropertyChange,
    addresses: Vec<&'c Address>,
}

/// The changes of a root as reports list them.
struct Listed<'c> {
    items: Vec<Item<'c>>,
    shared: Vec<Shared<'c>>,
    counts: BTreeMap<Sort, usize>,
}

impl Sort {
    const ALL: [Self; 6] = [
        Self::Replaced,
        Self::MayBeReplaced,
        Self::Removed,
        Self::Interrupted,
        Self::Changed,
        Self::Added,
    ];

    fn of(change: &ResourceChange) -> Self {
        match (&change.fate, change.effect) {
            (Fate::Added, _) => Self::Added,
            (Fate::Removed(_), _) => Self::Removed,
            (Fate::Renamed { .. } | Fate::Moved { .. }, _)
            | (Fate::Changed, Effect::Replacement) => Self::Replaced,
            (Fate::Changed, Effect::MayReplace) => Self::MayBeReplaced,
            (Fate::Changed, Effect::Interruption) => Self::Interrupted,
            (Fate::Changed, Effect::None) => Self::Changed,
        }
    }

    /// The word of counts.
    fn word(self) -> &'static str {
        match self {
            Self::Replaced => "replaced",
            Self::MayBeReplaced => "may be replaced",
            Self::Removed => "removed",
            Self::Interrupted => "interrupted",
            Self::Changed => "changed",
            Self::Added => "added",
        }
    }

    /// The title of a list.
    fn title(self) -> &'static str {
        match self {
            Self::Replaced => "Replaced",
            Self::MayBeReplaced => "May be replaced",
            Self::Removed => "Removed",
            Self::Interrupted => "Interrupted",
            Self::Changed => "Changed",
            Self::Added => "Added",
        }
    }

    /// The sign before a resource.
    fn sign(self) -> &'static str {
        match self {
            Self::Replaced => "-/+",
            Self::MayBeReplaced => "?/+",
            Self::Removed => "-",
            Self::Interrupted => "!",
            Self::Changed => "~",
            Self::Added => "+",
        }
    }
}

impl<'c> Listed<'c> {
    fn of(difference: &'c Difference) -> Self {
        let mut alike: BTreeMap<_, Vec<(&'c Address, &'c PropertyChange)>> = BTreeMap::new();
        for change in &difference.changes {
            for one in change
                .changes
                .iter()
                .filter(|one| one.effect == Effect::None)
            {
                let key = (one.path.to_string(), &one.old, &one.new, one.is_attribute);
                let among = alike.entry(key).or_default();
                among.push((&change.address, one));
            }
        }
        let mut told: BTreeSet<(&Address, &PropertyChange)> = BTreeSet::new();
        let mut shared = Vec::new();
        for among in alike.into_values().filter(|among| among.len() >= MANY) {
            told.extend(among.iter().copied());
            let addresses = among.iter().map(|(address, _)| *address).collect();
            if let Some((_, change)) = among.first() {
                shared.push(Shared { change, addresses });
            }
        }
        let mut counts = BTreeMap::new();
        for change in &difference.changes {
            *counts.entry(Sort::of(change)).or_default() += 1;
        }
        let mut items = Self::items(difference, &told);
        items.sort_by_key(|item| (item.sort, &item.change.address));
        shared.sort_by_key(|shared| std::cmp::Reverse(shared.addresses.len()));
        Self {
            items,
            shared,
            counts,
        }
    }

    fn items(
        difference: &'c Difference,
        told: &BTreeSet<(&'c Address, &'c PropertyChange)>,
    ) -> Vec<Item<'c>> {
        let whole: BTreeMap<&Address, &Fate> = difference
            .changes
            .iter()
            .filter(|change| matches!(change.fate, Fate::Added | Fate::Removed(_)))
            .map(|change| (&change.address, &change.fate))
            .collect();
        // What a stack that comes or goes as a whole holds, comes and goes with it.
        let holder = |change: &ResourceChange| -> Option<Address> {
            let mut found = None;
            let mut above = change.address.stack.holder();
            while let Some(address) = above {
                let word = whole.get(&address).map(|fate| fate.word());
                if word == Some(change.fate.word()) {
                    found = Some(address.clone());
                }
                above = address.stack.holder();
            }
            found
        };
        let mut held: BTreeMap<Address, usize> = BTreeMap::new();
        let mut items = Vec::new();
        for change in &difference.changes {
            if let Some(holder) = holder(change) {
                *held.entry(holder).or_default() += 1;
                continue;
            }
            let own = change.changes.iter();
            let own = own.filter(|one| !told.contains(&(&change.address, *one)));
            let own: Vec<&PropertyChange> = own.collect();
            let is_told = own.is_empty() && !change.changes.is_empty();
            if is_told && Sort::of(change) == Sort::Changed {
                continue;
            }
            items.push(Item {
                change,
                sort: Sort::of(change),
                holds: 0,
                own,
            });
        }
        for item in &mut items {
            item.holds = held.get(&item.change.address).copied().unwrap_or(0);
        }
        items
    }

    /// `1 replaced, 2 changed`; `no resource changes` where there is none.
    fn summary(&self) -> String {
        let counts = Sort::ALL.into_iter().filter_map(|sort| {
            let count = self.counts.get(&sort)?;
            Some(format!("{count} {}", sort.word()))
        });
        let counts: Vec<String> = counts.collect();
        if counts.is_empty() {
            "no resource changes".to_owned()
        } else {
            counts.join(", ")
        }
    }
}

impl Item<'_> {
    /// What happens to it, in words.
    fn described(&self) -> String {
        let change = self.change;
        let old = |afterwards: Afterwards| match afterwards {
            Afterwards::Deleted => "the old one is deleted",
            Afterwards::Kept => "the old one stays outside of the stacks",
            Afterwards::Snapshot => "the old one is deleted, a snapshot stays",
        };
        let mut text = match (&change.fate, self.sort) {
            (Fate::Added, _) => "is made".to_owned(),
            (Fate::Removed(Afterwards::Deleted), _) => "is deleted".to_owned(),
            (Fate::Removed(Afterwards::Kept), _) => "stays outside of the stacks".to_owned(),
            (Fate::Removed(Afterwards::Snapshot), _) => "is deleted, a snapshot stays".to_owned(),
            (Fate::Renamed { from, afterwards } | Fate::Moved { from, afterwards }, _) => {
                format!("is made anew, it was {from}; {}", old(*afterwards))
            }
            (Fate::Changed, Sort::Replaced) => format!("is replaced; {}", old(change.replaced)),
            (Fate::Changed, Sort::MayBeReplaced) => {
                format!("may be replaced; then {}", old(change.replaced))
            }
            (Fate::Changed, Sort::Interrupted) => "is interrupted".to_owned(),
            (Fate::Changed, _) => "is changed".to_owned(),
        };
        match self.holds {
            0 => {}
            1 => text.push_str(", with 1 resource"),
            holds => text.push_str(&format!(", with {holds} resources")),
        }
        if let Some(condition) = &change.only_if {
            text.push_str(&format!(", if {condition}"));
        }
        text
    }
}

/// The old and the new value, and why: `a → b, by parameter Size`.
fn described(change: &PropertyChange) -> String {
    let shown = |value: &Option<crate::diff::Expression>| {
        let value = value.as_ref();
        value.map_or_else(|| "nothing".to_owned(), crate::diff::Expression::shown)
    };
    let cause = change.cause.described();
    let mut text = match (&change.old, &change.new) {
        (Some(old), Some(new)) if old != new => {
            let (old, new) = apart(&old.written(), &new.written());
            format!("{old} → {new}")
        }
        (old, new) if old == new => shown(new),
        (old, new) => format!("{} → {}", shown(old), shown(new)),
    };
    if let Some(cause) = cause {
        text.push_str(&format!(", {cause}"));
    }
    text
}

/// The most characters of a value that is shown beside another one.
const LONGEST: usize = 80;

/// How many characters stay before the first one that differs.
const BEFORE: usize = 24;

/// Two texts, shortened so that the place where they begin to differ is seen.
fn apart(old: &str, new: &str) -> (String, String) {
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let alike = old.iter().zip(&new).take_while(|(one, other)| one == other);
    let alike = alike.count();
    let from = if old.len().max(new.len()) > LONGEST {
        alike.saturating_sub(BEFORE)
    } else {
        0
    };
    let short = |text: &[char]| {
        let rest: String = text.iter().skip(from).take(LONGEST).collect();
        let (begin, end) = (
            if from > 0 { "…" } else { "" },
            if text.len() > from + LONGEST {
                "…"
            } else {
                ""
            },
        );
        format!("{begin}{rest}{end}")
    };
    (short(&old), short(&new))
}

/// What a change does, where it does something, or is worth a word.
fn effect(change: &PropertyChange) -> Option<String> {
    let word = match change.effect {
        Effect::None => None,
        Effect::Interruption => Some("interruption"),
        Effect::MayReplace => Some("may replace"),
        Effect::Replacement => Some("replaces"),
    };
    match (word, &change.note) {
        (Some(word), Some(note)) => Some(format!("{word}: {note}")),
        (Some(word), None) => Some(word.to_owned()),
        (None, note) => note.clone(),
    }
}

/// The word of a risk, and what to do about it.
fn class(finding: &Finding) -> &'static str {
    Class::of(finding.rule).map_or("notice", Class::word)
}

/// Where a finding is: `Database/Instance`.
fn subject(finding: &Finding) -> Option<String> {
    let logical_id = finding.logical_id.as_deref()?;
    Some(match &finding.stack {
        Some(stack) => format!("{stack}/{logical_id}"),
        None => logical_id.to_owned(),
    })
}

/// What to do about a finding.
fn help(finding: &Finding) -> Option<String> {
    advice(finding)
}
