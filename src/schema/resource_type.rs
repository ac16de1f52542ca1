//! What is known of one resource type as a whole.
//!
//! The facts stay JSON: a validator walks the raw schema, and the accessors read from it.
//! Not here: a single property or attribute (`property`), finding types (`registry`).

use serde_json::{Map, Value};

use super::property::{Attribute, Property};
use super::regions::Regions;

/// The facts of one resource type.
#[derive(Debug)]
pub struct ResourceType {
    name: &'static str,
    facts: Map<String, Value>,
}

/// What `Ref` to a resource yields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference<'a> {
    /// The value of this property or attribute.
    Value(&'a str),
    /// The values of these, joined with `|`.
    Composite(Vec<&'a str>),
    /// An identifier that no source names.
    Unnamed,
}

/// How a resource takes tags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tagging<'a> {
    /// The property that holds the tags.
    pub property: &'a str,
    /// The form of that property.
    pub shape: TagShape,
    /// Whether tags may change without replacement.
    pub updatable: bool,
}

/// The form of a tags property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagShape {
    /// A list of `Key` and `Value`.
    List,
    /// A list of `Key`, `Value` and `PropagateAtLaunch`.
    AutoScalingList,
    /// A map from key to value.
    Map,
}

/// A dated warning about a service that is being withdrawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lifecycle<'a> {
    /// AWS's word for the phase, such as `maintenance` or `sunset`.
    pub status: &'a str,
    /// The date of the phase, `YYYY-MM-DD`, where AWS has named one.
    pub date: Option<&'a str>,
}

impl ResourceType {
    pub(super) fn new(name: &'static str, facts: Map<String, Value>) -> Self {
        Self { name, facts }
    }

