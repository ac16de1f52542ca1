//! What is mounted in a container, and how long it stays.
//!
//! Sources: Amazon ECS developer guide, "Storage options for Amazon ECS tasks"; Amazon EFS user guide,
//! "Working with access points" (of a directory at most 100 characters). Not here: where shared
//! volumes lie (`stacks::storage`), two volumes that meet (`checks`).

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::names::ServiceId;
use super::part_name::VolumeName;

/// A volume of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Volume {
    /// Its name.
    pub name: VolumeName,
    /// Where in the container it is mounted.
    pub path: MountPath,
    /// What it is.
    pub kind: VolumeKind,
    /// Whether the container may only read it.
    pub read_only: bool,
}

/// What a volume is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum VolumeKind {
    /// A directory of the deployment's file system, the same for all tasks of the service, in every
    /// zone. It outlives tasks, hosts and the service.
    Shared,
    /// A directory on the task's host. It begins empty and ends with the task.
    Scratch,
}

/// Where in a container a volume is mounted: `/var/lib/ess`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MountPath(String);

/// Why a text is no [`MountPath`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error(
    "expected a directory below `/` such as `/var/lib/data`, of at most 255 letters, digits, `.`, `_` and `-`"
)]
pub struct MountPathError;

impl Volume {
    /// The logical id of the access point through which a service reaches a shared volume:
    /// `LdpBinariesAccessPoint`.
    #[must_use]
    pub fn access_point(&self, service: &ServiceId) -> String {
        format!("{}{}AccessPoint", service.prefix(), self.name.prefix())
    }

    /// Where a shared volume of a service lies in the file system. It stays there when it is mounted
    /// elsewhere.
    #[must_use]
    pub fn directory(&self, service: &ServiceId) -> String {
        format!("/{service}/{}", self.name)
    }
}

impl MountPath {
    /// The path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether one of two paths is the other or lies in it.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        let within = |inner: &str, outer: &str| {
            let rest = inner.strip_prefix(outer);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        within(&self.0, &other.0) || within(&other.0, &self.0)
    }
}

impl FromStr for MountPath {
    type Err = MountPathError;

    fn from_str(text: &str) -> Result<Self, MountPathError> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
        let directory = |name: &str| !matches!(name, "" | "." | "..") && name.bytes().all(allowed);
        let path = text.strip_prefix('/').ok_or(MountPathError)?;
        if text.len() <= 255 && path.split('/').all(directory) {
            Ok(Self(text.to_owned()))
        } else {
            Err(MountPathError)
        }
    }
}

impl fmt::Display for MountPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
