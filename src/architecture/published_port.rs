//! Ports of containers that are published on their hosts, so that others in the VPC find them.
//!
//! Sources: Amazon ECS developer guide, "Task definition parameters", `hostPort` (ports that the host
//! keeps for itself); the range from which hosts choose ports begins at 32,768. Not here: two ports
//! that meet (`checks`), how many hosts such tasks need (`packing`).

use thiserror::Error;

use super::part_name::PortName;
use super::pools::PoolName;

/// A port of a container that is published on its host under a fixed number. A host has one of a
/// number, so that it holds one task of the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedPort {
    /// Its name.
    pub name: PortName,
    /// The port on which the container listens.
    pub container: u16,
    /// The port of the host.
    pub host: HostPort,
    /// The pools whose tasks and hosts may reach it.
    pub from: Vec<PoolName>,
}

/// A port that a host can give away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HostPort(u16);

/// Why a number is no [`HostPort`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum HostPortError {
    /// In the range from which hosts choose for themselves, or none at all.
    #[error("expected a port from 1 to {most}; hosts choose from those above", most = HostPort::HIGHEST)]
    Range,
    /// Of the host itself: SSH, Docker.
    #[error("expected another port than {0}, which the host keeps for itself")]
    Kept(u16),
}

impl HostPort {
    /// The highest; above it hosts choose ports for themselves.
    pub const HIGHEST: u16 = 32_767;
    /// Those of SSH and of Docker.
    const KEPT: [u16; 3] = [22, 2375, 2376];

    /// A port of a host.
    ///
    /// # Errors
    /// Where the host needs it for itself.
    pub fn new(number: u16) -> Result<Self, HostPortError> {
        if number == 0 || number > Self::HIGHEST {
            return Err(HostPortError::Range);
        }
        if Self::KEPT.contains(&number) {
            return Err(HostPortError::Kept(number));
        }
        Ok(Self(number))
    }

    /// The number.
    #[must_use]
    pub fn number(self) -> u16 {
        self.0
    }
}
