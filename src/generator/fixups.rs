//! What the bindings need and the facts do not say: `schemas/bindings.toml`.
//!
//! Every entry has its reason and its source there, or it is not read. An entry that changes nothing is a problem: the
//! facts have caught up, or it names something that is not there.

use std::cell::RefCell;
use std::collections::BTreeSet;

use serde::Deserialize;

/// The entries, and which of them have changed something.
#[derive(Debug)]
pub(super) struct Fixups {
    entries: Entries,
    used: RefCell<BTreeSet<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Entries {
    kind: Vec<KindEntry>,
    thing: Vec<ThingEntry>,
    policy: Vec<PolicyEntry>,
    union: Vec<UnionEntry>,
}

/// The name of a kind, or the types of the parameters that carry it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KindEntry {
    r#type: String,
    value: String,
    pub(super) name: Option<String>,
    pub(super) parameter: Option<String>,
    pub(super) list: Option<String>,
    #[serde(rename = "reason")]
    _reason: String,
    #[serde(rename = "source")]
    _source: String,
}

/// A kind of things that no resource type stands for, and the properties that name one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ThingEntry {
    pub(super) service: String,
    pub(super) name: String,
    pub(super) parameter: Option<String>,
    pub(super) list: Option<String>,
    properties: Vec<String>,
    #[serde(rename = "reason")]
    _reason: String,
    #[serde(rename = "source")]
    _source: String,
}

/// A property that holds an IAM policy document, whatever its type.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PolicyEntry {
    property: String,
    #[serde(rename = "reason")]
    _reason: String,
    #[serde(rename = "source")]
    _source: String,
}

/// The name of the kind of a property that takes several kinds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnionEntry {
    name: String,
    members: Vec<(String, String)>,
    #[serde(rename = "reason")]
    _reason: String,
    #[serde(rename = "source")]
    _source: String,
}

impl Fixups {
    /// Reads the list.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        Ok(Self {
            entries: toml::from_str(text).map_err(|error| format!("the fix-ups: {error}"))?,
            used: RefCell::default(),
        })
    }

    /// What is said of the kind of a value of a type, which would be named `name` without it.
    pub(super) fn kind(&self, resource_type: &str, value: &str, name: &str) -> Option<&KindEntry> {
        let mut entries = self.entries.kind.iter();
        let entry = entries.find(|one| one.r#type == resource_type && one.value == value)?;
        let said = entry.name.as_deref();
        if said.map_or(entry.parameter.is_some() || entry.list.is_some(), |said| {
            said != name
        }) {
            self.mark(&format!("kind {resource_type} {value}"));
        }
        Some(entry)
    }

    /// The thing that properties of this name stand for.
    pub(super) fn thing(&self, property: &str) -> Option<&ThingEntry> {
        let mut entries = self.entries.thing.iter();
        let entry = entries.find(|one| one.properties.iter().any(|name| name == property))?;
        self.mark(&format!("thing {} {property}", entry.name));
        Some(entry)
    }

    /// Whether properties of this name hold IAM policy documents.
    pub(super) fn is_policy(&self, property: &str) -> bool {
        let found = self
            .entries
            .policy
            .iter()
            .any(|one| one.property == property);
        if found {
            self.mark(&format!("policy {property}"));
        }
        found
    }

    /// The name of the kind that has these members, each a type and a value, sorted.
    pub(super) fn union(&self, members: &[(String, String)]) -> Option<&str> {
        let mut entries = self.entries.union.iter();
        let entry = entries.find(|one| one.members == members)?;
        self.mark(&format!("union {}", entry.name));
        Some(&entry.name)
    }

    /// The entries that have not changed anything.
    pub(super) fn useless(&self) -> Vec<String> {
        let entries = &self.entries;
        let kinds = entries
            .kind
            .iter()
            .map(|one| format!("kind {} {}", one.r#type, one.value));
        let things = entries.thing.iter().flat_map(|one| {
            let properties = one.properties.iter();
            properties.map(|property| format!("thing {} {property}", one.name))
        });
        let policies = entries
            .policy
            .iter()
            .map(|one| format!("policy {}", one.property));
        let unions = entries
            .union
            .iter()
            .map(|one| format!("union {}", one.name));
        let used = self.used.borrow();
        let all = kinds.chain(things).chain(policies).chain(unions);
        all.filter(|entry| !used.contains(entry))
            .map(|entry| format!("the fix-up `{entry}` changes nothing; take it out"))
            .collect()
    }

    fn mark(&self, entry: &str) {
        self.used.borrow_mut().insert(entry.to_owned());
    }
}
