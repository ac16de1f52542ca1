//! Alarms on the database.
//!
//! Source: Amazon RDS user guide, "Amazon CloudWatch metrics for Amazon RDS".

use super::super::database::Server;
use super::Watched;
use super::alarm::{Alarms, For, Hurts, Reading, Silence};
use crate::architecture::{Architecture, Database, DatabaseDeployment};
use crate::bindings::cloud_watch::alarm::Statistic;
use crate::facts::rds;

/// Bytes of memory that RDS reckons for one connection when it sets PostgreSQL's maximum.
const BYTES_OF_CONNECTION: u64 = 9_531_392;

/// The most connections that RDS sets by itself.
const MOST_CONNECTIONS: u64 = 5_000;

/// Bytes of one GiB.
const GIB: i64 = 1 << 30;

/// Share of the storage, in percent, below which it is time to act.
const FREE_STORAGE_PERCENT: i64 = 10;

/// Bytes of memory below which PostgreSQL begins to swap.
const FREE_MEMORY: i64 = 256 << 20;

/// Bytes of an Aurora instance's own storage below which sorts and indexes fail soon.
const FREE_LOCAL_STORAGE: i64 = 4 << 30;

pub(super) fn alarms(architecture: &Architecture, watched: &Watched<'_>, alarms: &mut Alarms<'_>) {
    for server in &watched.database.servers {
        of_server(architecture, server, alarms);
    }
}

fn of_server(architecture: &Architecture, server: &Server, alarms: &mut Alarms<'_>) {
    let settings = architecture.database();
    let reading = |metric: &'static str, statistic: Statistic| Reading {
        namespace: "AWS/RDS",
        metric,
        dimensions: vec![("DBInstanceIdentifier", server.identifier.clone())],
        statistic,
        period: 300,
    };
    let suffix = &server.suffix;
    let silence = match settings.deployment {
        DatabaseDeployment::MultiAzInstance { .. } | DatabaseDeployment::Aurora { .. } => {
            Silence::IsBad
        }
        // RDS names the instances, and could one day do so in another way.
        DatabaseDeployment::MultiAzCluster { .. } => Silence::IsFine,
    };
    let lasting = For {
        datapoints: 3,
        periods: 3,
    };
    alarms.on_metric(
        &format!("DatabaseProcessor{suffix}"),
        "The database's processors are busy above 80 percent for 15 minutes.",
        reading("CPUUtilization", Statistic::Average),
        Hurts::above(80),
        lasting,
        silence,
    );
    let (metric, least, about) = match settings.deployment.storage_gib() {
        Some(storage_gib) => (
            "FreeStorageSpace",
            i64::from(storage_gib) * GIB * FREE_STORAGE_PERCENT / 100,
            match settings.deployment {
                DatabaseDeployment::MultiAzInstance { .. } => {
                    "Less than a tenth of the database's first storage is free: it grows by itself up \
                     to its maximum, and then stops writing."
                }
                DatabaseDeployment::MultiAzCluster { .. } | DatabaseDeployment::Aurora { .. } => {
                    "Less than a tenth of the database's storage is free: it does not grow by itself, \
                     and stops writing when it is full."
                }
            },
        ),
        None => (
            "FreeLocalStorage",
            FREE_LOCAL_STORAGE,
            "Less than 4 GiB of the instance's own storage is free, which sorts and indexes use: a larger \
             class has more.",
        ),
    };
    alarms.on_metric(
        &format!("DatabaseStorage{suffix}"),
        about,
        reading(metric, Statistic::Minimum),
        Hurts::below(least),
        For {
            datapoints: 2,
            periods: 2,
        },
        silence,
    );
    alarms.on_metric(
        &format!("DatabaseMemory{suffix}"),
        "Less than 256 MiB of the database's memory is free.",
        reading("FreeableMemory", Statistic::Minimum),
        Hurts::below(FREE_MEMORY),
        lasting,
        silence,
    );
    if let Some(most) = connections_alarm(settings) {
        alarms.on_metric(
            &format!("DatabaseConnections{suffix}"),
            "More than 80 percent of the connections that the database's class allows are open.",
            reading("DatabaseConnections", Statistic::Maximum),
            Hurts::above(most),
            lasting,
            silence,
        );
    }
}

/// 80 percent of the connections that the class allows; none where the class's memory is not known.
/// Source: Amazon RDS user guide, "Maximum number of database connections".
fn connections_alarm(settings: &Database) -> Option<u32> {
    let machine = rds::machine(&settings.instance_class.to_string())?;
    let most = (u64::from(machine.memory_mib) << 20) / BYTES_OF_CONNECTION;
    u32::try_from(most.min(MOST_CONNECTIONS) * 80 / 100).ok()
}
