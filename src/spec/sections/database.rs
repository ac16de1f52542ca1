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
        /// word here the deployment gets a new, empty database, and the old one goes with a final
        /// snapshot (unless it is protected, which stops the update). Move the data by `snapshot` or by
        /// a dump.
        deployment: DatabaseKind = or "multi-az-instance",
        /// The version of PostgreSQL. A major version (`17`) takes its minor versions in the
        /// maintenance window by itself; a minor one in quotes (`"17.4"`) stays. Clusters and Aurora
        /// take minor ones only.
        engine_version: Option<EngineVersion> = optional "\"17\""
            "`17`; for a cluster or Aurora the newest minor version of it that is known",
        /// The instance class. Clusters need one with local disks (`db.m6gd.large`), Aurora one of its
        /// own. Another one is a short failover.
        instance_class: Option<DbInstanceClass> = optional "db.m7g.large"
            "`db.m7g.large`; for a cluster `db.m6gd.large`, for Aurora `db.r7g.large`",
        /// The storage that it begins with. It can grow and never shrink. Aurora's has no size.
        storage_gib: Option<Whole<20, 65536>> = optional "100" "100",
        /// Up to where the storage of an instance grows by itself.
        max_storage_gib: Option<Whole<22, 65536>> = optional "1000"
            "ten times `storage_gib`, at most 65536",
        /// What the storage of a cluster does in a second, reads and writes: half of its GiB to fifty
        /// times as many. It is paid for whether it is used or not.
        iops: Option<Whole<1000, 256_000>> = optional "3000"
            "3000, or what the storage allows",
        /// Instances of Aurora, at most one in a zone, those of the first zones by letter. One writes;
        /// the others take over within a minute.
        instances: Option<Whole<2, 6>> = optional "2" "2",
        /// How long automatic backups are kept.
        backup_retention_days: Whole<1, 35> = or "14",
        /// When backups are made each day, in UTC.
        backup_window: Option<BackupWindow> = optional "\"02:00-02:30\"" "RDS chooses",
        /// When RDS may change and restart it each week, in UTC.
        maintenance_window: Option<MaintenanceWindow> = optional "\"sun:03:00-sun:04:00\""
            "RDS chooses",
        /// The snapshot that the database is made of, by name or ARN: one of a database with the user
        /// `ess` and the database `ess`. Its password becomes that of the deployment's secret. Keep the
        /// key as long as the database lives: without it, or with another snapshot, CloudFormation
        /// would make a new database, and is refused since the name is taken. Encryption is the
        /// snapshot's own.
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