    /// The full name, such as `AWS::EC2::VPC`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The part of the name between vendor and resource, such as `EC2`.
    pub fn service(&self) -> &'static str {
        self.name.split("::").nth(1).unwrap_or(self.name)
    }

    /// The vendored facts as they are: a JSON Schema with keys of ours.
    pub fn raw(&self) -> &Map<String, Value> {
        &self.facts
    }

    /// The properties that a template may write, sorted by name.
    pub fn properties(&self) -> impl Iterator<Item = Property<'_>> {
        let properties = self.map("properties").into_iter().flatten();
        properties.map(|(name, schema)| Property::new(self, name, schema, self.requires(name)))
    }

    /// A property by its name.
    pub fn property(&self, name: &str) -> Option<Property<'_>> {
        let (name, schema) = self.map("properties")?.get_key_value(name)?;
        Some(Property::new(self, name, schema, self.requires(name)))
    }

    /// A nested property by the names on the way; lists and maps are entered without a step.
    pub fn property_at<'a>(&self, path: impl IntoIterator<Item = &'a str>) -> Option<Property<'_>> {
        let mut path = path.into_iter();
        let first = self.property(path.next()?)?;
        path.try_fold(first, |property, name| property.property(name))
    }

    /// The names that every template has to write; alternatives are in [`raw`](Self::raw).
    pub fn required(&self) -> impl Iterator<Item = &str> {
        self.strings("required")
    }

    /// What `Fn::GetAtt` yields, sorted by name. A name that ends in `*` stands for any with its beginning.
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'_>> {
        let attributes = self.map("attributes").into_iter().flatten();
        attributes.map(|(name, schema)| Attribute::new(name, schema))
    }

    /// An attribute by its name; also one that a name ending in `*` stands for (`Outputs.VpcId`).
    pub fn attribute(&self, name: &str) -> Option<Attribute<'_>> {
        let exact = self.map("attributes")?.get_key_value(name);
        let found = exact.map(|(name, schema)| Attribute::new(name, schema));
        found.or_else(|| self.attributes().find(|open| open.stands_for(name)))
    }

    /// What `Ref` yields.
    pub fn reference(&self) -> Reference<'_> {
        match self
            .facts
            .get("ref")
            .or_else(|| self.facts.get("primaryIdentifier"))
        {
            Some(Value::String(one)) => Reference::Value(one),
            Some(Value::Array(several)) => match several.as_slice() {
                [Value::String(one)] => Reference::Value(one),
                [] => Reference::Unnamed,
                parts => Reference::Composite(parts.iter().filter_map(Value::as_str).collect()),
            },
            Some(_) | None => Reference::Unnamed,
        }
    }

    /// The properties or attributes that identify a resource of this type.
    pub fn primary_identifier(&self) -> impl Iterator<Item = &str> {
        self.strings("primaryIdentifier")
    }

    /// Whether an attribute, or `Ref` where the name is empty, is the id or the ARN that AWS itself gives a
    /// resource of this type: no template writes it, so that it is nothing else's.
    pub fn is_own_id(&self, attribute: &str) -> bool {
        let Reference::Value(own) = self.reference() else {
            return false;
        };
        let name = if attribute.is_empty() { own } else { attribute };
        let identifies = name == own || self.primary_identifier().eq([name]);
        identifies && self.property(name).is_none()
    }

    /// The nested schema of a name, as `$ref: "#/definitions/<name>"` means it.
    pub fn definition(&self, name: &str) -> Option<&Value> {
        self.map("definitions")?.get(name)
    }

    /// A schema node itself, or what its `$ref` names, however many there are in a row.
    pub fn resolve<'a>(&'a self, mut schema: &'a Value) -> &'a Value {
        // References in the facts end; the bound is against a cycle that some refresh could bring.
        for _ in 0..16 {
            let reference = schema.get("$ref").and_then(Value::as_str);
            let named = reference.and_then(|text| text.strip_prefix("#/definitions/"));
            match named.and_then(|name| self.definition(name)) {
                Some(definition) => schema = definition,
                None => return schema,
            }
        }
        schema
    }

    /// How the resource takes tags; `None` when it takes none.
    pub fn tagging(&self) -> Option<Tagging<'_>> {
        let tagging = self.map("tagging")?;
        let flag = |key: &str| tagging.get(key).and_then(Value::as_bool);
        let property = tagging.get("tagProperty").and_then(Value::as_str)?;
        let shape = match tagging.get("variant").and_then(Value::as_str) {
            Some("asg") => TagShape::AutoScalingList,
            Some("map") => TagShape::Map,
            Some(_) | None => TagShape::List,
        };
        let written = self.property(property).is_some() && flag("taggable") != Some(false);
        written.then_some(Tagging {
            property,
            shape,
            updatable: flag("tagUpdatable") != Some(false),
        })
    }

    /// The service's end, where AWS has announced it.
    pub fn lifecycle(&self) -> Option<Lifecycle<'_>> {
        let lifecycle = self.map("lifecycle")?;
        let text = |key: &str| lifecycle.get(key).and_then(Value::as_str);
        Some(Lifecycle {
            status: text("status")?,
            date: text("date"),
        })
    }

    /// The template transform that knows the type, such as `AWS::Serverless-2016-10-31`; `None` for what
    /// CloudFormation itself knows.
    pub fn transform(&self) -> Option<&str> {
        self.facts.get("transform").and_then(Value::as_str)
    }

    /// Whether losing the resource loses data.
    pub fn stateful(&self) -> bool {
        self.flag("stateful")
    }

    /// Whether the facts lack constraints: the type is known from documentation alone.
    pub fn partial(&self) -> bool {
        self.flag("partial")
    }

    /// The form of the resource's ARN, with `${Partition}`, `${Region}`, `${Account}` and names of its own.
    pub fn arn_template(&self) -> Option<&str> {
        self.facts.get("arnTemplate").and_then(Value::as_str)
    }

    /// The first sentence of AWS's documentation; only for types with bindings.
    pub fn doc(&self) -> Option<&str> {
        self.facts.get("doc").and_then(Value::as_str)
    }

    /// Where the type exists.
    pub fn regions(&self) -> Regions {
        Regions::of(self.name)
    }

    fn requires(&self, name: &str) -> bool {
        self.required().any(|required| required == name)
    }

    fn map(&self, key: &str) -> Option<&Map<String, Value>> {
        self.facts.get(key).and_then(Value::as_object)
    }

    fn strings(&self, key: &str) -> impl Iterator<Item = &str> {
        let list = self.facts.get(key).and_then(Value::as_array);
        list.into_iter().flatten().filter_map(Value::as_str)
    }

    fn flag(&self, key: &str) -> bool {
        self.facts
            .get(key)
            .and_then(Value::as_bool)
            .unwrap_or(false)
    }
}
