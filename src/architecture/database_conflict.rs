//! Decisions about the database that do not fit together, or not with zones and region.
//!
//! Not here: how they are found (`checks`), and where in a file they stand (`spec`).

use thiserror::Error;

use crate::aws::Region;

use super::database::{BackupWindow, MaintenanceWindow};
use super::subject::Subject;

/// Decisions about the database that do not fit, with what a message needs.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[expect(
    missing_docs,
    reason = "the fields are the numbers and names of the message"
)]
pub enum DatabaseConflict {
    /// Storage that ends below where it begins.
    #[error("the storage begins with {storage_gib} GiB and may grow to {max_storage_gib} GiB")]
    StorageRange {
        storage_gib: u32,
        max_storage_gib: u32,
    },
    /// A cluster with less storage than RDS makes.
    #[error(
        "the storage of a Multi-AZ cluster begins with {least} GiB, and {storage_gib} are given"
    )]
    ClusterStorage { storage_gib: u32, least: u32 },
    /// More or fewer operations than the storage of a cluster takes, or than RDS has.
    #[error(
        "storage of {storage_gib} GiB takes {least} to {most} operations in a second, found {iops}"
    )]
    IopsRange {
        iops: u32,
        storage_gib: u32,
        least: u32,
        most: u32,
    },
    /// A cluster in too few zones.
    #[error("a Multi-AZ cluster lies in {needed} zones, and the deployment has {zones}")]
    ClusterZones { zones: usize, needed: usize },
    /// More instances of Aurora than zones.
    #[error("{instances} instances of Aurora are asked for, and the deployment has {zones} zones")]
    InstancesBeyondZones { instances: u32, zones: usize },
    /// Backups in the maintenance window.
    #[error("backups are made at {backup}, in the maintenance window {maintenance}")]
    WindowsMeet {
        backup: BackupWindow,
        maintenance: MaintenanceWindow,
    },
    /// A snapshot of another region.
    #[error("the snapshot is in {found}, and the deployment in {region}")]
    SnapshotElsewhere { found: Region, region: Region },
    /// A snapshot of a cluster for an instance.
    #[error("the snapshot is one of a cluster, and RDS makes no instance of it")]
    SnapshotOfCluster,
}

impl DatabaseConflict {
    /// The decisions that do not fit together, the one to be changed first.
    pub(super) fn subjects(&self) -> Vec<Subject> {
        match self {
            Self::StorageRange { .. } => {
                vec![Subject::DatabaseMaxStorage, Subject::DatabaseStorage]
            }
            Self::ClusterStorage { .. } => {
                vec![Subject::DatabaseStorage, Subject::DatabaseDeployment]
            }
            Self::IopsRange { .. } => vec![Subject::DatabaseIops, Subject::DatabaseStorage],
            Self::ClusterZones { .. } => vec![Subject::DatabaseDeployment, Subject::Zones],
            Self::InstancesBeyondZones { .. } => {
                vec![Subject::DatabaseInstances, Subject::Zones]
            }
            Self::WindowsMeet { .. } => vec![
                Subject::DatabaseBackupWindow,
                Subject::DatabaseMaintenanceWindow,
            ],
            Self::SnapshotElsewhere { .. } => vec![Subject::DatabaseSnapshot, Subject::Region],
            Self::SnapshotOfCluster => {
                vec![Subject::DatabaseSnapshot, Subject::DatabaseDeployment]
            }
        }
    }
}
