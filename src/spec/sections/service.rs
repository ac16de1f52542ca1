//! `services`: containers of the profile and of the user's own.

use crate::architecture::{
    EnvironmentName, HealthPath, Matcher, PoolName, Protocol, SecretName, SecretReference,
    ServiceId,
};
use crate::aws::{DomainName, ImageReference, ImageTag};
use crate::document::{Node, ScalarKind};
use crate::spec::patterns;
use crate::spec::reader::{Reader, Spot, Value};
use crate::spec::section::section;
use crate::spec::shape::Shape;
use crate::spec::values::{Named, Whole, decode_named, parse_text, scalar_text, text_shape};
use crate::spec::words::{Known, KnownSecret};

section! {
    /// A container on one of the pools. Keys that are left out have the profile's value in a service
    /// of the profile, else the value given here.
    Service as "service" {
        /// The image, in the deployment's registry or in full, with a tag or digest. Not `latest`:
        /// hosts prefer the image that they have.
        image: Option<ImageReference> = optional "my-exporter:2.1"
            "the repository of the service's name, for services of the profile",
        /// The tag of the image: the default of a parameter of the root stack.
        image_tag: Option<ImageTag> = optional "2.1"
            "that of `image`; for services of the profile it is given at deployment",
        /// The pool that it runs on.
        pool: Option<PoolName> = optional "backend" "`ess` for a service with a host, else `backend`",
        /// The public host: the domain, or a name below it. Only on the `ess` pool.
        host: Option<DomainName> = optional "apps.pods.example.org" "the service is not public",
        /// The priority of its listener rule, where the one made of its host is taken.
        priority: Option<Whole<1, 50000>> = optional "900" "made of the letters of the host",
        /// The port on which the container listens.
        port: Option<Whole<1, 65535>> = optional "9187" "8080",
        /// What it speaks there. With `https` its certificate is not verified.
        protocol: Option<Protocol> = optional "https" "`http`",
        /// How the load balancer tells whether a task lives.
        health: Option<Health> = optional "{}" "the defaults of its keys",
        /// Processor units of a task; 1024 are one vCPU.
        cpu: Option<Whole<32, 196_608>> = optional "512" "256",
        /// Memory of a task. A task that takes more is ended.
        memory_mib: Option<Whole<32, 1_000_000>> = optional "1024" "512",
        /// A fixed number of tasks.
        count: Option<Whole<1, 500>> = optional "2" "2; services of the profile scale instead",
        /// The fewest tasks of a service that scales.
        min: Option<Whole<1, 500>> = optional "2" "it does not scale",
        /// The most tasks of a service that scales.
        max: Option<Whole<1, 500>> = optional "6" "it does not scale",
        /// The share of its processor units that a scaled service's tasks are to use.
        cpu_percent: Option<Whole<10, 90>> = optional "60" "60",
        /// Environment variables: a text, or what the deployment knows.
        env: Named<EnvironmentName, VariableValue> = map
            "LOG_LEVEL: info\nDATABASE_URL: { from: database-jdbc-url }\nISSUER: { url_of: oidc }",
        /// Environment variables that are secrets, read when a task starts: the name of a secret that
        /// an operator puts, the ARN of one that exists, or one that the deployment makes.
        secrets: Named<EnvironmentName, SecretValue> = map
            "API_TOKEN: my-api-token\nDATABASE_PASSWORD: { from: database-password }",
        /// Whether it may reach the database.
        database: Option<bool> = optional "true" "whether a variable or secret of it is about the database",
        /// How long a task may take to end, and how long the load balancer lets requests end.
        stop_timeout_seconds: Option<Whole<2, 3600>> = optional "60" "60",
    }
}

section! {
    /// How the load balancer tells whether a task lives. The path must not look at the database:
    /// else a failover of the database restarts all tasks.
    Health as "health" {
        /// The path that is asked.
        path: Option<HealthPath> = optional "/q/health/live" "`/`",
        /// What is spoken on the service's port.
        protocol: Option<Protocol> = optional "https" "that of the service",
        /// The status codes that are good.
        matcher: Option<Matcher> = optional "\"200\"" "`200-399`",
        /// Time between two checks.
        interval_seconds: Option<Whole<5, 300>> = optional "10" "10",
        /// How long a new task may fail its checks.
        grace_seconds: Option<Whole<0, 3600>> = optional "120" "60",
    }
}

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
