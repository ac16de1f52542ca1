//! What is to be written of one resource type: its front, its handle, the fronts and choices of its
//! nested properties.
//!
//! Not here: names of kinds (`kinds`), the kind of a property's value (`value`), what a handle yields
//! (`asks`), Rust (`render`).

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use super::fixups::Fixups;
use super::kinds::{KindName, Kinds, ref_target};
use super::value::OWN;
use super::words;
use crate::schema::ResourceType;

/// The kind of a value as Rust writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A kind of the language: `Text`, `Integer`, `Tag`, `PolicyDocument`.
    Language(&'static str),
    /// A kind that names something.
    Named(KindName),
    /// A front of a nested property, by its name in the module of the resource.
    Front(String),
    /// A list of known values, by its number among the choices of the resource.
    Choice(usize),
    /// A list.
    List(Box<Kind>),
    /// Free keys.
    Map(Box<Kind>),
}

/// The plain text, of which a reader of the report may find that it names something.
pub(super) const TEXT: Kind = Kind::Language("Text");

/// A property to set.
#[derive(Clone, Debug)]
pub(super) struct Setter {
    pub(super) method: String,
    pub(super) property: String,
    pub(super) kind: Kind,
    pub(super) required: bool,
    pub(super) doc: String,
}

/// A nested property with properties of its own.
#[derive(Clone, Debug)]
pub(super) struct Front {
    pub(super) name: String,
    pub(super) doc: String,
    pub(super) setters: Vec<Setter>,
}

/// A property with a list of known values.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub(super) name: String,
    pub(super) values: Vec<String>,
    /// The front that has the property, and the property's name in Rust.
    pub(super) owner: String,
    pub(super) base: String,
}

/// How a handle gets a value.
#[derive(Clone, Debug)]
pub(super) enum Way {
    /// `Ref`.
    Reference,
    /// `Fn::GetAtt`.
    Attribute(String),
    /// `Fn::GetAtt` of a name that begins so and ends as the caller says: `Outputs.`.
    Open(String),
}

/// A value that a resource in a stack can be asked for.
#[derive(Clone, Debug)]
pub(super) struct Ask {
    pub(super) method: String,
    pub(super) kind: Kind,
    pub(super) way: Way,
    pub(super) doc: String,
}

/// One resource type.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) resource_type: String,
    /// The module of the service.
    pub(super) module: String,
    pub(super) name: String,
    pub(super) handle: String,
    pub(super) doc: String,
    pub(super) setters: Vec<Setter>,
    pub(super) fronts: Vec<Front>,
    pub(super) choices: Vec<Choice>,
    pub(super) asks: Vec<Ask>,
}

/// A resource type on its way to a plan.
pub(super) struct Planner<'a> {
    pub(super) facts: &'a ResourceType,
    pub(super) kinds: &'a mut Kinds,
    pub(super) fixups: &'a Fixups,
    /// Nested fronts by the schema they come from.
    pub(super) fronts: BTreeMap<String, Front>,
    pub(super) choices: Vec<Choice>,
}

/// The setters and nested fronts of a type. What its handle yields is planned once all kinds are
/// known.
pub(super) fn plan(facts: &ResourceType, kinds: &mut Kinds, fixups: &Fixups) -> Plan {
    if let Some(target) = ref_target(facts) {
        kinds.of(&target, fixups);
    }
    let mut planner = Planner {
        facts,
        kinds,
        fixups,
        fronts: BTreeMap::new(),
        choices: Vec::new(),
    };
    let name = words::pascal_of(&words::resource(facts.name()));
    let setters = planner.setters(&name, &Json::Object(facts.raw().clone()));
    let mut choices = planner.choices;
    let fronts: Vec<Front> = planner.fronts.into_values().collect();
    name_choices(&mut choices, &fronts);
    Plan {
        resource_type: facts.name().to_owned(),
        module: words::service(facts.name()),
        handle: handle(facts.name(), &name),
        doc: match facts.doc() {
            Some(doc) => format!("`{}`: {doc}", facts.name()),
            None => format!("`{}`.", facts.name()),
        },
        name,
        setters,
        fronts,
        choices,
        asks: Vec::new(),
    }
}

