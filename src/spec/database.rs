//! The database: what each form of it takes, and what RDS is known to offer.
//!
//! Not here: decisions that do not fit together with others (`refusal`).

use crate::architecture::{Database, DatabaseDeployment, Subject};
use crate::aws::{DbInstanceClass, PostgresVersion};
use crate::facts::rds::Engine;

use super::reader::{Field, Reader};
use super::rules;
use super::sections::{self, Spec};
use super::shape;
use super::values::Whole;
use super::words::DatabaseKind;

/// What the storage begins with where the spec does not say it.
const STORAGE_GIB: u32 = 100;
/// The most that storage grows to, in GiB.
const MOST_STORAGE_GIB: u32 = 65_536;
/// What the storage of a cluster does in a second where the spec does not say it.
const IOPS: u32 = 3_000;
/// The major version where the spec does not say it.
const MAJOR: u16 = 17;

/// The database of a spec.
pub(super) fn database(
    spec: &Spec,
    reader: &mut Reader<'_>,
    unsound: &mut Vec<Subject>,
) -> Database {
    let section = &spec.database.value;
    let kind = section.deployment.value;
    keys(section, reader);
    let deployment = deployment(section);
    let engine = deployment.engine();
    let instance_class = section.instance_class.value.clone();
    let instance_class = instance_class.unwrap_or_else(|| default_class(kind));
    if spec.region.sound && section.deployment.sound {
        class(
            &section.instance_class,
            &instance_class,
            (engine, spec),
            reader,
        );
    }
    let engine_version = version(section, engine, reader, unsound);
    Database {
        deployment,
        engine_version,
        instance_class,
        backup_retention_days: section.backup_retention_days.value.0,
        backup_window: section.backup_window.value,
        maintenance_window: section.maintenance_window.value,
        snapshot: section.snapshot.value.clone(),
    }
}

fn deployment(section: &sections::Database) -> DatabaseDeployment {
    let storage_gib = given(&section.storage_gib).unwrap_or(STORAGE_GIB);
    match section.deployment.value {
        DatabaseKind::MultiAzInstance => DatabaseDeployment::MultiAzInstance {
            storage_gib,
            max_storage_gib: given(&section.max_storage_gib)
                .unwrap_or_else(|| storage_gib.saturating_mul(10).min(MOST_STORAGE_GIB)),
        },
        DatabaseKind::MultiAzCluster => {
            let (least, most) = DatabaseDeployment::iops_of(storage_gib);
            DatabaseDeployment::MultiAzCluster {
                storage_gib,
                iops: given(&section.iops).unwrap_or_else(|| IOPS.clamp(least, most)),
            }
        }
        DatabaseKind::Aurora => DatabaseDeployment::Aurora {
            instances: given(&section.instances).unwrap_or(2),
        },
    }
}

fn given<const MIN: u32, const MAX: u32>(field: &Field<Option<Whole<MIN, MAX>>>) -> Option<u32> {
    field.value.map(|number| number.0)
}

fn default_class(kind: DatabaseKind) -> DbInstanceClass {
    let name = match kind {
        DatabaseKind::MultiAzInstance => "db.m7g.large",
        DatabaseKind::MultiAzCluster => "db.m6gd.large",
        DatabaseKind::Aurora => "db.r7g.large",
    };
    name.parse().expect("invariant: the defaults are classes")
}

/// Refuses keys of another form.
fn keys(section: &sections::Database, reader: &mut Reader<'_>) {
    if !section.deployment.sound {
        return;
    }
    let kind = section.deployment.value;
    let all = [
        (
            "storage_gib",
            section.storage_gib.spot,
            kind != DatabaseKind::Aurora,
        ),
        (
            "max_storage_gib",
            section.max_storage_gib.spot,
            kind == DatabaseKind::MultiAzInstance,
        ),
        (
            "iops",
            section.iops.spot,
            kind == DatabaseKind::MultiAzCluster,
        ),
        (
            "instances",
            section.instances.spot,
            kind == DatabaseKind::Aurora,
        ),
    ];
    for (key, spot, belongs) in all {
        if !spot.given || belongs {
            continue;
        }
        let word = deployment(section).word();
        let (expected, help) = match key {
            "storage_gib" => (
                "expected it for `multi-az-instance` and `multi-az-cluster`",
                "leave it out: the storage of Aurora grows by itself",
            ),
            "max_storage_gib" => (
                "expected it for `multi-az-instance`",
                "leave it out: no other storage has a limit to which it grows",
            ),
            "iops" => (
                "expected it for `multi-az-cluster`",
                "leave it out, or write `deployment: multi-az-cluster`",
            ),
            _ => (
                "expected it for `aurora`",
                "leave it out, or write `deployment: aurora`",
            ),
        };
        reader
            .report(
                rules::DATABASE_KEY,
                spot,
                format!("`{key}` is not a key of a database of the form `{word}`"),
            )
            .path(format!("database.{key}"))
            .expected(expected)
            .help(help);
    }
}

