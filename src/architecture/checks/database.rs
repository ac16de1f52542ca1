//! Decisions about the database that do not fit together, or not with the zones.
//!
//! Sources: Amazon RDS user guide, "Managing capacity automatically with storage autoscaling" (a tenth
//! more than the storage begins with), "Multi-AZ DB cluster deployments" (three zones); API reference,
//! `RestoreDBInstanceFromDBSnapshot` (an instance is made of a cluster's snapshot for MySQL alone).

use super::super::conflict::Conflict;
use super::super::database::{Database, DatabaseDeployment, SnapshotSource};
use super::super::database_conflict::DatabaseConflict;
use super::super::draft::Draft;
use crate::facts::rds::Engine;

pub(super) fn database(draft: &Draft, found: &mut Vec<Conflict>) {
    let database = &draft.database;
    let zones = draft.zones.len();
    match database.deployment {
        DatabaseDeployment::MultiAzInstance {
            storage_gib,
            max_storage_gib,
        } => {
            if u64::from(max_storage_gib) * 10 < u64::from(storage_gib) * 11 {
                found.push(Conflict::from(DatabaseConflict::StorageRange {
                    storage_gib,
                    max_storage_gib,
                }));
            }
        }
        DatabaseDeployment::MultiAzCluster { storage_gib, iops } => {
            let (least, most) = DatabaseDeployment::iops_of(storage_gib);
            if storage_gib < Database::CLUSTER_STORAGE_GIB {
                let least = Database::CLUSTER_STORAGE_GIB;
                found.push(Conflict::from(DatabaseConflict::ClusterStorage {
                    storage_gib,
                    least,
                }));
            } else if !(least..=most).contains(&iops) {
                found.push(Conflict::from(DatabaseConflict::IopsRange {
                    iops,
                    storage_gib,
                    least,
                    most,
                }));
            }
            let needed = Database::CLUSTER_ZONES;
            if zones < needed {
                found.push(Conflict::from(DatabaseConflict::ClusterZones {
                    zones,
                    needed,
                }));
            }
        }
        DatabaseDeployment::Aurora { instances } => {
            if usize::try_from(instances).is_ok_and(|instances| instances > zones) {
                found.push(Conflict::from(DatabaseConflict::InstancesBeyondZones {
                    instances,
                    zones,
                }));
            }
        }
    }
    if let (Some(backup), Some(maintenance)) = (database.backup_window, database.maintenance_window)
        && maintenance.meets(backup)
    {
        found.push(Conflict::from(DatabaseConflict::WindowsMeet {
            backup,
            maintenance,
        }));
    }
    snapshot(draft, found);
}

fn snapshot(draft: &Draft, found: &mut Vec<Conflict>) {
    let Some(name) = &draft.database.snapshot else {
        return;
    };
    if let Some(elsewhere) = name.region().filter(|region| **region != draft.region) {
        found.push(Conflict::from(DatabaseConflict::SnapshotElsewhere {
            found: elsewhere.clone(),
            region: draft.region.clone(),
        }));
    }
    let engine = draft.database.deployment.engine();
    if engine == Engine::Postgres && name.source() == Some(SnapshotSource::Cluster) {
        found.push(Conflict::from(DatabaseConflict::SnapshotOfCluster));
    }
}
