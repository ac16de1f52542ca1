//! The PostgreSQL database that ESS keeps its data in.
//!
//! Source: HA architecture: Amazon RDS with Multi-AZ; ESS 1.0, "Backup and restore": the database
//! `ess` on port 5432. Not here: which classes and versions exist (`facts`).

use crate::aws::{DbInstanceClass, PostgresVersion};

/// The database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Database {
    /// How it survives the loss of a zone.
    pub deployment: DatabaseDeployment,
    /// The version of PostgreSQL. A major version takes its minors by itself.
    pub engine_version: PostgresVersion,
    /// What it runs on.
    pub instance_class: DbInstanceClass,
    /// The storage that it begins with.
    pub storage_gib: u32,
    /// Up to where its storage grows by itself.
    pub max_storage_gib: u32,
    /// How long automatic backups are kept.
    pub backup_retention_days: u32,
}

/// How the database survives the loss of a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatabaseDeployment {
    /// An instance and a standby in another zone.
    MultiAzInstance,
}

impl Database {
    /// The name of the database on its server.
    pub const NAME: &'static str = "ess";
    /// The port of the server.
    pub const PORT: u16 = 5432;
    /// The user that owns the database.
    pub const USERNAME: &'static str = "ess";

    /// Whether RDS may install minor versions in the maintenance window: not where one is pinned.
    #[must_use]
    pub fn upgrades_minor_versions(&self) -> bool {
        self.engine_version.minor().is_none()
    }
}
