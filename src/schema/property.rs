//! One property, at the top or nested, and one attribute of a resource type.
//!
//! Not here: constraints on values; a validator reads them from [`Property::raw`].

use serde_json::Value;

use super::resource_type::ResourceType;

/// A property that a template may write.
#[derive(Clone, Copy, Debug)]
pub struct Property<'a> {
    owner: &'a ResourceType,
    name: &'a str,
    schema: &'a Value,
    required: bool,
}

/// A value that `Fn::GetAtt` yields.
#[derive(Clone, Copy, Debug)]
pub struct Attribute<'a> {
    name: &'a str,
    schema: &'a Value,
}

/// What a changed property does to its resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Update {
    /// The resource stays and is changed.
    InPlace,
    /// It depends on old and new value whether the resource is replaced.
    MayReplace,
    /// A new resource takes the place of the old one.
    Replaces,
}

/// What a reference names: an attribute, or a property, of a resource type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target<'a> {
    /// The type, such as `AWS::EC2::SecurityGroup`; `AWS::EC2::Image` is one that no template can declare.
    pub resource_type: &'a str,
    /// The attribute or property, such as `GroupId`.
    pub attribute: &'a str,
}

/// The form of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// A list; [`Property::items`] has the schema of its elements.
    List,
    /// An object with named properties.
    Object,
    /// A map with free keys.
    Map,
    /// A JSON document, given as an object or as text.
    Json,
    /// None of these alone.
    Mixed,
}

impl<'a> Property<'a> {
    pub(super) fn new(
        owner: &'a ResourceType,
        name: &'a str,
        schema: &'a Value,
        required: bool,
    ) -> Self {
        Self {
            owner,
            name,
            schema,
            required,
        }
    }

    /// The name, such as `CidrBlock`.
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// The schema as vendored; a `$ref` is not followed.
    pub fn raw(&self) -> &'a Value {
        self.schema
    }

    /// The schema, a `$ref` followed.
    pub fn schema(&self) -> &'a Value {
        self.owner.resolve(self.schema)
    }

    /// Whether the object that holds the property must have it.
    pub fn required(&self) -> bool {
        self.required
    }

    /// The form of its value.
    pub fn shape(&self) -> Shape {
        shape(self.schema())
    }

    /// What its change does to the resource.
    pub fn update(&self) -> Update {
        match self.schema.get("update").and_then(Value::as_str) {
            Some("replace") => Update::Replaces,
            Some("may-replace") => Update::MayReplace,
            Some(_) | None => Update::InPlace,
        }
    }

    /// What a reference in it, or in its elements, may name; empty when nothing is known.
    pub fn targets(&self) -> impl Iterator<Item = Target<'a>> + use<'a> {
        targets(self.schema)
    }

    /// Whether AWS never gives the value back, such as a password.
    pub fn write_only(&self) -> bool {
        flag(self.schema, "writeOnly")
    }

    /// Whether a nested property is only ever read.
    pub fn read_only(&self) -> bool {
        flag(self.schema, "readOnly")
    }

    /// Whether AWS advises against it.
    pub fn deprecated(&self) -> bool {
        flag(self.schema, "deprecated")
    }

    /// Whether its constraints are not known: it is newer than the schemas that have them.
    pub fn partial(&self) -> bool {
        flag(self.schema, "partial")
    }

    /// The first sentence of AWS's documentation; only for types with bindings.
    pub fn doc(&self) -> Option<&'a str> {
        self.schema.get("doc").and_then(Value::as_str)
    }

    /// The schema of a list's elements or of a map's values, a `$ref` followed.
    pub fn items(&self) -> Option<&'a Value> {
        element(self.schema()).map(|items| self.owner.resolve(items))
    }

    /// The properties of the object that it holds, or of the objects that are its elements.
    pub fn properties(&self) -> impl Iterator<Item = Property<'a>> + use<'a> {
        let owner = self.owner;
        let object = self.object();
        let properties = object
            .and_then(|object| object.get("properties"))
            .and_then(Value::as_object);
        properties.into_iter().flatten().map(move |(name, schema)| {
            Property::new(
                owner,
                name,
                schema,
                object.is_some_and(|object| requires(object, name)),
            )
        })
    }

    /// A nested property by its name.
    pub fn property(&self, name: &str) -> Option<Property<'a>> {
        self.properties().find(|property| property.name == name)
    }

    fn object(&self) -> Option<&'a Value> {
        let mut schema = self.schema();
        // Lists of lists of objects exist; nothing in the facts is deeper than a few steps.
        for _ in 0..8 {
            if schema.get("properties").is_some() {
                return Some(schema);
            }
            schema = self.owner.resolve(element(schema)?);
        }
        None
    }
}

impl<'a> Attribute<'a> {
    pub(super) fn new(name: &'a str, schema: &'a Value) -> Self {
        Self { name, schema }
    }

    /// The name as `Fn::GetAtt` takes it, such as `Endpoint.Address`.
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// The schema as vendored.
    pub fn raw(&self) -> &'a Value {
        self.schema
    }

    /// The form of the value.
    pub fn shape(&self) -> Shape {
        shape(self.schema)
    }

    /// What the value names when that is not this attribute itself, such as a subnet's `VpcId`.
    pub fn targets(&self) -> impl Iterator<Item = Target<'a>> + use<'a> {
        targets(self.schema)
    }

    /// Whether CloudFormation takes it although AWS's documentation does not list it.
    pub fn undocumented(&self) -> bool {
        flag(self.schema, "undocumented")
    }

    /// The first sentence of AWS's documentation; only for types with bindings.
    pub fn doc(&self) -> Option<&'a str> {
        self.schema.get("doc").and_then(Value::as_str)
    }

    pub(super) fn stands_for(&self, name: &str) -> bool {
        self.name
            .strip_suffix('*')
            .is_some_and(|beginning| name.starts_with(beginning))
    }
}

fn shape(schema: &Value) -> Shape {
    let types: Vec<&str> = match schema.get("type") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        Some(_) | None => Vec::new(),
    };
    match types.as_slice() {
        ["string"] => Shape::Text,
        ["integer"] => Shape::Integer,
        ["number"] => Shape::Number,
        ["boolean"] => Shape::Boolean,
        ["array"] => Shape::List,
        ["object", "string"] | ["string", "object"] => Shape::Json,
        ["object"] if schema.get("properties").is_some() => Shape::Object,
        ["object"] if element(schema).is_some() => Shape::Map,
        ["object"] => Shape::Json,
        _ if schema.get("properties").is_some() => Shape::Object,
        _ => Shape::Mixed,
    }
}

fn element(schema: &Value) -> Option<&Value> {
    let values = schema.get("patternProperties").and_then(Value::as_object);
    let open = schema
        .get("additionalProperties")
        .filter(|values| values.is_object());
    schema
        .get("items")
        .or_else(|| values?.values().next())
        .or(open)
}

fn targets(schema: &Value) -> impl Iterator<Item = Target<'_>> {
    let pairs = schema.get("targets").and_then(Value::as_array);
    pairs
        .into_iter()
        .flatten()
        .filter_map(|pair| match pair.as_array()?.as_slice() {
            [Value::String(resource_type), Value::String(attribute)] => Some(Target {
                resource_type,
                attribute,
            }),
            _ => None,
        })
}

fn requires(object: &Value, name: &str) -> bool {
    let required = object.get("required").and_then(Value::as_array);
    required.is_some_and(|names| names.iter().any(|required| required == name))
}

fn flag(schema: &Value, key: &str) -> bool {
    schema.get(key).and_then(Value::as_bool).unwrap_or(false)
}
