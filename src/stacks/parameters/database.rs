//! Parameters of the database: its class, its storage and what that does, the snapshot that it is made of.

use super::Declaration;
use crate::architecture::{Architecture, Database, DatabaseDeployment, RootParameter};
use crate::assembly::Stack;
use crate::cfn::{Expr, Integer, Parameter, Text};

pub(super) fn instance_class(
    architecture: &Architecture,
    to: &mut Declaration,
    root: &mut Stack,
) -> Expr<Text> {
    to.decided(
        root,
        RootParameter::DatabaseInstanceClass,
        Parameter::new(
            "Instance class of the database; a change restarts it. The alarm on its connections is \
             reckoned for the class of the spec.",
        ),
        Some(architecture.database().instance_class.to_string()),
    )
}

pub(super) fn storage_gib(
    architecture: &Architecture,
    to: &mut Declaration,
    root: &mut Stack,
) -> Option<Expr<Integer>> {
    let (default, about, least, most) = match architecture.database().deployment {
        DatabaseDeployment::MultiAzInstance {
            storage_gib,
            max_storage_gib,
        } => (
            storage_gib,
            "Storage of the database, in GiB. It can only grow: when raised, above the size that it \
             has grown to by itself, by a tenth at least.",
            20,
            // RDS wants a tenth of room to grow above it.
            i64::from(max_storage_gib) * 10 / 11,
        ),
        DatabaseDeployment::MultiAzCluster { storage_gib, .. } => (
            storage_gib,
            "Storage of each instance of the database, in GiB. It can only grow, by a tenth at least, and \
             does so by this parameter alone.",
            i64::from(Database::CLUSTER_STORAGE_GIB),
            65_536,
        ),
        DatabaseDeployment::Aurora { .. } => return None,
    };
    Some(to.decided(
        root,
        RootParameter::DatabaseStorageGib,
        Parameter::new(about).range(least, most),
        Some(default.to_string()),
    ))
}

pub(super) fn iops(
    architecture: &Architecture,
    to: &mut Declaration,
    root: &mut Stack,
) -> Option<Expr<Integer>> {
    let DatabaseDeployment::MultiAzCluster { iops, .. } = architecture.database().deployment else {
        return None;
    };
    let (least, most) = DatabaseDeployment::IOPS;
    let parameter = Parameter::new(
        "What the storage of each instance of the database does in a second, at most 50 for each GiB.",
    );
    Some(to.decided(
        root,
        RootParameter::DatabaseIops,
        parameter.range(i64::from(least), i64::from(most)),
        Some(iops.to_string()),
    ))
}

pub(super) fn snapshot(
    architecture: &Architecture,
    to: &mut Declaration,
    root: &mut Stack,
) -> Option<Expr<Text>> {
    let snapshot = architecture.database().snapshot.as_ref()?;
    Some(to.decided(
        root,
        RootParameter::DatabaseSnapshot,
        Parameter::new(
            "Snapshot that the database was made of, by name or ARN. Never change it: another one asks \
             for a new database, which is refused since the name is taken.",
        )
        .length(1, 512),
        Some(snapshot.to_string()),
    ))
}
