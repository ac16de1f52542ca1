//! The two pools of hosts: one for the public ESS services, one for the backend services.
//!
//! Source: HA architecture, "Separate Management of Public and Backend Services". How much of a host
//! tasks can use: the ECS agent registers what the kernel leaves of the memory, planned here as 94 %
//! of the nominal size (measured: 95 to 97 % on `large` and above), less what the agent's
//! configuration keeps back; all of the vCPUs at 1,024 units each.
//! Not here: how many hosts the services need (`capacity`).

use std::fmt;

use thiserror::Error;

use crate::aws::{InstanceType, Region};
use crate::facts::instance_types::{self, Offer};

use super::pool_scaling::{PoolScaling, PoolSchedule};

/// Which of the two pools.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PoolName {
    /// The public ESS services.
    Ess,
    /// Everything else.
    Backend,
}

impl PoolName {
    /// Both pools.
    pub const ALL: [Self; 2] = [Self::Ess, Self::Backend];

    /// Its name in a spec: `ess`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Ess => "ess",
            Self::Backend => "backend",
        }
    }

    /// What its logical ids begin with: `Ess`.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Ess => "Ess",
            Self::Backend => "Backend",
        }
    }
}

impl fmt::Display for PoolName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// One thing per pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PerPool<T> {
    /// That of the public ESS services.
    pub ess: T,
    /// That of everything else.
    pub backend: T,
}

impl<T> PerPool<T> {
    /// That of a pool.
    pub fn of(&self, pool: PoolName) -> &T {
        match pool {
            PoolName::Ess => &self.ess,
            PoolName::Backend => &self.backend,
        }
    }

    /// Another thing per pool, made of this one.
    pub fn map<U>(&self, mut make: impl FnMut(PoolName, &T) -> U) -> PerPool<U> {
        PerPool {
            ess: make(PoolName::Ess, &self.ess),
            backend: make(PoolName::Backend, &self.backend),
        }
    }

    /// Both, with their names.
    pub fn iter(&self) -> impl Iterator<Item = (PoolName, &T)> {
        PoolName::ALL.into_iter().map(|pool| (pool, self.of(pool)))
    }
}

/// What a pool's hosts are: an instance type that is known and offered in the region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HostType {
    facts: instance_types::InstanceType,
}

/// Why hosts can't be of an instance type.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum HostTypeError {
    /// Not in the vendored facts.
    #[error("instance type `{found}` is not known")]
    Unknown {
        /// The type.
        found: InstanceType,
        /// The known one whose name is most like it.
        nearest: Option<&'static str>,
    },
    /// A Mac.
    #[error("instance type `{0}` does not run Linux")]
    NotLinux(InstanceType),
    /// Too small for anything.
    #[error("instance type `{0}` has too little memory for tasks")]
    Small(InstanceType),
    /// Not to be had in the region.
    #[error("instance type `{found}` is not offered in {region}")]
    NotOffered {
        /// The type.
        found: InstanceType,
        /// The region.
        region: Region,
    },
}

impl HostTypeError {
    /// The known type whose name is most like the one that is not known.
    #[must_use]
    pub fn nearest(&self) -> Option<&'static str> {
        match self {
            Self::Unknown { nearest, .. } => *nearest,
            Self::NotLinux(_) | Self::Small(_) | Self::NotOffered { .. } => None,
        }
    }
}

impl HostType {
    /// Memory that the agent's configuration keeps back on each host, in MiB.
    pub const RESERVED_MIB: u32 = 256;
    /// How much of the nominal memory the operating system is planned to see, in per cent.
    const SEEN_PERCENT: u32 = 94;