/// Refuses a class of another form, and warns of one that is not known to be on offer.
fn class(
    field: &Field<Option<DbInstanceClass>>,
    class: &DbInstanceClass,
    (engine, spec): (Engine, &Spec),
    reader: &mut Reader<'_>,
) {
    if !field.sound {
        return;
    }
    let (name, region) = (class.as_str(), spec.region.value.as_str());
    let what = described(engine);
    let nearest = |here: &str| {
        let distance = |class: &&str| strsim::damerau_levenshtein(class, name);
        engine.classes(here).min_by_key(distance)
    };
    if engine.refuses_class(name) {
        let said = reader
            .report(
                rules::INSTANCE_CLASS_KIND,
                field.spot,
                format!("`{name}` is not a class of {what}"),
            )
            .path("database.instance_class")
            .expected(match engine {
                Engine::PostgresCluster => "expected a class with local disks",
                Engine::AuroraPostgres => "expected a class of Aurora",
                Engine::Postgres => "expected a class of an instance",
            });
        if let Some(nearest) = nearest(region) {
            said.help(format!("did you mean `{nearest}`?"));
        }
        return;
    }
    let known = engine.classes(region).next().is_some();
    if !known || engine.orders_class(name, region) == Some(true) {
        return;
    }
    let said = reader
        .report(
            rules::INSTANCE_CLASS_UNKNOWN,
            field.spot,
            format!("RDS is not known to offer `{name}` for {what} in {region}"),
        )
        .path("database.instance_class")
        .expected("expected a class that can be ordered there");
    if let Some(nearest) = nearest(region) {
        said.help(format!("the nearest that is known is `{nearest}`"));
    }
}

fn described(engine: Engine) -> &'static str {
    match engine {
        Engine::Postgres => "PostgreSQL",
        Engine::PostgresCluster => "Multi-AZ clusters of PostgreSQL",
        Engine::AuroraPostgres => "Aurora PostgreSQL",
    }
}

/// The version. A cluster or Aurora is made of a minor one; a version that is not known to be on offer
/// is warned of.
fn version(
    section: &sections::Database,
    engine: Engine,
    reader: &mut Reader<'_>,
    unsound: &mut Vec<Subject>,
) -> PostgresVersion {
    let field = &section.engine_version;
    let bare = engine == Engine::Postgres;
    let Some(version) = field.value.as_ref().map(|version| version.0) else {
        let newest = newest(engine, MAJOR).filter(|_| !bare);
        let text = newest.map_or_else(|| MAJOR.to_string(), str::to_owned);
        return text
            .parse()
            .expect("invariant: a version of the facts is one");
    };
    if !field.sound || !section.deployment.sound {
        return version;
    }
    let what = described(engine);
    if !bare && version.minor().is_none() {
        let said = reader
            .report(
                rules::ENGINE_VERSION_MINOR,
                field.spot,
                format!("{version} is a major version, and {what} takes minor ones"),
            )
            .path("database.engine_version")
            .expected("expected a minor version in quotes");
        if let Some(newest) = newest(engine, version.major()) {
            said.help(format!("the newest that is known is `\"{newest}\"`"));
        }
        unsound.push(Subject::DatabaseVersion);
        return version;
    }
    let text = version.to_string();
    let known = match version.minor() {
        None => engine.majors().contains(&text.as_str()),
        Some(_) => engine
            .versions()
            .any(|one| one.name == text && !one.deprecated),
    };
    if known {
        return version;
    }
    let said = reader
        .report(
            rules::ENGINE_VERSION_UNKNOWN,
            field.spot,
            format!("RDS is not known to make new databases of {what} {version}"),
        )
        .path("database.engine_version")
        .expected(format!(
            "expected one of {}",
            shape::one_of(engine.majors().into_iter())
        ));
    if let Some(newest) = newest(engine, version.major()) {
        said.help(format!("the newest that is known is `\"{newest}\"`"));
    }
    version
}

/// The newest known minor version of a major one.
fn newest(engine: Engine, major: u16) -> Option<&'static str> {
    let major = major.to_string();
    let of_major = |name: &str| name.split('.').next() == Some(major.as_str()) && name != major;
    let versions = engine.versions().filter(|one| !one.deprecated);
    versions
        .map(|one| one.name)
        .filter(|name| of_major(name))
        .last()
}
