//! What a container gets beside its image: a command, a user, a check from inside, volumes, ports.
//!
//! Source: Amazon ECS developer guide, "Task definition parameters". Not here: image, size and
//! environment, which every container has (`service`).

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::published_port::PublishedPort;
use super::volume::Volume;

/// What a container gets beside its image; nothing of it by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Container {
    /// What is run in place of the image's entry point; that of the image where it is empty.
    pub entry_point: Vec<String>,
    /// What is run in place of the image's command; that of the image where it is empty.
    pub command: Vec<String>,
    /// As whom it is run; as the image says where it is left out.
    pub user: Option<ContainerUser>,
    /// Whether it may write into its volumes alone, and not into its own copy of the image.
    pub read_only: bool,
    /// How the agent tells from inside whether the container lives.
    pub check: Option<ContainerCheck>,
    /// What is mounted in it.
    pub volumes: Vec<Volume>,
    /// Its ports that are published on the hosts.
    pub ports: Vec<PublishedPort>,
}

/// How the agent tells from inside of a container whether it lives. A task of which it fails is
/// replaced, also where the load balancer is content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContainerCheck {
    /// What is run in the container; it lives where the exit code is 0.
    pub run: CheckCommand,
    /// Time between two checks.
    pub interval_seconds: u32,
    /// How long a check may take.
    pub timeout_seconds: u32,
    /// Failures in a row that are one too many.
    pub retries: u32,
    /// How long a new container may fail its checks.
    pub start_seconds: u32,
}

/// What a check runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckCommand {
    /// A line for the image's shell.
    Shell(String),
    /// A program of the image with its arguments; the image needs no shell.
    Program(Vec<String>),
}

/// As whom a container is run: a user or its number, with or without a group: `1000:1000`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContainerUser(String);

/// Why a text is no [`ContainerUser`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("expected a user or its number, with or without a group, such as `1000:1000`")]
pub struct ContainerUserError;

impl ContainerUser {
    /// As a container definition takes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The numbers of the user and of its group, where it is a number and not that of `root`. A user
    /// without a group has the group of its own number.
    #[must_use]
    pub fn numbers(&self) -> Option<(u32, u32)> {
        let (user, group) = self.0.split_once(':').unwrap_or((&self.0, &self.0));
        let user = user.parse().ok().filter(|user| *user != 0)?;
        Some((user, group.parse().ok()?))
    }
}

impl FromStr for ContainerUser {
    type Err = ContainerUserError;

    fn from_str(text: &str) -> Result<Self, ContainerUserError> {
        let named = |name: &str| {
            let first = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
            let allowed = |byte: u8| first(byte) || byte == b'-' || byte == b'.';
            (1..=32).contains(&name.len())
                && name.bytes().next().is_some_and(first)
                && name.bytes().all(allowed)
        };
        let (user, group) = text.split_once(':').unwrap_or((text, text));
        if named(user) && named(group) {
            Ok(Self(text.to_owned()))
        } else {
            Err(ContainerUserError)
        }
    }
}

impl fmt::Display for ContainerUser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
