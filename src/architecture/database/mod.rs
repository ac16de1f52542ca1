//! The PostgreSQL database that ESS keeps its data in.
//!
//! Sources: HA architecture: Amazon RDS with Multi-AZ; ESS 1.0, "Backup and restore": the database
//! `ess` on port 5432; Amazon RDS user guide, "Multi-AZ deployments" (the standby of an instance is
//! not readable; a cluster has a writer and two readers in three zones); Amazon Aurora user guide,
//! "High availability". Not here: which classes and versions exist (`facts`).

mod snapshot;
mod windows;

use crate::aws::{DbInstanceClass, PostgresVersion, Zone, ZoneLetter};
use crate::facts::rds::Engine;

use super::Architecture;

pub use snapshot::{SnapshotName, SnapshotNameError, SnapshotSource};
pub use windows::{BackupWindow, MaintenanceWindow, WindowError};

/// The database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Database {
    /// How it survives the loss of a zone.
    pub deployment: DatabaseDeployment,
    /// The version of PostgreSQL. A major version takes its minors by itself.
    pub engine_version: PostgresVersion,
    /// What it runs on.
    pub instance_class: DbInstanceClass,
    /// How long automatic backups are kept.
    pub backup_retention_days: u32,
    /// When they are made; RDS chooses where it is left open.
    pub backup_window: Option<BackupWindow>,
    /// When RDS may change it; RDS chooses where it is left open.
    pub maintenance_window: Option<MaintenanceWindow>,
    /// The snapshot that it was made of, if it was.
    pub snapshot: Option<SnapshotName>,
}

/// How the database survives the loss of a zone. Each is another resource: none is changed into
/// another, data goes by a snapshot or a dump.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatabaseDeployment {
    /// An instance and a standby in another zone.
    MultiAzInstance {
        /// The storage that it begins with.
        storage_gib: u32,
        /// Up to where its storage grows by itself.
        max_storage_gib: u32,
    },
    /// A cluster of a writer and two readers in three zones.
    MultiAzCluster {
        /// The storage of each of the three.
        storage_gib: u32,
        /// What its storage does in a second, reads and writes.
        iops: u32,
    },
    /// A cluster of Aurora: storage in three zones that grows by itself, and instances in different
    /// zones, of which one writes.
    Aurora {
        /// How many instances, at most one in each of three zones: those of the first by letter.
        instances: u32,
    },
}

impl DatabaseDeployment {
    /// The fewest and the most operations in a second of gp3 storage, from 400 GiB on.
    pub const IOPS: (u32, u32) = (12_000, 64_000);

    /// Its name in a spec.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::MultiAzInstance { .. } => "multi-az-instance",
            Self::MultiAzCluster { .. } => "multi-az-cluster",
            Self::Aurora { .. } => "aurora",
        }
    }

    /// The engine that runs it.
    #[must_use]
    pub fn engine(self) -> Engine {
        match self {
            Self::MultiAzInstance { .. } => Engine::Postgres,
            Self::MultiAzCluster { .. } => Engine::PostgresCluster,
            Self::Aurora { .. } => Engine::AuroraPostgres,
        }
    }

    /// The fewest operations in a second of a cluster's storage, which cost nothing beside it, and the
    /// most. Source: Amazon RDS user guide, "gp3 storage"; API reference, `CreateDBCluster`.
    #[must_use]
    pub fn iops_of(storage_gib: u32) -> (u32, u32) {
        let (least, most) = Self::IOPS;
        (least, storage_gib.saturating_mul(50).clamp(least, most))
    }
}

impl Database {
    /// The name of the database on its server.
    pub const NAME: &'static str = "ess";
    /// The port of the server.
    pub const PORT: u16 = 5432;
    /// The user that owns the database.
    pub const USERNAME: &'static str = "ess";
    /// Zones that a Multi-AZ cluster needs, and in which Aurora keeps its storage.
    pub const CLUSTER_ZONES: usize = 3;
    /// The least storage of a Multi-AZ cluster, in GiB: below, RDS takes no IOPS of gp3 storage, and a
    /// cluster is described with them.
    pub const CLUSTER_STORAGE_GIB: u32 = 400;

    /// Whether RDS may install minor versions in the maintenance window: not where one is pinned.
    #[must_use]
    pub fn upgrades_minor_versions(&self) -> bool {
        self.engine_version.minor().is_none()
    }

    /// The version as RDS is told it. It takes a major version alone for an instance and for Aurora;
    /// of a Multi-AZ cluster it is told a whole one, the newest that is known.
    #[must_use]
    pub fn version(&self) -> String {
        let engine = self.deployment.engine();
        let version = self.engine_version.to_string();
        if engine != Engine::PostgresCluster || !self.upgrades_minor_versions() {
            return version;
        }
        let newest = engine.newest_minor(&version);
        newest.map_or(version, str::to_owned)
    }
}

impl Architecture {
    /// The zones of the database's subnets. Aurora keeps its storage in three zones for ever and takes
    /// instances there only: it is given three at most, so that they are those of its instances.
    /// Source: Amazon RDS API reference, `CreateDBInstance`, `AvailabilityZone`.
    #[must_use]
    pub fn database_zones(&self) -> Vec<ZoneLetter> {
        let most = match self.database().deployment {
            DatabaseDeployment::Aurora { .. } => Database::CLUSTER_ZONES,
            DatabaseDeployment::MultiAzInstance { .. }
            | DatabaseDeployment::MultiAzCluster { .. } => self.zones().len(),
        };
        self.zones().iter().map(Zone::letter).take(most).collect()
    }
}
