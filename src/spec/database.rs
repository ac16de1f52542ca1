//! The database: what each form of it takes, and what RDS is known to offer.
//!
//! Not here: decisions that do not fit together with others (`refusal`).

use crate::architecture::{Database, DatabaseDeployment};
use crate::aws::DbInstanceClass;
use crate::facts::rds::Engine;

use super::reader::{Field, Reader};
use super::rules;
use super::sections::{self, Spec};
use super::shape;
use super::values::Whole;
use super::words::DatabaseKind;

/// What the storage of an instance begins with where the spec does not say it.
const STORAGE_GIB: u32 = 100;
/// The most that storage grows to, in GiB.
const MOST_STORAGE_GIB: u32 = 65_536;

/// The database of a spec.
pub(super) fn database(spec: &Spec, reader: &mut Reader<'_>) -> Database {
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
    if section.deployment.sound {
        version(&section.engine_version, engine, reader);
    }
    Database {
        deployment,
        engine_version: section.engine_version.value.0,
        instance_class,
        backup_retention_days: section.backup_retention_days.value.0,
        backup_window: section.backup_window.value,
        maintenance_window: section.maintenance_window.value,
        snapshot: section.snapshot.value.clone(),
    }
}

fn deployment(section: &sections::Database) -> DatabaseDeployment {
    let storage_gib = given(&section.storage_gib);
    match section.deployment.value {
        DatabaseKind::MultiAzInstance => {
            let storage_gib = storage_gib.unwrap_or(STORAGE_GIB);
            DatabaseDeployment::MultiAzInstance {
                storage_gib,
                max_storage_gib: given(&section.max_storage_gib)
                    .unwrap_or_else(|| storage_gib.saturating_mul(10).min(MOST_STORAGE_GIB)),
            }
        }
        DatabaseKind::MultiAzCluster => {
            let storage_gib = storage_gib.unwrap_or(Database::CLUSTER_STORAGE_GIB);
            let (least, _) = DatabaseDeployment::iops_of(storage_gib);
            DatabaseDeployment::MultiAzCluster {
                storage_gib,
                iops: given(&section.iops).unwrap_or(least),
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
    let diskless = engine == Engine::PostgresCluster && !class.has_local_disks();
    if diskless || engine.refuses_class(name) {
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

/// Warns of a version that is not known to be on offer.
fn version(field: &Field<sections::EngineVersion>, engine: Engine, reader: &mut Reader<'_>) {
    let version = field.value.0;
    let text = version.to_string();
    let known = match version.minor() {
        None => engine.majors().contains(&text.as_str()),
        Some(_) => engine
            .versions()
            .any(|one| one.name == text && !one.deprecated),
    };
    if !field.sound || known {
        return;
    }
    let what = described(engine);
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
    if let Some(newest) = engine.newest_minor(&version.major().to_string()) {
        said.help(format!("the newest that is known is `\"{newest}\"`"));
    }
}
