//! What a service's container finds in its environment.

use crate::architecture::{EnvironmentName, SecretName, SecretReference, ServiceId};
use crate::document::{Node, ScalarKind};
use crate::spec::patterns;
use crate::spec::reader::{Reader, Spot, Value};
use crate::spec::section::section;
use crate::spec::shape::Shape;
use crate::spec::values::{Named, decode_named, parse_text, scalar_text, text_shape};
use crate::spec::words::{Known, KnownSecret};

/// What a variable says.
#[derive(Clone, Debug)]
pub(in crate::spec) enum VariableValue {
    /// This text, as it is written.
    Literal(String),
    /// What the deployment knows.
    Source(Box<VariableSource>),
}

section! {
    /// What the deployment knows of itself: one of the two keys.
    VariableSource as "variable_source" {
        /// What.
        from: Option<Known> = optional "database-jdbc-url" "`url_of` says it",
        /// The service whose public address it is.
        url_of: Option<ServiceId> = optional "oidc" "`from` says it",
    }
}

impl Value for VariableValue {
    fn shape() -> Shape {
        let text = Shape::Scalar {
            pattern: None,
            most: None,
        };
        Shape::Either(vec![text, VariableSource::shape()])
    }

    fn decode(node: &Node, spot: Spot, reader: &mut Reader<'_>) -> Option<Self> {
        if node.as_mapping().is_some() {
            return VariableSource::decode(node, spot, reader)
                .map(|source| Self::Source(Box::new(source)));
        }
        let text = scalar_text(node);
        if text.is_none() {
            reader.unlike(&Self::shape(), node, spot);
        }
        text.map(|text| Self::Literal(text.to_owned()))
    }
}

impl Value for Named<EnvironmentName, VariableValue> {
    fn shape() -> Shape {
        Shape::Named {
            key: Box::new(text_shape::<EnvironmentName>()),
            value: Box::new(VariableValue::shape()),
            offered: Vec::new(),
            required: &[],
        }
    }

    fn decode(node: &Node, spot: Spot, reader: &mut Reader<'_>) -> Option<Self> {
        decode_named(&Self::shape(), node, spot, reader)
    }
}

/// Where a secret comes from.
#[derive(Clone, Debug)]
pub(in crate::spec) enum SecretValue {
    /// An operator puts it.
    Operator(SecretName),
    /// It exists.
    Given(SecretReference),
    /// The deployment makes it.
    Made(Box<SecretOrigin>),
}

section! {
    /// A secret that the deployment makes itself.
    SecretOrigin as "secret_origin" {
        /// Which.
        from: KnownSecret = required "database-password",
    }
}

impl Value for SecretValue {
    fn shape() -> Shape {
        let text = Shape::Text {
            noun: "a name or the ARN of a secret",
            pattern: patterns::secret_source(),
            most: None,
        };
        Shape::Either(vec![text, SecretOrigin::shape()])
    }

    fn decode(node: &Node, spot: Spot, reader: &mut Reader<'_>) -> Option<Self> {
        if node.as_mapping().is_some() {
            let origin = SecretOrigin::decode(node, spot, reader)?;
            return origin.from.sound.then(|| Self::Made(Box::new(origin)));
        }
        let scalar = node
            .as_scalar()
            .filter(|scalar| scalar.kind == ScalarKind::String);
        let Some(scalar) = scalar else {
            reader.unlike(&Self::shape(), node, spot);
            return None;
        };
        if scalar.text.starts_with("arn:") {
            parse_text(&scalar.text, spot, reader).map(Self::Given)
        } else {
            parse_text(&scalar.text, spot, reader).map(Self::Operator)
        }
    }
}

impl Value for Named<EnvironmentName, SecretValue> {
    fn shape() -> Shape {
        Shape::Named {
            key: Box::new(text_shape::<EnvironmentName>()),
            value: Box::new(SecretValue::shape()),
            offered: Vec::new(),
            required: &[],
        }
    }

    fn decode(node: &Node, spot: Spot, reader: &mut Reader<'_>) -> Option<Self> {
        decode_named(&Self::shape(), node, spot, reader)
    }
}
