//! PostgreSQL on RDS: engine versions, instance classes, families of parameters; of other engines the versions
//! that AWS makes no new database of.
//!
//! Not here: what a database of a deployment looks like.

use super::instance_types::{self, InstanceType};
use super::table;

/// A way in which RDS runs PostgreSQL; classes and versions differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Engine {
    /// An instance, with or without a standby.
    Postgres,
    /// A Multi-AZ cluster of one writer and two readers.
    PostgresCluster,
    /// Aurora PostgreSQL.
    AuroraPostgres,
}

/// An engine version, such as `17.6`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version {
    /// The version as `EngineVersion` takes it.
    pub name: &'static str,
    /// Whether AWS creates no new database with it.
    pub deprecated: bool,
}

impl Engine {
    /// The value of the property `Engine`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Postgres | Self::PostgresCluster => "postgres",
            Self::AuroraPostgres => "aurora-postgresql",
        }
    }

    /// Known versions, oldest first; a bare major version, which stands for its newest minor, is none.
    pub fn versions(self) -> impl Iterator<Item = Version> {
        let rows = table::RDS_VERSIONS
            .rows()
            .filter(move |[engine, _, _]| *engine == self.name());
        rows.map(|[_, name, status]| Version {
            name,
            deprecated: status == "deprecated",
        })
    }

    /// The major versions of which a new database can be made, oldest first.
    pub fn majors(self) -> Vec<&'static str> {
        let current = self.versions().filter(|version| !version.deprecated);
        let mut majors: Vec<_> = current.map(|version| major(version.name)).collect();
        majors.dedup();
        majors
    }

    /// The newest minor version of a major one of which a new database can be made.
    pub fn newest_minor(self, of: &str) -> Option<&'static str> {
        let plain = |name: &str| {
            name.bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.')
        };
        let current = self.versions().filter(|version| !version.deprecated);
        let names = current.map(|version| version.name);
        names.filter(|name| plain(name) && major(name) == of).last()
    }

    /// The family of parameter groups for a version, such as `postgres17`.
    pub fn family(self, version: &str) -> String {
        format!("{}{}", self.name(), major(version))
    }

    /// The classes that can be ordered in a region, sorted; empty when the region is not known.
    pub fn classes(self, region: &str) -> impl Iterator<Item = &'static str> {
        self.orders()
            .filter(move |(_, regions)| orderable(regions, region) == Some(true))
            .map(|(class, _)| class)
    }

    /// Whether a class can be ordered in a region; `None` when the class or the region is not known.
    pub fn orders_class(self, class: &str, region: &str) -> Option<bool> {
        let (_, regions) = self.orders().find(|(known, _)| *known == class)?;
        orderable(regions, region)
    }

    /// Whether a class is one of RDS for PostgreSQL, and in no region one of this way.
    pub fn refuses_class(self, class: &str) -> bool {
        let all = [Self::Postgres, Self::PostgresCluster, Self::AuroraPostgres];
        let has = |engine: Self| engine.orders().any(|(known, _)| known == class);
        !has(self) && all.into_iter().any(has)
    }

    /// The class that can be ordered somewhere whose name is most like an unknown one.
    pub fn nearest_class(self, class: &str) -> Option<&'static str> {
        self.orders()
            .map(|(known, _)| known)
            .min_by_key(|known| strsim::damerau_levenshtein(known, class))
    }

    fn orders(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let label = match self {
            Self::Postgres => "postgres",
            Self::PostgresCluster => "postgres-cluster",
            Self::AuroraPostgres => "aurora-postgresql",
        };
        let rows = table::RDS_CLASSES
            .rows()
            .filter(move |[engine, _, _]| *engine == label);
        rows.map(|[_, class, regions]| (class, regions))
    }
}

/// Whether AWS makes no new database of a version of any engine. Engines are named in upper case as well.
pub fn is_deprecated(engine: &str, version: &str) -> bool {
    let mut rows = table::RDS_VERSIONS.rows();
    rows.any(|[of, name, status]| {
        of.eq_ignore_ascii_case(engine) && name == version && status == "deprecated"
    })
}

/// The machine behind a class: `db.m7g.large` runs on what EC2 sells as `m7g.large`. `None` for classes
/// without such a twin, such as `db.serverless`.
pub fn machine(class: &str) -> Option<InstanceType> {
    instance_types::instance_type(class.strip_prefix("db.")?)
}

/// The major version: the first number, or the first two before PostgreSQL 10.
fn major(version: &str) -> &str {
    let first = version.split('.').next().unwrap_or(version);
    match first.parse::<u32>() {
        Ok(number) if number < 10 => version
            .rsplit_once('.')
            .filter(|(head, _)| head.contains('.'))
            .map_or(version, |(head, _)| head),
        Ok(_) | Err(_) => first,
    }
}

fn orderable(regions: &str, region: &str) -> Option<bool> {
    let known = table::RDS_CLASSES
        .rows()
        .find(|[engine, _, _]| *engine == "*")
        .map(|[_, _, every]| every)?;
    let listed = |list: &str| list.split(',').any(|one| one == region);
    let (sign, list) = regions.split_at_checked(1)?;
    listed(known.strip_prefix('+')?).then(|| listed(list) == (sign == "+"))
}
