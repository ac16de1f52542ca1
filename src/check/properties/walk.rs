//! The walk over the properties of a resource, beside the facts of its type.
//!
//! Source: `schemas/facts` (AWS's published schemas); AWS CloudFormation turns texts, numbers and truth
//! values into one another where a property takes another of them. An alternative is a mistake where it is
//! possible; what is not known is none. Not here: which rule speaks.

use serde_json::{Map, Value as Json};

use super::mistake::{Kind, Mistake};
use crate::document::NodeId;
use crate::resolve::{
    Alternatives, Entry, Form, Guard, ParameterType, Place, Resolved, Resource, Unknown, Value,
};
use crate::schema::ResourceType;
use crate::source::nearest;

/// The deepest that facts lead into one another.
const DEEPEST: usize = 40;

/// A walk over one resource.
pub(super) struct Walk<'w> {
    pub(super) resolved: &'w Resolved<'w>,
    pub(super) resource: Resource<'w>,
    pub(super) facts: &'static ResourceType,
    pub(super) found: Vec<Mistake>,
}

/// Where the walk is.
#[derive(Clone)]
pub(super) struct Here {
    /// The node of the resource's template that is looked at.
    pub(super) node: NodeId,
    /// The names on the way.
    pub(super) path: String,
    /// What has to hold to be here.
    pub(super) guard: Guard,
    pub(super) depth: usize,
    /// The facts of the list whose item this is: they may say of which kind its items are.
    pub(super) list: Option<&'static Map<String, Json>>,
}

impl Here {
    /// A step to a name or an item.
    fn step(&self, walk: &Walk<'_>, name: &str, place: Place) -> Self {
        let path = if self.path.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.path)
        };
        Self {
            node: walk.own(place).unwrap_or(self.node),
            path,
            guard: self.guard.clone(),
            depth: self.depth + 1,
            list: None,
        }
    }

    /// The name of the property that this is a value of, or an item of.
    pub(super) fn name(&self) -> &str {
        let mut names = self.path.rsplit('.');
        let is_name = |name: &&str| !name.chars().all(|letter| letter.is_ascii_digit());
        names.find(is_name).unwrap_or_default()
    }
}

impl<'w> Walk<'w> {
    /// A node in the resource's own template; a value that comes from elsewhere has none.
    fn own(&self, place: Place) -> Option<NodeId> {
        (place.stack == self.resource.stack && place.node.0 > 0).then_some(place.node)
    }

    pub(super) fn mistake(
        &mut self,
        kind: Kind,
        here: &Here,
        message: impl Into<String>,
    ) -> &mut Mistake {
        self.found.push(Mistake {
            kind,
            stack: self.resource.stack,
            logical_id: self.resource.logical_id.to_owned(),
            node: here.node,
            path: here.path.clone(),
            message: message.into(),
            expected: None,
            help: None,
            value: None,
            guard: here.guard.clone(),
        });
        self.found.last_mut().expect("invariant: it was just added")
    }

    /// All cases of a value.
    pub(super) fn alternatives(&mut self, schema: &'static Json, all: &Alternatives, here: &Here) {
        for (guard, value) in all.iter() {
            if let Some(guard) = self.resolved.both(&here.guard, guard) {
                let node = self.own(value.place).unwrap_or(here.node);
                let here = Here {
                    guard,
                    node,
                    ..here.clone()
                };
                self.value(schema, value, &here);
            }
        }
    }

    /// One value.
    pub(super) fn value(&mut self, schema: &'static Json, value: &Value, here: &Here) {
        if here.depth > DEEPEST || value.form == Form::Absent {
            return;
        }
        self.references(schema, value, here);
        let Some(schema) = self.facts.resolve(schema).as_object() else {
            return;
        };
        let before = self.found.len();
        match &value.form {
            Form::Absent => {}
            Form::Unknown(unknown) => self.unknown(schema, unknown, here),
            Form::Text(text, kind) => self.scalar(schema, text, *kind, here),
            Form::List(items) => self.list(schema, items, here),
            Form::Map(entries) => self.map(schema, entries, here),
        }
        // What is of the wrong type has no form either.
        if self.found.len() == before {
            self.combined(schema, value, here);
        }
        for mistake in self.found.iter_mut().skip(before) {
            if mistake.value.is_none() {
                mistake.value = Some(value.place);
            }
        }
    }

    /// A value that is not known: whether it can be of the type at all.
    fn unknown(&mut self, schema: &'static Map<String, Json>, unknown: &Unknown, here: &Here) {
        let types = types(schema);
        if types.is_empty() {
            return;
        }
        let only = |name: &str| types.iter().all(|one| *one == name);
        let (is_list, what) = match unknown {
            Unknown::List => (true, "a list".to_owned()),
            Unknown::Text(_) => (false, "one text".to_owned()),
            Unknown::Pseudo(name) => (false, format!("the text of `{name}`")),
            Unknown::Parameter {
                name,
                parameter_type,
                ..
            } => (
                ParameterType::named(parameter_type).is_list(),
                format!("parameter `{name}` of type {parameter_type}"),
            ),
            Unknown::Resource {
                logical_id,
                resource_type,
                attribute,
                ..
            } => match super::kinds::yields_list(resource_type, attribute) {
                Some(is_list) => {
                    let dot = if attribute.is_empty() { "" } else { "." };
                    (is_list, format!("`{logical_id}{dot}{attribute}`"))
                }
                None => return,
            },
            Unknown::Dynamic(_) | Unknown::Import | Unknown::Anything => return,
        };
        if is_list && !types.contains(&"array") {
            let expected = described(&types);
            self.mistake(
                Kind::Type,
                here,
                format!("found {what}, a list, where {expected} belongs"),
            );
        } else if !is_list && only("array") {
            let mistake = self.mistake(
                Kind::Type,
                here,
                format!("found {what}, where a list belongs"),
            );
            mistake.expected = Some("expected a list".to_owned());
        } else if !is_list
            && only("object")
            && !matches!(unknown, Unknown::Text(_) | Unknown::Parameter { .. })
        {
            self.mistake(
                Kind::Type,
                here,
                format!("found {what}, where a mapping belongs"),
            );
        }
    }

