//! What a deployment works with and does not serve: registry, Kafka, identity provider, operators.
//!
//! Source: HA architecture, "Container Registry" (pull from your own); ESS 1.0, "Scaling" (Kafka is
//! a managed service); ESS 1.x, "OIDC broker" (an identity provider outside). Not here: how services
//! are told about them (`environment`).

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::aws::{
    Arn, EmailAddress, HttpsUrl, LogRetention, RegistryUrl, SecurityGroupId, port_number,
};

use super::decided::Decided;

/// Where images are pulled from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registry {
    /// The deployment's own registry.
    pub own: OwnRegistry,
    /// Hosts of other registries that images may come from.
    pub allowed: Vec<String>,
    /// Whether all of them are reached without leaving the VPC.
    pub inside: bool,
}

/// The deployment's own registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnRegistry {
    /// Repositories of Amazon ECR, one per service, created with the deployment.
    Create,
    /// A registry that exists.
    Given {
        /// Where it is.
        url: RegistryUrl,
        /// The secret with user name and password, where it asks for them.
        credentials: Option<Arn>,
    },
}

/// A Kafka cluster that exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kafka {
    /// Its bootstrap servers.
    pub bootstrap_servers: Decided<BootstrapServers>,
    /// The security group that its brokers have.
    pub security_group: Decided<SecurityGroupId>,
}

/// Kafka's bootstrap servers: `b-1.example.org:9094,b-2.example.org:9094`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BootstrapServers {
    text: String,
    ports: Vec<u16>,
}

/// Why a text is no [`BootstrapServers`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("expected hosts with ports, separated by commas, such as `b-1.example.org:9094`")]
pub struct BootstrapServersError;

impl BootstrapServers {
    /// The port that a cluster with TLS listens on, where no servers are given yet.
    pub const TLS_PORT: u16 = 9094;

    /// As Kafka's clients take it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The ports, sorted, each once.
    #[must_use]
    pub fn ports(&self) -> &[u16] {
        &self.ports
    }
}

impl FromStr for BootstrapServers {
    type Err = BootstrapServersError;

    fn from_str(text: &str) -> Result<Self, BootstrapServersError> {
        let port = |server: &str| {
            let (host, port) = server.split_once(':')?;
            let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-';
            let named = !host.is_empty() && host.bytes().all(allowed);
            let port = port_number(port)?;
            named.then_some(port)
        };
        let ports: Option<Vec<u16>> = text.split(',').map(port).collect();
        let mut ports = ports.ok_or(BootstrapServersError)?;
        ports.sort_unstable();
        ports.dedup();
        let text = text.to_owned();
        Ok(Self { text, ports })
    }
}

impl fmt::Display for BootstrapServers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The OpenID provider that knows the users.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentityProvider {
    /// Its address, the issuer of its tokens.
    pub url: Decided<HttpsUrl>,
    /// Whether it is reached without leaving the VPC.
    pub inside: bool,
    /// The client that the deployment is there.
    pub client_id: Decided<ClientId>,
}

/// The name of a client at an identity provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientId(String);

/// Why a text is no [`ClientId`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("expected a client id of 1 to 255 visible characters, without blanks")]
pub struct ClientIdError;

impl ClientId {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ClientId {
    type Err = ClientIdError;

    fn from_str(text: &str) -> Result<Self, ClientIdError> {
        let printed = text.bytes().all(|byte| byte.is_ascii_graphic());
        if printed && (1..=255).contains(&text.len()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(ClientIdError)
        }
    }
}

impl fmt::Display for ClientId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Who is told of what happens, and how long it is remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Monitoring {
    /// Who is told of alarms; without one, alarms show in the console alone.
    pub alarms_email: Option<EmailAddress>,
    /// How long log groups keep their lines.
    pub log_retention: LogRetention,
}
