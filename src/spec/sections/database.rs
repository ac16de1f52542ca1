//! `database`: PostgreSQL on RDS.

use crate::architecture::DatabaseDeployment;
use crate::aws::{DbInstanceClass, PostgresVersion};
use crate::document::{Node, ScalarKind};
use crate::spec::nodes::quoted;
use crate::spec::reader::{Reader, Spot, Value};
use crate::spec::section::section;
use crate::spec::shape::Shape;
use crate::spec::values::{Whole, whole};
use crate::spec::{patterns, rules};

section! {
    /// The PostgreSQL database: encrypted, in private subnets, with a standby.
    Database as "database" {
        /// How it survives the loss of a zone.
        deployment: DatabaseDeployment = or "multi-az-instance",
        /// The version of PostgreSQL. A major version (`17`) takes its minor versions in the
        /// maintenance window by itself; a minor one in quotes (`"17.4"`) stays.
        engine_version: EngineVersion = or "\"17\"",
        /// The instance class.
        instance_class: DbInstanceClass = or "db.m7g.large",
        /// The storage that it begins with.
        storage_gib: Whole<20, 32768> = or "100",
        /// Up to where its storage grows by itself.
        max_storage_gib: Option<Whole<22, 65536>> = optional "1000"
            "ten times `storage_gib`, at most 65536",
        /// How long automatic backups are kept.
        backup_retention_days: Whole<1, 35> = or "14",
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