    fn list(&mut self, of: &'static Map<String, Json>, items: &[Alternatives], here: &Here) {
        let types = types(of);
        if !types.is_empty() && !types.contains(&"array") {
            let expected = described(&types);
            let mistake = self.mistake(
                Kind::Type,
                here,
                format!("found a list, where {expected} belongs"),
            );
            mistake.expected = Some(format!("expected {expected}"));
            return;
        }
        self.items(of, items, here);
        let first = of.get("prefixItems").and_then(Json::as_array);
        for (number, item) in items.iter().enumerate() {
            let own = first.and_then(|first| first.get(number));
            let Some(schema) = own.or_else(|| of.get("items")) else {
                continue;
            };
            let place = item.iter().next().map(|(_, value)| value.place);
            let here = match place {
                Some(place) => here.step(self, &number.to_string(), place),
                None => here.clone(),
            };
            let here = Here {
                list: Some(of),
                ..here
            };
            self.alternatives(schema, item, &here);
        }
    }

    fn map(&mut self, schema: &'static Map<String, Json>, entries: &[Entry], here: &Here) {
        let types = types(schema);
        if !types.is_empty() && !types.contains(&"object") {
            let expected = described(&types);
            let mistake = self.mistake(
                Kind::Type,
                here,
                format!("found a mapping, where {expected} belongs"),
            );
            mistake.expected = Some(format!("expected {expected}"));
            return;
        }
        self.object(schema, entries, here, false);
    }

    /// Names with values; at the top of a resource no other names are taken.
    pub(super) fn object(
        &mut self,
        schema: &'static Map<String, Json>,
        entries: &[Entry],
        here: &Here,
        closed: bool,
    ) {
        // A loop or a macro may add any name.
        if entries.iter().any(|entry| entry.name.starts_with("Fn::")) {
            return;
        }
        let known = schema.get("properties").and_then(Json::as_object);
        let by_pattern = schema.get("patternProperties").and_then(Json::as_object);
        let others = schema.get("additionalProperties");
        let closed = closed || others == Some(&Json::Bool(false));
        for entry in entries {
            let own = known.and_then(|known| known.get(&*entry.name));
            let schema_of = own.or_else(|| {
                let mut patterns = by_pattern.into_iter().flatten();
                let fits =
                    patterns.find(|(pattern, _)| super::patterns::matches(pattern, &entry.name));
                fits.map(|(_, schema)| schema)
            });
            let schema_of = schema_of.or_else(|| others.filter(|others| others.is_object()));
            let at = here.step(self, &entry.name, entry.key);
            match schema_of {
                Some(schema_of) => {
                    if schema_of.get("readOnly").and_then(Json::as_bool) == Some(true) {
                        let name = &entry.name;
                        self.mistake(
                            Kind::ReadOnly,
                            &at,
                            format!("`{name}` is written by AWS alone"),
                        );
                        continue;
                    }
                    self.alternatives(schema_of, &entry.value, &at);
                }
                None if closed => self.unknown_name(known, entry, &at),
                None => {}
            }
        }
        self.presence(schema, entries, here);
    }

    fn unknown_name(
        &mut self,
        known: Option<&'static Map<String, Json>>,
        entry: &Entry,
        at: &Here,
    ) {
        // Where it can only be left out, it is not there.
        let cases = entry.value.iter();
        let may_be = cases
            .filter(|(_, value)| value.form != Form::Absent)
            .any(|(guard, _)| self.resolved.both(&at.guard, guard).is_some());
        if !may_be {
            return;
        }
        let (name, type_name) = (&entry.name, self.facts.name());
        let within = at.path.rsplit_once('.').map(|(above, _)| above.to_owned());
        let is_attribute = within.is_none() && self.facts.attribute(name).is_some();
        let owner = match &within {
            Some(above) => format!("`{above}` of {type_name}"),
            None => type_name.to_owned(),
        };
        if is_attribute {
            let message = format!("`{name}` of {type_name} is written by AWS alone");
            self.mistake(Kind::ReadOnly, at, message);
            return;
        }
        let names = known.into_iter().flat_map(Map::keys).map(String::as_str);
        let near = nearest(name, names.clone());
        let help = near.map(|near| format!("did you mean `{near}`?"));
        let expected = match names.clone().count() {
            0 => None,
            1..=12 => {
                let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
                Some(format!("expected one of {}", names.join(", ")))
            }
            _ => None,
        };
        let mistake = self.mistake(
            Kind::Unknown,
            at,
            format!("{owner} has no property `{name}`"),
        );
        mistake.help = help;
        mistake.expected = expected;
    }
}

/// The types that a schema names.
pub(super) fn types(schema: &'static Map<String, Json>) -> Vec<&'static str> {
    match schema.get("type") {
        Some(Json::String(one)) => vec![one],
        Some(Json::Array(several)) => several.iter().filter_map(Json::as_str).collect(),
        Some(_) | None => Vec::new(),
    }
}

/// Types in words.
pub(super) fn described(types: &[&str]) -> String {
    let words = types.iter().map(|name| match *name {
        "string" => "a text",
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "`true` or `false`",
        "array" => "a list",
        "object" => "a mapping",
        other => other,
    });
    words.collect::<Vec<_>>().join(" or ")
}
