//! Alarms on the database.
//!
//! Source: Amazon RDS user guide, "Amazon CloudWatch metrics for Amazon RDS".

use super::Watched;
use super::alarm::{Alarms, For, Hurts, Reading, Silence};
use crate::architecture::{Architecture, Database};
use crate::bindings::cloud_watch::alarm::Statistic;
use crate::cfn::IntoExpr;
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

pub(super) fn alarms(architecture: &Architecture, watched: &Watched<'_>, alarms: &mut Alarms<'_>) {
    let settings = architecture.database();
    let reading = |metric: &'static str, statistic: Statistic| Reading {
        namespace: "AWS/RDS",
        metric,
        dimensions: vec![(
            "DBInstanceIdentifier",
            watched.database.instance.identifier().into_expr(),
        )],
        statistic,
        period: 300,
    };
    alarms.on_metric(
        "DatabaseProcessor",
        "The database's processors are busy above 80 percent for 15 minutes.",
        reading("CPUUtilization", Statistic::Average),
        Hurts::above(80),
        For {
            datapoints: 3,
            periods: 3,
        },
        Silence::IsBad,
    );
    let storage = i64::from(settings.storage_gib) * GIB * FREE_STORAGE_PERCENT / 100;
    alarms.on_metric(
        "DatabaseStorage",
        "Less than a tenth of the database's first storage is free: it grows by itself up to its \
         maximum, and then stops writing.",
        reading("FreeStorageSpace", Statistic::Minimum),
        Hurts::below(storage),
        For {
            datapoints: 2,
            periods: 2,
        },
        Silence::IsBad,
    );
    alarms.on_metric(
        "DatabaseMemory",
        "Less than 256 MiB of the database's memory is free.",
        reading("FreeableMemory", Statistic::Minimum),
        Hurts::below(FREE_MEMORY),
        For {
            datapoints: 3,
            periods: 3,
        },
        Silence::IsBad,
    );
    if let Some(most) = connections_alarm(settings) {
        alarms.on_metric(
            "DatabaseConnections",
            "More than 80 percent of the connections that the database's class allows are open.",
            reading("DatabaseConnections", Statistic::Maximum),
            Hurts::above(most),
            For {
                datapoints: 3,
                periods: 3,
            },
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
