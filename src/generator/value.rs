//! The kind of a property's value, from its schema and from what it may refer to.
//!
//! Not here: the properties around it (`plan`).

use serde_json::Value as Json;

use super::kinds::Target;
use super::plan::{Choice, Front, Kind, Planner, TEXT, alternatives};
use super::words;

/// A longer list of known values is no help to a writer, and it changes with every refresh.
const LONGEST_CHOICE: usize = 40;

/// Names that generated modules use themselves.
pub(super) const OWN: [&str; 14] = [
    "Boolean",
    "Double",
    "Expr",
    "Integer",
    "IntoExpr",
    "Json",
    "List",
    "Map",
    "Option",
    "PolicyDocument",
    "Self",
    "String",
    "Tag",
    "Text",
];

impl Planner<'_> {
    /// The kind of a property of `owner`.
    pub(super) fn kind(&mut self, owner: &str, property: &str, schema: &Json) -> Kind {
        let facts = self.facts;
        let definition = definition(schema);
        let resolved = facts.resolve(schema);
        let document = is(resolved, "object") || resolved.get("type").is_none();
        if alternatives(resolved).any(|part| part.get("properties").is_some()) {
            return self.object(owner, property, definition, resolved);
        }
        if document && self.fixups.is_policy(property) {
            return Kind::Language("PolicyDocument");
        }
        if is(resolved, "array") {
            let Some(items) = resolved.get("items") else {
                return Kind::List(Box::new(TEXT));
            };
            let mut items = items.clone();
            if let (Some(targets), Some(items)) = (schema.get("targets"), items.as_object_mut()) {
                items.insert("targets".to_owned(), targets.clone());
            }
            return Kind::List(Box::new(self.kind(owner, property, &items)));
        }
        let map = is(resolved, "object") && !is(resolved, "string");
        if let Some(values) = values_of_map(resolved).filter(|_| map) {
            return Kind::Map(Box::new(self.kind(owner, property, values)));
        }
        match scalar(resolved) {
            "Text" => self.text(owner, property, definition, schema),
            other => Kind::Language(other),
        }
    }

    fn text(
        &mut self,
        owner: &str,
        property: &str,
        definition: Option<&str>,
        schema: &Json,
    ) -> Kind {
        let resolved = self.facts.resolve(schema);
        let targets = schema.get("targets").or_else(|| resolved.get("targets"));
        let targets: Vec<Target> = targets.map(targets_of).unwrap_or_default();
        if !targets.is_empty() {
            let fallback = format!("{}{}", self.prefixed(owner), words::pascal(property));
            let named = self
                .kinds
                .any_of(&targets, (self.facts.name(), &fallback), self.fixups);
            return Kind::Named(named);
        }
        if let Some(thing) = self.kinds.thing(property, self.fixups) {
            return Kind::Named(thing);
        }
        let values: Vec<&str> = resolved
            .get("enum")
            .and_then(Json::as_array)
            .map(|values| values.iter().filter_map(Json::as_str).collect())
            .unwrap_or_default();
        if values.is_empty() || values.len() > LONGEST_CHOICE {
            return TEXT;
        }
        self.choice(owner, definition.unwrap_or(property), values)
    }

    /// The resource's name before that of a nested front.
    fn prefixed(&self, owner: &str) -> String {
        let resource = words::pascal_of(&words::resource(self.facts.name()));
        if owner.starts_with(&resource) {
            owner.to_owned()
        } else {
            resource + owner
        }
    }

    fn choice(&mut self, owner: &str, name: &str, values: Vec<&str>) -> Kind {
        let base = words::pascal(name);
        let same = |choice: &Choice| choice.base == base && choice.values == values;
        if let Some(index) = self.choices.iter().position(same) {
            return Kind::Choice(index);
        }
        self.choices.push(Choice {
            name: String::new(),
            values: values.into_iter().map(str::to_owned).collect(),
            owner: owner.to_owned(),
            base,
        });
        Kind::Choice(self.choices.len() - 1)
    }

    fn object(
        &mut self,
        owner: &str,
        property: &str,
        definition: Option<&str>,
        object: &Json,
    ) -> Kind {
        if is_tag(definition, object) {
            return Kind::Language("Tag");
        }
        let key = definition.map_or_else(|| format!("{owner}.{property}"), str::to_owned);
        if let Some(front) = self.fronts.get(&key) {
            return Kind::Front(front.name.clone());
        }
        let plain = words::pascal(definition.unwrap_or(property));
        let mut names = self.fronts.values().map(|front| front.name.as_str());
        let taken = OWN.contains(&plain.as_str()) || names.any(|name| name == plain);
        let name = if taken {
            self.prefixed(owner) + &plain
        } else {
            plain
        };
        let front = Front {
            name: name.clone(),
            doc: doc_of(definition.unwrap_or(property), object),
            setters: Vec::new(),
        };
        // It is there before its properties are looked at: some objects hold their like.
        self.fronts.insert(key.clone(), front);
        let setters = self.setters(&name, object);
        if let Some(front) = self.fronts.get_mut(&key) {
            front.setters = setters;
        }
        Kind::Front(name)
    }
}

fn definition(schema: &Json) -> Option<&str> {
    schema.get("$ref")?.as_str()?.rsplit('/').next()
}

fn doc_of(name: &str, object: &Json) -> String {
    let doc = object.get("doc").and_then(Json::as_str);
    doc.map_or_else(|| format!("The nested property `{name}`."), str::to_owned)
}

/// A key and a value, as most services take their tags.
fn is_tag(definition: Option<&str>, object: &Json) -> bool {
    let properties = object.get("properties").and_then(Json::as_object);
    let mut names: Vec<&String> = properties
        .map(|all| all.keys().collect())
        .unwrap_or_default();
    names.sort();
    definition.is_some_and(|name| name.ends_with("Tag")) && names == ["Key", "Value"]
}

fn targets_of(targets: &Json) -> Vec<Target> {
    let pair = |pair: &Json| {
        let mut parts = pair.as_array()?.iter().filter_map(Json::as_str);
        Some((parts.next()?.to_owned(), parts.next()?.to_owned()))
    };
    let targets = targets.as_array().into_iter().flatten();
    targets.filter_map(pair).collect()
}

/// The schema of the values behind free keys.
fn values_of_map(schema: &Json) -> Option<&Json> {
    let patterns = schema.get("patternProperties").and_then(Json::as_object);
    let open = schema
        .get("additionalProperties")
        .filter(|values| values.is_object());
    patterns
        .and_then(|patterns| patterns.values().next())
        .or(open)
}

/// The kind of the language that a schema of no object and no list has.
fn scalar(schema: &Json) -> &'static str {
    let types = types(schema);
    match types.as_slice() {
        ["integer"] => "Integer",
        ["number"] => "Double",
        ["boolean"] => "Boolean",
        ["object"] | ["object", "string"] | ["string", "object"] => "Json",
        _ => "Text",
    }
}

fn is(schema: &Json, name: &str) -> bool {
    types(schema).contains(&name)
}

fn types(schema: &Json) -> Vec<&str> {
    match schema.get("type") {
        Some(Json::String(one)) => vec![one],
        Some(Json::Array(several)) => several.iter().filter_map(Json::as_str).collect(),
        Some(_) | None => Vec::new(),
    }
}