    /// Hosts of a type in a region.
    ///
    /// # Errors
    /// Where the type is not known, does not run Linux, or is not offered there.
    pub fn of(found: &InstanceType, region: &Region) -> Result<Self, HostTypeError> {
        let facts = instance_types::instance_type(found.as_str()).ok_or_else(|| {
            let nearest = instance_types::nearest(found.as_str()).map(|nearest| nearest.name);
            let found = found.clone();
            HostTypeError::Unknown { found, nearest }
        })?;
        if facts.architecture().is_none() {
            return Err(HostTypeError::NotLinux(found.clone()));
        }
        let host = Self { facts };
        if host.usable_memory_mib() == 0 {
            return Err(HostTypeError::Small(found.clone()));
        }
        match facts.offer(region.as_str()) {
            Offer::Nowhere => Err(HostTypeError::NotOffered {
                found: found.clone(),
                region: region.clone(),
            }),
            Offer::EveryZone | Offer::NotIn(_) | Offer::Unknown => Ok(host),
        }
    }

    /// The instance type's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.facts.name
    }

    /// What images must be built for.
    #[must_use]
    pub fn processor(self) -> instance_types::Architecture {
        let processor = self.facts.architecture();
        processor.expect("invariant: `of` refuses types without one")
    }

    /// Memory that tasks can use, in MiB.
    #[must_use]
    pub fn usable_memory_mib(self) -> u32 {
        // The largest types have 32 TiB, so the product needs more than 32 bits.
        let nominal = u64::from(self.facts.memory_mib);
        let seen = nominal * u64::from(Self::SEEN_PERCENT) / 100;
        let seen = u32::try_from(seen).expect("invariant: less than the nominal size");
        seen.saturating_sub(Self::RESERVED_MIB)
    }

    /// Processor units that tasks can use; 1,024 are one vCPU.
    #[must_use]
    pub fn cpu_units(self) -> u32 {
        u32::from(self.facts.vcpus) * 1024
    }
}

/// What a spec says about a pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoolSettings {
    /// What its hosts are.
    pub host: HostType,
    /// The fewest hosts; derived from what the services need where it is left out.
    pub min: Option<u32>,
    /// The most hosts; derived likewise.
    pub max: Option<u32>,
    /// The root volume of each host.
    pub volume_gib: u32,
    /// How it grows and shrinks.
    pub scaling: PoolScaling,
}

/// A pool: an Auto Scaling Group with its launch template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pool {
    pub(super) name: PoolName,
    pub(super) settings: PoolSettings,
    pub(super) min: u32,
    pub(super) max: u32,
    pub(super) needed: u32,
    pub(super) schedules: Vec<PoolSchedule>,
}

impl Pool {
    /// How many hosts a rolling update replaces at a time.
    pub const BATCH: u32 = 1;

    /// Which pool.
    #[must_use]
    pub fn name(&self) -> PoolName {
        self.name
    }

    /// What its hosts are.
    #[must_use]
    pub fn host(&self) -> HostType {
        self.settings.host
    }

    /// The fewest hosts.
    #[must_use]
    pub fn min(&self) -> u32 {
        self.min
    }

    /// The most hosts; always room for a batch of a rolling update above [`Self::min`].
    #[must_use]
    pub fn max(&self) -> u32 {
        self.max
    }

    /// How full its hosts are kept, in per cent.
    #[must_use]
    pub fn target_capacity_percent(&self) -> u32 {
        self.settings.scaling.target_capacity_percent
    }

    /// How long ECS waits for a new host to take tasks, where that is said.
    #[must_use]
    pub fn warmup_seconds(&self) -> Option<u32> {
        self.settings.scaling.warmup_seconds
    }

    /// When it has another range.
    #[must_use]
    pub fn schedules(&self) -> &[PoolSchedule] {
        &self.schedules
    }

    /// The root volume of each host.
    #[must_use]
    pub fn volume_gib(&self) -> u32 {
        self.settings.volume_gib
    }

    /// The hosts that must be there so that the services survive the loss of a zone: what a rolling
    /// update keeps in service.
    #[must_use]
    pub fn min_in_service(&self) -> u32 {
        self.needed
    }
}
