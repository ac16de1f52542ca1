//! Which names have to be there together, and forms of which one has to fit.

use serde_json::{Map, Value as Json};

use super::mistake::{Kind, Mistake};
use super::walk::{Here, Walk};
use crate::resolve::{Entry, Form, Guard, Value};

/// The most cases of several names that are tried.
const MOST_CASES: usize = 64;

impl Walk<'_> {
    /// Names that have to be there, or not together.
    pub(super) fn presence(
        &mut self,
        schema: &'static Map<String, Json>,
        entries: &[Entry],
        here: &Here,
    ) {
        for name in names(schema.get("required")) {
            self.required(name, entries, here, None);
        }
        for (name, others) in pairs(schema.get("dependentRequired")) {
            for other in others {
                self.required(other, entries, here, Some(name));
            }
        }
        let groups: Vec<&'static str> = names(schema.get("requiredXor")).collect();
        if !groups.is_empty() {
            self.counted(&groups, entries, here, 1, 1);
        }
        let groups: Vec<&'static str> = names(schema.get("requiredOr")).collect();
        if !groups.is_empty() {
            self.counted(&groups, entries, here, 1, usize::MAX);
        }
        self.number_of_names(schema, entries, here);
        let mut said: Vec<[&str; 2]> = Vec::new();
        for (name, others) in pairs(schema.get("dependentExcluded")) {
            for other in others {
                // Each pair stands there from both sides.
                if said.contains(&[other, name]) {
                    continue;
                }
                said.push([name, other]);
                self.counted(&[name, other], entries, here, 0, 1);
            }
        }
    }

    /// How many names there have to be, or may be.
    fn number_of_names(
        &mut self,
        schema: &'static Map<String, Json>,
        entries: &[Entry],
        here: &Here,
    ) {
        let bound = |key: &str| schema.get(key).and_then(Json::as_u64);
        let certain = entries
            .iter()
            .filter(|entry| !entry.value.may_be_absent())
            .count() as u64;
        let possible = entries.len() as u64;
        let owner = self.owner(here);
        if let Some(least) = bound("minProperties").filter(|least| possible < *least) {
            let message = format!("{owner} has {possible} properties, fewer than {least}");
            self.mistake(Kind::Together, here, message);
        }
        if let Some(most) = bound("maxProperties").filter(|most| certain > *most) {
            let message = format!("{owner} has {certain} properties, more than {most}");
            self.mistake(Kind::Together, here, message);
        }
    }

    /// A name that has to be there, or has to where another is.
    fn required(&mut self, name: &'static str, entries: &[Entry], here: &Here, with: Option<&str>) {
        let around = match with {
            Some(with) => self.cases_of(with, entries, here),
            None => vec![(here.guard.clone(), true)],
        };
        for (guard, is_there) in around {
            if !is_there {
                continue;
            }
            let within = Here {
                guard,
                ..here.clone()
            };
            let absent = self.cases_of(name, entries, &within).into_iter();
            let Some((guard, _)) = absent.into_iter().find(|(_, is_there)| !is_there) else {
                continue;
            };
            let owner = self.owner(here);
            let because = with.map_or_else(String::new, |with| format!(", which `{with}` needs"));
            let within = Here {
                guard,
                ..here.clone()
            };
            let kind = if with.is_some() {
                Kind::Together
            } else {
                Kind::Missing
            };
            self.mistake(kind, &within, format!("{owner} has no `{name}`{because}"));
            return;
        }
    }

    /// Of some names, at least `least` and at most `most` have to be there.
    fn counted(
        &mut self,
        names: &[&'static str],
        entries: &[Entry],
        here: &Here,
        least: usize,
        most: usize,
    ) {
        let mut cases: Vec<(Guard, Vec<&str>)> = vec![(here.guard.clone(), Vec::new())];
        for name in names {
            let mut next = Vec::new();
            for (guard, there) in &cases {
                let within = Here {
                    guard: guard.clone(),
                    ..here.clone()
                };
                for (guard, is_there) in self.cases_of(name, entries, &within) {
                    let mut there = there.clone();
                    there.extend(is_there.then_some(*name));
                    next.push((guard, there));
                }
            }
            if next.len() > MOST_CASES {
                return;
            }
            cases = next;
        }
        let wrong = cases
            .into_iter()
            .find(|(_, there)| there.len() < least || there.len() > most);
        let Some((guard, there)) = wrong else { return };
        let owner = self.owner(here);
        let quoted = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            names.join(", ")
        };
        let (found, expected) = if there.len() < least {
            (
                format!("{owner} has none of {}", quoted(names)),
                if most == 1 { "one" } else { "at least one" },
            )
        } else {
            (
                format!("{owner} has {} together", quoted(&there)),
                if least == 1 { "one" } else { "at most one" },
            )
        };
        let node = there
            .last()
            .and_then(|last| entries.iter().find(|entry| *entry.name == **last));
        let node = node.map_or(here.node, |entry| entry.key.node);
        let within = Here {
            guard,
            node,
            ..here.clone()
        };
        let mistake = self.mistake(Kind::Together, &within, found);
        mistake.expected = Some(format!("expected {expected} of {}", quoted(names)));
    }

    /// Whether a name is there, in every case that can be.
    fn cases_of(&self, name: &str, entries: &[Entry], here: &Here) -> Vec<(Guard, bool)> {
        let Some(entry) = entries.iter().find(|entry| *entry.name == *name) else {
            return vec![(here.guard.clone(), false)];
        };
        let cases = entry.value.iter().filter_map(|(guard, value)| {
            let both = self.resolved.both(&here.guard, guard)?;
            Some((both, value.form != Form::Absent))
        });
        let mut cases: Vec<(Guard, bool)> = cases.collect();
        if cases.iter().all(|(_, is_there)| *is_there) {
            cases = vec![(here.guard.clone(), true)];
        }
        cases
    }

    fn owner(&self, here: &Here) -> String {
        if here.path.is_empty() {
            format!("`{}`", self.resource.logical_id)
        } else {
            format!("`{}`", here.path)
        }
    }

    /// Forms of which all, some or one have to fit.
    pub(super) fn combined(
        &mut self,
        schema: &'static Map<String, Json>,
        value: &Value,
        here: &Here,
    ) {
        for part in list(schema.get("allOf")) {
            self.part(part, value, here);
        }
        for word in ["anyOf", "oneOf"] {
            let parts: Vec<&'static Json> = list(schema.get(word)).collect();
            if !parts.is_empty() {
                self.one_of(&parts, value, here);
            }
            if word == "oneOf" {
                self.one_alone(&parts, value, here);
            }
        }
        if let Some(condition) = schema.get("if") {
            let branch = if self.tried(condition, value, here).is_empty() {
                "then"
            } else {
                "else"
            };
            if let Some(branch) = schema.get(branch) {
                self.part(branch, value, here);
            }
        }
        for (name, then) in schema
            .get("dependencies")
            .and_then(Json::as_object)
            .into_iter()
            .flatten()
        {
            if value.get(name).is_some_and(|value| !value.may_be_absent()) {
                match then.as_array() {
                    Some(_) => {
                        let entries = value.entries().unwrap_or_default();
                        names(Some(then))
                            .for_each(|other| self.required(other, entries, here, Some(name)));
                    }
                    None => self.part(then, value, here),
                }
            }
        }
    }

    /// The value by another part of its schema.
    fn part(&mut self, part: &'static Json, value: &Value, here: &Here) {
        let found = self.tried(part, value, here);
        self.found.extend(found);
    }

    /// What would be found by a part of a schema.
    fn tried(&mut self, part: &'static Json, value: &Value, here: &Here) -> Vec<Mistake> {
        let before = std::mem::take(&mut self.found);
        let deeper = Here {
            depth: here.depth + 1,
            ..here.clone()
        };
        // A part speaks of some names only; others are the whole's business.
        self.value(part, value, &deeper);
        let found = std::mem::replace(&mut self.found, before);
        found
            .into_iter()
            .filter(|mistake| mistake.kind != Kind::Reference)
            .collect()
    }

    /// Of parts that ask for names alone, one may fit and no second one.
    fn one_alone(&mut self, parts: &[&'static Json], value: &Value, here: &Here) {
        let entries = value.entries().unwrap_or_default();
        let mut there: Vec<&'static str> = Vec::new();
        let mut fitting = 0;
        for asked in parts.iter().filter_map(|part| asked_for(part)) {
            let certain = asked.iter().all(|name| {
                self.cases_of(name, entries, here)
                    .iter()
                    .all(|(_, is_there)| *is_there)
            });
            if certain {
                fitting += 1;
                there.extend(asked);
            }
        }
        if fitting < 2 {
            return;
        }
        there.dedup();
        let quoted: Vec<String> = there.iter().map(|name| format!("`{name}`")).collect();
        let owner = self.owner(here);
        let message = format!("{owner} has {} together", quoted.join(" and "));
        let mistake = self.mistake(Kind::Together, here, message);
        mistake.expected = Some("expected one of them".to_owned());
    }

    fn one_of(&mut self, parts: &[&'static Json], value: &Value, here: &Here) {
        let mut tried: Vec<Vec<Mistake>> = Vec::new();
        for part in parts {
            let found = self.tried(part, value, here);
            if found.is_empty() {
                return;
            }
            tried.push(found);
        }
        // The form that fits best is probably the one that was meant, where it alone does.
        let deepest = |found: &Vec<Mistake>| {
            let depth = found.iter().map(|mistake| mistake.path.len()).max();
            (depth, std::cmp::Reverse(found.len()))
        };
        let best = tried.iter().map(deepest).max();
        let mut likely = tried.iter().filter(|found| Some(deepest(found)) == best);
        if let (Some(one), None) = (likely.next(), likely.next()) {
            let one = one.clone();
            self.found.extend(one);
            return;
        }
        // Forms that all refuse it for one reason are one.
        if let Some((first, others)) = tried.split_first()
            && let [one] = first.as_slice()
            && others.iter().all(|found| is_same(found, one))
        {
            self.found.push(one.clone());
            return;
        }
        let mut said: Vec<String> = tried
            .iter()
            .flatten()
            .map(|mistake| mistake.message.clone())
            .collect();
        said.sort();
        said.dedup();
        let guard = tried
            .iter()
            .flatten()
            .next()
            .map(|mistake| mistake.guard.clone());
        let within = Here {
            guard: guard.unwrap_or_default(),
            ..here.clone()
        };
        let owner = self.owner(here);
        let mistake = self.mistake(
            Kind::Form,
            &within,
            format!("{owner} has none of the forms that are taken"),
        );
        mistake.expected = Some(format!("either: {}", said.join("; or: ")));
    }
}

fn is_same(found: &[Mistake], one: &Mistake) -> bool {
    let same = |other: &Mistake| {
        (other.kind, &other.message, &other.expected) == (one.kind, &one.message, &one.expected)
    };
    matches!(found, [other] if same(other))
}

/// The names that a part asks for, where it says nothing else.
fn asked_for(part: &'static Json) -> Option<Vec<&'static str>> {
    let part = part.as_object()?;
    let only = part.keys().all(|key| key == "required" || key == "type");
    let asked: Vec<&'static str> = names(part.get("required")).collect();
    (only && !asked.is_empty()).then_some(asked)
}

fn names(list: Option<&'static Json>) -> impl Iterator<Item = &'static str> {
    list.and_then(Json::as_array)
        .into_iter()
        .flatten()
        .filter_map(Json::as_str)
}

fn pairs(map: Option<&'static Json>) -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    let map = map.and_then(Json::as_object).into_iter().flatten();
    map.map(|(name, others)| (name.as_str(), names(Some(others)).collect()))
}

fn list(list: Option<&'static Json>) -> impl Iterator<Item = &'static Json> {
    list.and_then(Json::as_array).into_iter().flatten()
}
