//! What a container finds in its environment.
//!
//! Source: POSIX.1-2017 §8.1 for the names. Not here: how a task definition writes it (`stacks`).

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::aws::{Arn, DomainName};

use super::names::SecretName;

/// The name of an environment variable.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EnvironmentName(String);

/// Why a text is no [`EnvironmentName`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("expected up to 255 letters, digits and underscores, not beginning with a digit")]
pub struct EnvironmentNameError;

/// What an environment variable says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EnvironmentValue {
    /// This text.
    Literal(String),
    /// The JDBC URL of the deployment's database.
    DatabaseJdbcUrl,
    /// The host of the database.
    DatabaseHost,
    /// The port of the database.
    DatabasePort,
    /// The name of the database.
    DatabaseName,
    /// The address of a public host of the deployment: `https://oidc.pods.example.org`.
    PublicUrl(DomainName),
    /// The address of the identity provider.
    IdentityProviderUrl,
    /// The client id at the identity provider.
    IdentityProviderClientId,
    /// Kafka's bootstrap servers.
    KafkaBootstrapServers,
    /// How long a connection of the load balancer may be silent: longer than the load balancer itself
    /// waits, or it answers 502 where a task hangs up first.
    ConnectionIdleTimeout,
}

/// Where a secret comes from when a task starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretSource {
    /// The user name of the deployment's database.
    DatabaseUsername,
    /// The password of the deployment's database.
    DatabasePassword,
    /// A secret whose value an operator puts.
    Operator(SecretName),
    /// A secret that exists already.
    Given(SecretReference),
}

/// A secret of Secrets Manager, or one key of its JSON.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SecretReference {
    secret: Arn,
    key: Option<String>,
}

/// Why a text is no [`SecretReference`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SecretReferenceError {
    /// No ARN at all.
    #[error(transparent)]
    Arn(#[from] crate::aws::ArnError),
    /// Of another service.
    #[error("expected the ARN of a secret in Secrets Manager")]
    Service,
    /// Without the six characters that Secrets Manager adds to a name.
    #[error("expected the full ARN, with the hyphen and six characters at the end of the name")]
    Partial,
    /// Other than one key behind the name.
    #[error("expected nothing behind the name of the secret but `:key::`")]
    Key,
}

impl SecretReference {
    /// The secret as a whole.
    #[must_use]
    pub fn secret(&self) -> &Arn {
        &self.secret
    }

    /// The key of its JSON, where it is one key.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }
}

impl FromStr for SecretReference {
    type Err = SecretReferenceError;

    fn from_str(text: &str) -> Result<Self, SecretReferenceError> {
        let arn: Arn = text.parse()?;
        let located = arn.region().is_some() && arn.account().is_some();
        if !located || !arn.is("secretsmanager", "secret:") {
            return Err(SecretReferenceError::Service);
        }
        let behind = arn.resource().strip_prefix("secret:").unwrap_or_default();
        let (name, key) = match behind.split_once(':') {
            Some((name, rest)) => {
                let key = rest.strip_suffix("::").unwrap_or(rest);
                if key.is_empty() || key.contains(':') {
                    return Err(SecretReferenceError::Key);
                }
                (name, Some(key.to_owned()))
            }
            None => (behind, None),
        };
        let random = name.rsplit_once('-').map_or("", |(_, random)| random);
        if random.len() != 6 || !random.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(SecretReferenceError::Partial);
        }
        let secret = match &key {
            Some(_) => text
                .trim_end_matches(':')
                .rsplit_once(':')
                .map_or(text, |(secret, _)| secret),
            None => text,
        };
        let secret = secret.parse()?;
        Ok(Self { secret, key })
    }
}

impl EnvironmentName {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for EnvironmentName {
    type Err = EnvironmentNameError;

    fn from_str(text: &str) -> Result<Self, EnvironmentNameError> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        let begins = text
            .bytes()
            .next()
            .is_some_and(|byte| !byte.is_ascii_digit());
        if begins && text.bytes().all(allowed) && text.len() <= 255 {
            Ok(Self(text.to_owned()))
        } else {
            Err(EnvironmentNameError)
        }
    }
}

impl fmt::Display for EnvironmentName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for SecretReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.key {
            Some(key) => write!(f, "{}:{key}::", self.secret),
            None => self.secret.fmt(f),
        }
    }
}