/// `SubnetHandle`; where that is a resource type itself, `WaitConditionReference`.
fn handle(resource_type: &str, name: &str) -> String {
    if crate::schema::resource_type(&format!("{resource_type}Handle")).is_some() {
        return format!("{name}Reference");
    }
    format!("{name}Handle")
}

impl Planner<'_> {
    /// The setters of an object, those of its alternatives included.
    pub(super) fn setters(&mut self, owner: &str, object: &Json) -> Vec<Setter> {
        let required: Vec<&str> = strings(object.get("required")).collect();
        let mut properties: Map<String, Json> = Map::new();
        for part in alternatives(object) {
            let found = part.get("properties").and_then(Json::as_object);
            properties.extend(found.cloned().unwrap_or_default());
        }
        let top = owner == words::pascal_of(&words::resource(self.facts.name()));
        let written = properties
            .iter()
            .filter(|(_, schema)| !flag(schema, "readOnly"));
        written
            .map(|(property, schema)| Setter {
                method: method(property, top),
                property: property.clone(),
                kind: self.kind(owner, property, schema),
                required: required.contains(&property.as_str()),
                doc: setter_doc(property, schema),
            })
            .collect()
    }
}

/// Methods that every resource has, whatever its type; a property of that name steps aside.
const TAKEN: [&str; 12] = [
    "condition",
    "creation_policy",
    "deletion_policy",
    "depends_on",
    "edit",
    "empty",
    "into_body",
    "metadata",
    "new",
    "set",
    "update_policy",
    "update_replace_policy",
];

fn method(property: &str, top: bool) -> String {
    let name = words::snake(property);
    let taken = if top {
        TAKEN.contains(&name.as_str())
    } else {
        matches!(name.as_str(), "new" | "set" | "empty")
    };
    if taken {
        format!("{name}_property")
    } else {
        name
    }
}

fn setter_doc(property: &str, schema: &Json) -> String {
    let doc = schema.get("doc").and_then(Json::as_str);
    let mut doc = doc.map_or_else(|| format!("`{property}`."), str::to_owned);
    if flag(schema, "deprecated") {
        doc.push_str("\n\nAWS advises against it.");
    }
    match schema.get("update").and_then(Json::as_str) {
        Some("replace") => doc.push_str("\n\nUpdate: replacement."),
        Some("may-replace") => doc.push_str("\n\nUpdate: may replace."),
        Some(_) | None => {}
    }
    doc
}

/// The object itself, and the objects of which it may be one.
pub(super) fn alternatives(object: &Json) -> impl Iterator<Item = &Json> {
    let parts = ["oneOf", "anyOf", "allOf"].into_iter();
    let parts = parts
        .filter_map(|key| object.get(key)?.as_array())
        .flatten();
    std::iter::once(object).chain(parts)
}

fn strings(list: Option<&Json>) -> impl Iterator<Item = &str> {
    let list = list.and_then(Json::as_array);
    list.into_iter().flatten().filter_map(Json::as_str)
}

fn flag(schema: &Json, key: &str) -> bool {
    schema.get(key).and_then(Json::as_bool) == Some(true)
}

/// A choice is named by its property, and by its owner too where that name is taken.
fn name_choices(choices: &mut [Choice], fronts: &[Front]) {
    let bases: Vec<String> = choices.iter().map(|choice| choice.base.clone()).collect();
    for choice in choices {
        let same = bases.iter().filter(|base| **base == choice.base).count();
        let taken = same > 1
            || OWN.contains(&choice.base.as_str())
            || fronts.iter().any(|front| front.name == choice.base);
        choice.name = if taken {
            format!("{}{}", choice.owner, choice.base)
        } else {
            choice.base.clone()
        };
    }
}
