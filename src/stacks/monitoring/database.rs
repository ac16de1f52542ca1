//! Alarms on the database.
//!
//! Sources: Amazon RDS user guide, "Amazon CloudWatch metrics for Amazon RDS", "Replica lag and
//! Multi-AZ DB clusters"; Amazon Aurora user guide, "Amazon CloudWatch metrics for Amazon Aurora".

use super::super::database::Server;
use super::Watched;
use super::alarm::{Alarms, For, Hurts, Reading, Silence};
use crate::architecture::{Architecture, Database, DatabaseDeployment};
use crate::bindings::cloud_watch::alarm::Statistic;
use crate::cfn::IntoExpr as _;
use crate::facts::rds;

/// Bytes of memory that RDS reckons for one connection when it sets PostgreSQL's maximum.
const BYTES_OF_CONNECTION: u64 = 9_531_392;

/// The most connections that RDS sets by itself.
const MOST_CONNECTIONS: u64 = 5_000;

/// Bytes of one GiB.
const GIB: i64 = 1 << 30;

/// Share of the storage, in percent, below which it is time to act.
const FREE_STORAGE_PERCENT: i64 = 10;

/// The same of storage that grows by hand alone.
const FREE_FIXED_STORAGE_PERCENT: i64 = 20;

/// Seconds by which a reader of a Multi-AZ cluster may be behind: while it is, it can't take over.
const LAG_SECONDS: u32 = 30;

/// Milliseconds by which a reader of Aurora may be behind.
const LAG_MILLISECONDS: u32 = 2_000;

/// Bytes of memory below which PostgreSQL begins to swap.
const FREE_MEMORY: i64 = 256 << 20;

/// Bytes of an Aurora instance's own storage below which sorts and indexes fail soon.
const FREE_LOCAL_STORAGE: i64 = 4 << 30;

/// How long most of it must hurt.
const LASTING: For = For {
    datapoints: 3,
    periods: 3,
};

pub(super) fn alarms(architecture: &Architecture, watched: &Watched<'_>, alarms: &mut Alarms<'_>) {
    for server in &watched.database.servers {
        of_server(architecture, server, alarms);
    }
    if let (DatabaseDeployment::Aurora { .. }, Some(cluster)) = (
        architecture.database().deployment,
        &watched.database.cluster,
    ) {
        alarms.on_metric(
            "DatabaseLag",
            "A reader of the database is more than two seconds behind.",
            Reading {
                namespace: "AWS/RDS",
                metric: "AuroraReplicaLagMaximum",
                dimensions: vec![("DBClusterIdentifier", cluster.into_expr())],
                statistic: Statistic::Maximum,
                period: 300,
            },
            Hurts::above(LAG_MILLISECONDS),
            LASTING,
            // An instance that is left alone has no readers.
            Silence::IsFine,
        );
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
    alarms.on_metric(
        &format!("DatabaseProcessor{suffix}"),
        "The database's processors are busy above 80 percent for 15 minutes.",
        reading("CPUUtilization", Statistic::Average),
        Hurts::above(80),
        LASTING,
        Silence::IsBad,
    );
    let percent = |storage_gib: u32, percent: i64| i64::from(storage_gib) * GIB * percent / 100;
    let (metric, least, about) = match settings.deployment {
        DatabaseDeployment::MultiAzInstance { storage_gib, .. } => (
            "FreeStorageSpace",
            percent(storage_gib, FREE_STORAGE_PERCENT),
            "Less than a tenth of the database's first storage is free: it grows by itself up to its \
             maximum, and then stops writing.",
        ),
        DatabaseDeployment::MultiAzCluster { storage_gib, .. } => (
            "FreeStorageSpace",
            percent(storage_gib, FREE_FIXED_STORAGE_PERCENT),
            "Less than a fifth of the database's first storage is free: it does not grow by itself, and \
             stops writing when it is full. Raise the parameter DatabaseStorageGib.",
        ),
        DatabaseDeployment::Aurora { .. } => (
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
        Silence::IsBad,
    );
    if let DatabaseDeployment::MultiAzCluster { .. } = settings.deployment {
        alarms.on_metric(
            &format!("DatabaseLag{suffix}"),
            "An instance of the database is half a minute behind: it could not take over.",
            reading("ReplicaLag", Statistic::Maximum),
            Hurts::above(LAG_SECONDS),
            LASTING,
            // The one that writes is behind nobody.
            Silence::IsFine,
        );
    }
    alarms.on_metric(
        &format!("DatabaseMemory{suffix}"),
        "Less than 256 MiB of the database's memory is free.",
        reading("FreeableMemory", Statistic::Minimum),
        Hurts::below(FREE_MEMORY),
        LASTING,
        Silence::IsBad,
    );
    if let Some(most) = connections_alarm(settings) {
        alarms.on_metric(
            &format!("DatabaseConnections{suffix}"),
            "More than 80 percent of the connections that the database's class allows are open.",
            reading("DatabaseConnections", Statistic::Maximum),
            Hurts::above(most),
            LASTING,
            Silence::IsBad,
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
