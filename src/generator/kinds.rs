//! The catalogue of kinds: one per value that a reference names, and one per set of them that a
//! property takes.
//!
//! Not here: which property takes which (`plan`), and how a kind is written (`render`).

use std::collections::BTreeMap;

use super::fixups::Fixups;
use super::words;
use crate::schema::{self, Reference};

/// A value of a resource type: the type, and the property or attribute.
pub(super) type Target = (String, String);

/// What a kind is called, and where it is declared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct KindName {
    /// The module of the service: `ec2`.
    pub(super) module: String,
    /// `SubnetId`.
    pub(super) name: String,
    /// Whether the crate's own bindings declare it, while others are generated.
    pub(super) ours: bool,
}

/// A kind to declare.
#[derive(Clone, Debug)]
pub(super) struct Kind {
    pub(super) name: KindName,
    pub(super) parameter: Option<String>,
    pub(super) list: Option<String>,
    pub(super) doc: String,
    /// The kinds that it takes, where it is a union.
    pub(super) members: Vec<KindName>,
}

/// Every kind that was asked for, each declared once.
#[derive(Debug, Default)]
pub(super) struct Kinds {
    single: BTreeMap<Target, Kind>,
    things: BTreeMap<String, Kind>,
    unions: BTreeMap<Vec<Target>, Kind>,
}

impl Kinds {
    /// All kinds of this catalogue as kinds that somebody else declares.
    pub(super) fn into_ours(mut self) -> Self {
        let single = self.single.values_mut();
        let others = self.things.values_mut().chain(self.unions.values_mut());
        single.chain(others).for_each(|kind| kind.name.ours = true);
        self
    }

    /// The kinds to declare, by module and name.
    pub(super) fn declared(&self) -> Vec<&Kind> {
        let single = self.single.values();
        let others = self.things.values().chain(self.unions.values());
        let mut kinds: Vec<&Kind> = single
            .chain(others)
            .filter(|kind| !kind.name.ours)
            .collect();
        kinds.sort_by_key(|kind| (!kind.members.is_empty(), &kind.name));
        kinds
    }

    /// The kind of a value, if some property takes it.
    pub(super) fn known(&self, target: &Target) -> Option<&KindName> {
        self.single.get(&canonical(target)).map(|kind| &kind.name)
    }

    /// Whether two names mean one value.
    pub(super) fn same(one: &Target, other: &Target) -> bool {
        one == other || canonical(one) == canonical(other)
    }

    /// The kind of a value.
    pub(super) fn of(&mut self, target: &Target, fixups: &Fixups) -> KindName {
        let target = canonical(target);
        if let Some(known) = self.single.get(&target) {
            return known.name.clone();
        }
        let mut kind = single(&target, fixups);
        if self.single.values().any(|other| other.name == kind.name) {
            let resource = words::pascal_of(&words::resource(&target.0));
            kind.name.name = resource + &words::pascal(&target.1);
        }
        self.single.entry(target).or_insert(kind).name.clone()
    }

    /// The kind of a thing that no resource type stands for.
    pub(super) fn thing(&mut self, property: &str, fixups: &Fixups) -> Option<KindName> {
        let entry = fixups.thing(property)?;
        let kind = self
            .things
            .entry(entry.name.clone())
            .or_insert_with(|| Kind {
                name: KindName {
                    module: words::snake(&entry.service),
                    name: entry.name.clone(),
                    ours: false,
                },
                parameter: entry.parameter.clone(),
                list: entry.list.clone(),
                doc: format!("What a property `{property}` names."),
                members: Vec::new(),
            });
        Some(kind.name.clone())
    }

    /// The kind of a property of the type `owner` that takes any of several values; `fallback` is
    /// its name where it has too many members to be named by them.
    pub(super) fn any_of(
        &mut self,
        targets: &[Target],
        (owner, fallback): (&str, &str),
        fixups: &Fixups,
    ) -> KindName {
        let mut members: Vec<Target> = targets.iter().map(canonical).collect();
        members.sort();
        members.dedup();
        if let [one] = members.as_slice() {
            return self.of(one, fixups);
        }
        if let Some(known) = self.unions.get(&members) {
            return known.name.clone();
        }
        let names: Vec<KindName> = members.iter().map(|one| self.of(one, fixups)).collect();
        let home = names.first().map(|first| first.module.clone());
        let home = home.filter(|home| names.iter().all(|one| &one.module == home && !one.ours));
        let name = match fixups.union(&members) {
            Some(name) => name.to_owned(),
            None if members.len() > 3 => fallback.to_owned(),
            None => joined(&members, &names),
        };
        let name = KindName {
            module: home.unwrap_or_else(|| words::service(owner)),
            name,
            ours: false,
        };
        let kind = Kind {
            name: name.clone(),
            parameter: None,
            list: None,
            doc: format!("What takes {}.", listed(&names)),
            members: names,
        };
        self.unions.insert(members, kind);
        name
    }
}

fn single(target: &Target, fixups: &Fixups) -> Kind {
    let (resource_type, value) = target;
    let mut name = words::resource(resource_type);
    name.extend(words::beyond(&name, &words::words(value)));
    let name = words::pascal_of(&name);
    let fix = fixups.kind(resource_type, value, &name);
    let said = fix.and_then(|fix| fix.name.clone());
    Kind {
        name: KindName {
            module: words::service(resource_type),
            name: said.unwrap_or(name),
            ours: false,
        },
        parameter: fix.and_then(|fix| fix.parameter.clone()),
        list: fix.and_then(|fix| fix.list.clone()),
        doc: format!("`{value}` of an `{resource_type}`."),
        members: Vec::new(),
    }
}

/// The value that is meant by a value of another resource: `VpcId` of a subnet is that of its VPC.
fn canonical(target: &Target) -> Target {
    let mut target = target.clone();
    // Chains are short; the bound is against a cycle in the facts.
    for _ in 0..4 {
        let Some(facts) = schema::resource_type(&target.0) else {
            break;
        };
        let attribute = facts
            .attribute(&target.1)
            .map(|one| one.targets().collect());
        let property = || facts.property(&target.1).map(|one| one.targets().collect());
        let further: Vec<schema::Target<'_>> = attribute.or_else(property).unwrap_or_default();
        match further.as_slice() {
            [one] if (one.resource_type, one.attribute) != (&target.0, &target.1) => {
                target = (one.resource_type.to_owned(), one.attribute.to_owned());
            }
            _ => break,
        }
    }
    target
}

/// The single value that `Ref` to a type yields.
pub(super) fn ref_target(facts: &schema::ResourceType) -> Option<Target> {
    match facts.reference() {
        Reference::Value(value) => Some((facts.name().to_owned(), value.to_owned())),
        Reference::Composite(_) | Reference::Unnamed => None,
    }
}

/// `KeyArn` and `KeyId` are `KeyArnOrId`.
fn joined(members: &[Target], names: &[KindName]) -> String {
    let mut joined = String::new();
    let mut before: Option<&str> = None;
    for ((resource_type, _), kind) in members.iter().zip(names) {
        let resource = words::pascal_of(&words::resource(resource_type));
        let short = kind
            .name
            .strip_prefix(&resource)
            .filter(|rest| !rest.is_empty());
        let same = before == Some(resource_type);
        if before.is_some() {
            joined.push_str("Or");
        }
        joined.push_str(short.filter(|_| same).unwrap_or(&kind.name));
        before = Some(resource_type);
    }
    joined
}

fn listed(names: &[KindName]) -> String {
    let names: Vec<String> = names
        .iter()
        .map(|kind| format!("`{}`", kind.name))
        .collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}
