//! Kinds: what a value of a template names or is.
//!
//! A kind is a type that never holds a template's value itself; [`super::Expr`] does. Kinds that
//! name something of a resource (`VpcId`) come from the bindings; those of the language are here.

use std::marker::PhantomData;

use crate::document::{Mapping, Node};

/// What a value is: a text, a number, the id of a subnet, a list of those.
pub trait Kind: Sized + 'static {
    /// The type of a stack parameter that carries such a value: `AWS::EC2::VPC::Id`, `String`.
    const PARAMETER_TYPE: &'static str;
    /// The type of a stack parameter that carries a list of such values.
    const LIST_PARAMETER_TYPE: &'static str = "CommaDelimitedList";
    /// Whether the value is a list.
    const IS_LIST: bool = false;
    /// Its own name where it names something of a resource: `VpcId`.
    const NAME: &'static str = "";
}

/// A kind whose values CloudFormation takes where a text is wanted: ids, names, ARNs, numbers.
pub trait WidensToText: Kind {}

/// A kind that can also be written down as it is, as `SubnetId` in an existing VPC.
pub trait Literal: Kind {
    /// The node of the literal.
    fn into_node(self) -> Node;
}

/// Any text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Text(pub String);

/// A whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Integer(pub i64);

/// A number that need not be whole. It is finite: [`Double::new`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Double(f64);

/// A truth value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Boolean(pub bool);

/// Any JSON value: a property that CloudFormation passes on as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Json(pub Node);

/// An IAM policy document. The `policy` floor builds them.
#[derive(Clone, Debug, PartialEq)]
pub struct PolicyDocument(pub Node);

/// A list of values of one kind.
#[derive(Clone, Copy, Debug)]
pub struct List<K>(PhantomData<K>);

/// Free keys with values of one kind.
#[derive(Clone, Copy, Debug)]
pub struct Map<K>(PhantomData<K>);

impl Double {
    /// A finite number; `None` for anything else.
    #[must_use]
    pub fn new(value: f64) -> Option<Self> {
        value.is_finite().then_some(Self(value))
    }
}

impl Kind for Text {
    const PARAMETER_TYPE: &'static str = "String";
}

impl Kind for Integer {
    const PARAMETER_TYPE: &'static str = "Number";
    const LIST_PARAMETER_TYPE: &'static str = "List<Number>";
}

impl WidensToText for Integer {}

impl Kind for Double {
    const PARAMETER_TYPE: &'static str = "Number";
    const LIST_PARAMETER_TYPE: &'static str = "List<Number>";
}

impl WidensToText for Double {}

impl Kind for Boolean {
    const PARAMETER_TYPE: &'static str = "String";
}

impl WidensToText for Boolean {}

impl Kind for Json {
    const PARAMETER_TYPE: &'static str = "String";
}

impl Kind for PolicyDocument {
    const PARAMETER_TYPE: &'static str = "String";
}

impl<K: Kind> Kind for List<K> {
    const PARAMETER_TYPE: &'static str = K::LIST_PARAMETER_TYPE;
    const IS_LIST: bool = true;
    const NAME: &'static str = K::NAME;
}

impl<K: Kind> Kind for Map<K> {
    const PARAMETER_TYPE: &'static str = "String";
}

impl Literal for Text {
    fn into_node(self) -> Node {
        Node::text(self.0)
    }
}

impl Literal for Integer {
    fn into_node(self) -> Node {
        Node::integer(self.0)
    }
}

impl Literal for Double {
    fn into_node(self) -> Node {
        Node::float(self.0).expect("invariant: `Double::new` takes finite numbers only")
    }
}

impl Literal for Boolean {
    fn into_node(self) -> Node {
        Node::boolean(self.0)
    }
}

impl Literal for Json {
    fn into_node(self) -> Node {
        self.0
    }
}

impl Literal for PolicyDocument {
    fn into_node(self) -> Node {
        self.0
    }
}

impl From<serde_json::Value> for Json {
    fn from(value: serde_json::Value) -> Self {
        Self(json_node(value))
    }
}

/// A JSON value as a node. JSON has a null, templates have none: it becomes an empty text.
fn json_node(value: serde_json::Value) -> Node {
    use serde_json::Value;
    match value {
        Value::Null => Node::text(""),
        Value::Bool(value) => Node::boolean(value),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Node::integer(whole),
            (None, Some(float)) => Node::float(float).unwrap_or_else(|| Node::text("")),
            (None, None) => Node::text(number.to_string()),
        },
        Value::String(text) => Node::text(text),
        Value::Array(items) => Node::sequence(items.into_iter().map(json_node).collect()),
        Value::Object(entries) => Node::mapping(
            entries
                .into_iter()
                .map(|(key, value)| (key, json_node(value)))
                .collect::<Mapping>(),
        ),
    }
}
