//! Parameters of a stack, typed by what they yield.
//!
//! Source: AWS CloudFormation user guide, "Parameters".

use std::marker::PhantomData;

use super::{Integer, Kind};
use crate::document::{Mapping, Node};

/// The declaration of a parameter that yields a `K`.
#[derive(Clone, Debug)]
pub struct Parameter<K> {
    declaration: Mapping,
    kind: PhantomData<fn() -> K>,
}

impl<K: Kind> Parameter<K> {
    /// A parameter of the type that carries a `K`, with its description (at most 4,000 characters).
    #[must_use]
    pub fn new(description: &str) -> Self {
        Self::of_type(K::PARAMETER_TYPE, description)
    }

    /// A parameter that is the name of a Systems Manager parameter and yields the `K` stored there,
    /// looked up at every stack operation.
    #[must_use]
    pub fn from_ssm(description: &str) -> Self {
        Self::of_type(
            &format!("AWS::SSM::Parameter::Value<{}>", K::PARAMETER_TYPE),
            description,
        )
    }

    fn of_type(parameter_type: &str, description: &str) -> Self {
        let pairs = [("Type", parameter_type), ("Description", description)];
        let declaration = pairs
            .map(|(key, value)| (key, Node::text(value)))
            .into_iter()
            .collect();
        Self {
            declaration,
            kind: PhantomData,
        }
    }

    /// The value where none is given, as a text (that is what CloudFormation wants of all types).
    #[must_use]
    pub fn default(self, value: impl Into<String>) -> Self {
        self.with("Default", Node::text(value))
    }

    /// The only values allowed.
    #[must_use]
    pub fn allowed_values<const N: usize>(self, values: [&str; N]) -> Self {
        self.with(
            "AllowedValues",
            Node::sequence(values.map(Node::text).into()),
        )
    }

    /// A Java regular expression that the whole value matches, and how to say what it wants.
    #[must_use]
    pub fn allowed_pattern(self, pattern: &str, description: &str) -> Self {
        self.with("AllowedPattern", Node::text(pattern))
            .with("ConstraintDescription", Node::text(description))
    }

    /// The fewest and the most characters.
    #[must_use]
    pub fn length(self, shortest: u32, longest: u32) -> Self {
        self.with("MinLength", Node::integer(shortest.into()))
            .with("MaxLength", Node::integer(longest.into()))
    }

    /// The value is not shown by the console or the API.
    #[must_use]
    pub fn no_echo(self) -> Self {
        self.with("NoEcho", Node::boolean(true))
    }

    /// The declaration, as it stands in a template.
    #[must_use]
    pub fn into_node(self) -> Node {
        Node::mapping(self.declaration)
    }

    fn with(mut self, key: &str, value: Node) -> Self {
        self.declaration.set(key, value);
        self
    }
}

impl Parameter<Integer> {
    /// The least and the greatest value.
    #[must_use]
    pub fn range(self, least: i64, greatest: i64) -> Self {
        self.with("MinValue", Node::integer(least))
            .with("MaxValue", Node::integer(greatest))
    }
}
