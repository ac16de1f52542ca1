//! `database`: PostgreSQL on RDS.

use crate::architecture::{BackupWindow, MaintenanceWindow, SnapshotName};
use crate::aws::{DbInstanceClass, PostgresVersion};
use crate::document::{Node, ScalarKind};
use crate::spec::nodes::quoted;
use crate::spec::reader::{Reader, Spot, Value};
use crate::spec::section::section;
use crate::spec::shape::Shape;
use crate::spec::values::{Whole, whole};
use crate::spec::words::DatabaseKind;
use crate::spec::{patterns, rules};

section! {
    /// The PostgreSQL database: encrypted, in private subnets, in several zones.
    Database as "database" {
        /// How it survives the loss of a zone. One is never changed into another in place: with another
        /// word here the deployment gets another, empty database, and its services work with that one.
        /// The old one stays while it is protected; else it goes with a final snapshot. From one kind
        /// of cluster to the other the update is refused, since both have one name. Move the data by
        /// `snapshot` in a deployment beside this one, or by a dump.
        deployment: DatabaseKind = or "multi-az-instance",
        /// The version of PostgreSQL. A major version (`17`) takes its minor versions in the
        /// maintenance window by itself; a minor one in quotes (`"17.4"`) stays. A Multi-AZ cluster is
        /// made with the newest minor version that this release of ess-cfn knows.
        engine_version: EngineVersion = or "\"17\"",
        /// The instance class. Clusters need one with local disks (`db.m6gd.large`), Aurora one of its
        /// own. Another one is a short failover.
        instance_class: Option<DbInstanceClass> = optional "db.m7g.large"
            "`db.m7g.large`; for a cluster `db.m6gd.large`, for Aurora `db.r7g.large`",
        /// The storage that it begins with. It can grow and never shrink. Aurora's has no size. That of
        /// a cluster, 400 GiB at least, does not grow by itself: an alarm says when it is time.
        storage_gib: Option<Whole<20, 65536>> = optional "100" "100; for a cluster 400",
        /// Up to where the storage of an instance grows by itself.
        max_storage_gib: Option<Whole<22, 65536>> = optional "1000"
            "ten times `storage_gib`, at most 65536",
        /// What the storage of a cluster does in a second, reads and writes, at most 50 for each GiB.
        /// What is above 12000 is paid for whether it is used or not.
        iops: Option<Whole<12_000, 64_000>> = optional "12000" "12000",
        /// Instances of Aurora, at most one in a zone, those of the first zones by letter. One writes;
        /// the others take over within a minute. Two survive the loss of a zone; three do so while one
        /// is maintained. Aurora takes instances in three zones only and keeps to them for ever: a zone
        /// that is added later may be none of them.
        instances: Option<Whole<2, 3>> = optional "2" "2",
        /// How long automatic backups are kept.
        backup_retention_days: Whole<1, 35> = or "14",
        /// When backups are made each day, in UTC.
        backup_window: Option<BackupWindow> = optional "\"02:00-02:30\"" "RDS chooses",
        /// When RDS may change and restart it each week by itself, in UTC: for minor versions and for its
        /// hosts. What a deployment of yours changes, it changes at once.
        maintenance_window: Option<MaintenanceWindow> = optional "\"sun:03:00-sun:04:00\""
            "RDS chooses",
        /// The snapshot that the database is made of, by name or ARN: one of a database with the user
        /// `ess` and the database `ess`, of the same or an older version, with no more storage than
        /// `storage_gib`. Its password becomes that of the deployment's secret. Keep the
        /// key as long as the database lives: without it, or with another snapshot, CloudFormation
        /// would make a new database, and is refused since the name is taken. A cluster takes a snapshot
        /// of an instance too, by its ARN, and is encrypted with the deployment's key; a Multi-AZ
        /// cluster takes one of 400 GiB or more. An instance takes none of a cluster, and keeps the
        /// encryption of the snapshot: copy an unencrypted one with a key first.
        snapshot: Option<SnapshotName> = optional "acme-solid-2026-11-24" "the database begins empty",
    }
}

/// A version of PostgreSQL, with or without quotes where it is a major one.
#[derive(Clone, Copy, Debug)]
pub(in crate::spec) struct EngineVersion(pub(in crate::spec) PostgresVersion);

impl Value for EngineVersion {
    fn shape() -> Shape {
        let text = Shape::Text {
            noun: "a version such as `\"17\"`",
            pattern: patterns::postgres_version(),
            most: None,
        };
        Shape::Either(vec![text, Whole::<10, 999>::shape()])
    }

    fn decode(node: &Node, spot: Spot, reader: &mut Reader<'_>) -> Option<Self> {
        let scalar = node.as_scalar();
        let text = match (whole(node), scalar) {
            (Some(number), _) => number.to_string(),
            (None, Some(scalar)) if scalar.kind == ScalarKind::String => scalar.text.clone(),
            (None, Some(scalar)) if scalar.kind == ScalarKind::Float => {
                let message = format!("the number {} is not a version", quoted(&scalar.text));
                reader
                    .report(rules::TYPE, spot, message)
                    .expected("expected a minor version in quotes: `1.10` is the number 1.1")
                    .help(format!("put quotes around it: `\"{}\"`", scalar.text));
                return None;
            }
            (None, Some(_) | None) => {
                reader.unlike(&Self::shape(), node, spot);
                return None;
            }
        };
        match text.parse() {
            Ok(version) => Some(Self(version)),
            Err(error) => {
                let message = format!("{} is not a version of PostgreSQL", quoted(&text));
                let error: crate::aws::PostgresVersionError = error;
                reader
                    .report(rules::ENGINE_VERSION, spot, message)
                    .expected(error.to_string());
                None
            }
        }
    }
}
