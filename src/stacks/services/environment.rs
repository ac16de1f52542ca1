//! What a container finds in its environment: plain values, and secrets by reference.
//!
//! Sources: HA architecture, "Secrets/Certificate Management"; Amazon ECS developer guide, "Pass
//! Secrets Manager secrets through Amazon ECS environment variables". The agent reads secrets once,
//! when a task starts; a running task needs neither Secrets Manager nor the key again, and a
//! container that is restarted in its task keeps the values that it had.
//! Not here: which service finds what (the architecture says that).

use super::Placed;
use crate::architecture::{Database, EnvironmentValue, SecretReference, SecretSource};
use crate::aws::Arn;
use crate::bindings::ecs::task_definition::{KeyValuePair, Secret};
use crate::bindings::secrets_manager::SecretArn;
use crate::cfn::{Expr, IntoExpr, Text, region};
use crate::sub;

/// A secret that a container finds in its environment.
pub(super) struct Injected {
    /// The name of the variable.
    pub(super) variable: String,
    /// The secret, by its full ARN.
    pub(super) secret: Expr<SecretArn>,
    /// The key of the secret's JSON, where it is one key.
    pub(super) key: Option<String>,
    /// What encrypts it.
    pub(super) encryption: Encryption,
}

/// What encrypts a secret.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Encryption {
    /// The deployment's key.
    Deployment,
    /// The key of whoever made it, whose policy has to admit the service's execution role.
    Elsewhere,
}

/// What AWS's libraries take the region from: tasks have no instance metadata to ask.
const REGION_VARIABLE: &str = "AWS_REGION";

/// The plain variables. Nothing secret is among them.
pub(super) fn environment(placed: &Placed<'_>) -> Vec<KeyValuePair> {
    let own = &placed.service.environment;
    let region = own
        .iter()
        .all(|(name, _)| name.as_str() != REGION_VARIABLE)
        .then(|| pair(REGION_VARIABLE, region()));
    let own = own
        .iter()
        .map(|(name, value)| pair(name.as_str(), plain(placed, value)));
    region.into_iter().chain(own).collect()
}

/// The secrets, in the order in which the service names them.
pub(super) fn secrets(placed: &Placed<'_>) -> Vec<Injected> {
    let secrets = placed.service.secrets.iter();
    secrets
        .map(|(name, source)| injected(placed, name.as_str(), source))
        .collect()
}

impl Injected {
    /// The secret as a container definition names it: both parts behind the key may stay empty, but
    /// their colons may not be left out.
    pub(super) fn definition(&self) -> Secret {
        let from: Expr<Text> = match &self.key {
            Some(key) => sub![&self.secret, format!(":{key}::")],
            None => (&self.secret).into_expr(),
        };
        Secret::new(&self.variable, from)
    }
}

/// A secret that exists already.
fn literal_secret(arn: &Arn) -> Expr<SecretArn> {
    let text: Expr<Text> = arn.to_string().into_expr();
    text.assume("the architecture takes ARNs of secrets only")
}

/// How much longer than the load balancer a task keeps a silent connection.
const LONGER_SECONDS: u32 = 60;

fn plain(placed: &Placed<'_>, value: &EnvironmentValue) -> Expr<Text> {
    let inputs = placed.inputs;
    match value {
        EnvironmentValue::Literal(text) => text.into_expr(),
        // The server takes encrypted connections only; the driver is to try no others.
        EnvironmentValue::DatabaseJdbcUrl => sub![
            "jdbc:postgresql://",
            inputs.database.address,
            ":",
            inputs.database.port,
            format!("/{}?sslmode=require", Database::NAME),
        ],
        EnvironmentValue::DatabaseHost => inputs.database.address.clone(),
        EnvironmentValue::DatabasePort => inputs.database.port.clone(),
        EnvironmentValue::DatabaseName => Database::NAME.into_expr(),
        EnvironmentValue::PublicUrl(host) => sub!["https://", inputs.names.host(host)],
        EnvironmentValue::IdentityProviderUrl => told(inputs.identity_provider_url),
        EnvironmentValue::IdentityProviderClientId => told(inputs.identity_provider_client_id),
        EnvironmentValue::KafkaBootstrapServers => told(inputs.kafka_bootstrap_servers),
        EnvironmentValue::ConnectionIdleTimeout => {
            let waits = inputs.architecture.load_balancers().idle_timeout_seconds;
            format!("{}s", waits + LONGER_SECONDS).into_expr()
        }
    }
}

fn told(value: Option<&Expr<Text>>) -> Expr<Text> {
    let value = value.expect("invariant: the root has a parameter for what a service is told of");
    value.clone()
}

fn injected(placed: &Placed<'_>, variable: &str, source: &SecretSource) -> Injected {
    let inputs = placed.inputs;
    let injected = |secret, key: Option<&str>, encryption| Injected {
        variable: variable.to_owned(),
        secret,
        key: key.map(str::to_owned),
        encryption,
    };
    let of_database = |key| {
        injected(
            inputs.database.secret.clone(),
            Some(key),
            Encryption::Deployment,
        )
    };
    match source {
        SecretSource::DatabaseUsername => of_database("username"),
        SecretSource::DatabasePassword => of_database("password"),
        SecretSource::Operator(name) => {
            let secret = inputs.operator_secrets.get(name);
            let secret = secret.expect("invariant: a secret that a service reads is made or given");
            let mut known = inputs.architecture.operator_secrets().iter();
            let existing = known
                .find(|one| one.name == *name)
                .and_then(|one| one.existing.as_ref());
            let encryption = match existing {
                Some(_) => Encryption::Elsewhere,
                None => Encryption::Deployment,
            };
            let key = existing.and_then(SecretReference::key);
            injected(secret.clone(), key, encryption)
        }
        SecretSource::Given(reference) => injected(
            literal_secret(reference.secret()),
            reference.key(),
            Encryption::Elsewhere,
        ),
    }
}

fn pair(name: &str, value: impl IntoExpr<Text>) -> KeyValuePair {
    KeyValuePair::new().name(name).value(value)
}
