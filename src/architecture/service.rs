//! A service: a container of ESS or of the user's own, placed on a pool.
//!
//! Not here: which services a version line of ESS has (`profile`), and checks between services
//! (`checks`).

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::aws::{DomainName, ImageTag};

use super::decided::Decided;
use super::environment::{EnvironmentName, EnvironmentValue, SecretSource};
use super::hosts::Priority;
use super::names::ServiceId;
use super::pools::PoolName;

/// One service. Every value of this type can be built; what it means beside others is checked by
/// [`super::Architecture::new`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Its name.
    pub id: ServiceId,
    /// Whose it is.
    pub origin: Origin,
    /// Where it runs, and whether it is public.
    pub placement: Placement,
    /// The port on which its container listens.
    pub port: u16,
    /// What it speaks on its port.
    pub protocol: Protocol,
    /// The image of its container.
    pub image: Image,
    /// Processor units of a task; 1,024 are one vCPU. More than 0.
    pub cpu: u32,
    /// Memory of a task, in MiB. More than 0.
    pub memory_mib: u32,
    /// How many tasks it has.
    pub count: Count,
    /// Environment variables.
    pub environment: Vec<(EnvironmentName, EnvironmentValue)>,
    /// Environment variables whose values are secrets, read when a task starts.
    pub secrets: Vec<(EnvironmentName, SecretSource)>,
    /// Whether it may reach the database.
    pub needs_database: bool,
    /// How long a task may take to end, and how long the load balancer lets requests end.
    pub stop_timeout_seconds: u32,
}

/// Whose a service is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// One of the profile's.
    Profile,
    /// The user's own.
    User,
}

/// Where a service runs. Only services of the ess pool can be public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placement {
    /// On the ess pool.
    Ess {
        /// How the load balancer reaches it, if it is public.
        exposure: Option<Exposure>,
    },
    /// On the backend pool, out of the load balancer's reach.
    Backend,
}

/// How the load balancer reaches a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exposure {
    /// The public host name.
    pub host: DomainName,
    /// The priority of its listener rule.
    pub priority: Priority,
    /// How the load balancer tells whether a task lives.
    pub health: Health,
}

/// How the load balancer tells whether a task lives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// A path that does not look at the database: else its failover restarts all tasks.
    pub path: HealthPath,
    /// What is spoken on the service's port.
    pub protocol: Protocol,
    /// Which status codes are good.
    pub matcher: Matcher,
    /// Time between two checks.
    pub interval_seconds: u32,
    /// How long a new task may fail its checks.
    pub grace_seconds: u32,
}

/// What a container speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// Plain HTTP.
    Http,
    /// HTTP over TLS with a certificate of the task's own, which the load balancer does not verify.
    Https,
}

impl Protocol {
    /// Its name in a spec.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }
}

/// The image of a container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Where it lies.
    pub repository: Repository,
    /// Which of the repository's images.
    pub version: Version,
}

/// Where an image lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Repository {
    /// In the deployment's registry, by this name.
    Own(String),
    /// In another registry, in full: `registry.example.org/team/exporter`.
    Other(String),
}

/// Which of a repository's images.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Version {
    /// That of a tag, a parameter of the root stack.
    Tag(Decided<ImageTag>),
    /// That of a digest, `sha256:…`, a literal.
    Digest(String),
}

/// How many tasks a service has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// Always as many.
    Fixed(u32),
    /// Between two numbers, by how busy they are.
    Scaled(Scaling),
}

/// How a service scales.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scaling {
    min: u32,
    max: u32,
    cpu_percent: u32,
}

/// Why numbers are no [`Scaling`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the fewest tasks, {min}, are more than the most, {max}")]
pub struct ScalingError {
    /// The fewest tasks.
    pub min: u32,
    /// The most tasks.
    pub max: u32,
}

impl Scaling {
    /// Between `min` and `max` tasks, so that they use `cpu_percent` of their processor units.
    ///
    /// # Errors
    /// Where `min` is above `max`.
    pub fn new(min: u32, max: u32, cpu_percent: u32) -> Result<Self, ScalingError> {
        if min > max {
            return Err(ScalingError { min, max });
        }
        Ok(Self {
            min,
            max,
            cpu_percent,
        })
    }

    /// The fewest tasks.
    #[must_use]
    pub fn min(self) -> u32 {
        self.min
    }

    /// The most tasks.
    #[must_use]
    pub fn max(self) -> u32 {
        self.max
    }

    /// The share of their processor units that tasks are to use.
    #[must_use]
    pub fn cpu_percent(self) -> u32 {
        self.cpu_percent
    }
}

impl Count {
    /// The tasks that always run.
    #[must_use]
    pub fn usual(self) -> u32 {
        match self {
            Self::Fixed(count) => count,
            Self::Scaled(scaling) => scaling.min,
        }
    }

    /// The most tasks that run.
    #[must_use]
    pub fn highest(self) -> u32 {
        match self {
            Self::Fixed(count) => count,
            Self::Scaled(scaling) => scaling.max,
        }
    }
}

impl Service {
    /// The pool that it runs on.
    #[must_use]
    pub fn pool(&self) -> PoolName {
        match self.placement {
            Placement::Ess { .. } => PoolName::Ess,
            Placement::Backend => PoolName::Backend,
        }
    }

    /// How the load balancer reaches it, if it is public.
    #[must_use]
    pub fn exposure(&self) -> Option<&Exposure> {
        match &self.placement {
            Placement::Ess { exposure } => exposure.as_ref(),
            Placement::Backend => None,
        }
    }
}

/// The path of a health check: begins with a slash, at most 1,024 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HealthPath(String);

/// Why a text is no [`HealthPath`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("expected a path such as `/q/health/live`, of at most 1024 characters, without blanks")]
pub struct HealthPathError;

impl HealthPath {
    /// The path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for HealthPath {
    type Err = HealthPathError;

    fn from_str(text: &str) -> Result<Self, HealthPathError> {
        let printed = text.bytes().all(|byte| byte.is_ascii_graphic());
        if text.starts_with('/') && printed && text.len() <= 1024 {
            Ok(Self(text.to_owned()))
        } else {
            Err(HealthPathError)
        }
    }
}

impl fmt::Display for HealthPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which status codes of a health check are good: `200`, `200-299`, `200,204`; from 200 to 499.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matcher(String);

/// Why a text is no [`Matcher`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum MatcherError {
    /// Not codes and ranges of codes.
    #[error("expected status codes from 200 to 499, such as `200`, `200-299` or `200,204`")]
    Syntax,
    /// A range that ends before it begins.
    #[error("expected a range of status codes that ends above where it begins")]
    Order,
}

impl Matcher {
    /// As a target group takes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Matcher {
    type Err = MatcherError;

    fn from_str(text: &str) -> Result<Self, MatcherError> {
        let code = |text: &str| {
            let digits = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
            let code = text.parse::<u16>().ok().filter(|_| digits);
            code.filter(|code| (200..=499).contains(code))
        };
        let mut ordered = true;
        for part in text.split(',') {
            let (low, high) = part.split_once('-').unwrap_or((part, part));
            match (code(low), code(high)) {
                (Some(low), Some(high)) => ordered &= low <= high,
                (_, None) | (None, _) => return Err(MatcherError::Syntax),
            }
        }
        if ordered {
            Ok(Self(text.to_owned()))
        } else {
            Err(MatcherError::Order)
        }
    }
}

impl fmt::Display for Matcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
