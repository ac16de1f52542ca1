//! A service: a container of ESS or of the user's own, placed on a pool.
//!
//! Not here: which services a version line of ESS has (`profile`), how many tasks (`count`), how the
//! load balancer checks them (`health`), and checks between services (`checks`).

use crate::aws::{DomainName, ImageTag};

use super::container::Container;
use super::count::Count;
use super::decided::Decided;
use super::environment::{EnvironmentName, EnvironmentValue, SecretSource};
use super::health::Health;
use super::hosts::Priority;
use super::names::ServiceId;
use super::pools::PoolName;
use super::schedule::Schedule;

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
    /// What its container gets beside the image.
    pub container: Container,
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

impl Service {
    /// When it runs, if it is a job.
    #[must_use]
    pub fn schedule(&self) -> Option<&Schedule> {
        match &self.count {
            Count::Scheduled(schedule) => Some(schedule),
            Count::Fixed(_) | Count::Scaled(_) => None,
        }
    }

    /// Whether it is one of the profile's.
    #[must_use]
    pub fn is_of_profile(&self) -> bool {
        self.origin == Origin::Profile
    }

    /// The pool that it runs on.
    #[must_use]
    pub fn pool(&self) -> PoolName {
        match self.placement {
            Placement::Ess { .. } => PoolName::Ess,
            Placement::Backend => PoolName::Backend,
        }
    }

    /// How the load balancer reaches it, if it is public. A job never is.
    #[must_use]
    pub fn exposure(&self) -> Option<&Exposure> {
        if self.schedule().is_some() {
            return None;
        }
        match &self.placement {
            Placement::Ess { exposure } => exposure.as_ref(),
            Placement::Backend => None,
        }
    }
}
