//! From the sections of the pools to their settings.
//!
//! Not here: whether a pool holds its services (`architecture`).

use crate::architecture::{
    HostType, PoolName, PoolScaling, PoolSettings, PoolSubject, RangeSchedule, Subject,
};
use crate::aws::{InstanceType, Region};

use super::reader::{Field, Reader};
use super::rules;
use super::sections::{self, Spec};

/// The settings of a pool.
pub(super) fn pool(
    spec: &Spec,
    name: PoolName,
    reader: &mut Reader<'_>,
    unsound: &mut Vec<Subject>,
) -> PoolSettings {
    let section = spec.pool(name);
    let field = &section.instance_type;
    let host = host(spec, name, field, reader).unwrap_or_else(|| {
        unsound.push(Subject::Pool(name, PoolSubject::InstanceType));
        fallback_host(&spec.region.value)
    });
    PoolSettings {
        host,
        min: section.min.value.map(|min| min.0),
        max: section.max.value.map(|max| max.0),
        volume_gib: section.volume_gib.value.0,
        scaling: PoolScaling {
            target_capacity_percent: section.target_capacity_percent.value.0,
            warmup_seconds: section.warmup_seconds.value.map(|seconds| seconds.0),
            schedules: schedules(section, name, reader),
        },
    }
}

fn schedules(
    section: &sections::Pool,
    pool: PoolName,
    reader: &mut Reader<'_>,
) -> Vec<RangeSchedule> {
    let mut schedules = Vec::new();
    for entry in &section.schedules.value.entries {
        let said = &entry.value.value;
        if !said.min.spot.given && !said.max.spot.given {
            let message = format!("schedule `{}` of pool `{pool}` changes nothing", entry.key);
            reader
                .report(rules::POOL_SCHEDULE, entry.spot, message)
                .path(format!("pools.{pool}.schedules.{}", entry.key))
                .expected("expected `min`, `max` or both")
                .help("say how many hosts there are from then on");
        }
        schedules.push(RangeSchedule {
            name: entry.key.clone(),
            cron: said.cron.value.clone(),
            time_zone: said.timezone.value.clone(),
            min: said.min.value.map(|min| min.0),
            max: said.max.value.map(|max| max.0),
        });
    }
    schedules
}

fn host(
    spec: &Spec,
    name: PoolName,
    field: &Field<InstanceType>,
    reader: &mut Reader<'_>,
) -> Option<HostType> {
    let error = match HostType::of(&field.value, &spec.region.value) {
        Ok(host) => return Some(host),
        Err(error) => error,
    };
    if !field.sound || !spec.region.sound {
        return None;
    }
    let nearest = error.nearest();
    let said = reader
        .report(rules::INSTANCE_TYPE_UNKNOWN, field.spot, error.to_string())
        .path(format!("pools.{name}.instance_type"))
        .expected(format!(
            "expected an instance type that {} offers",
            spec.region.value
        ));
    if let Some(nearest) = nearest {
        said.help(format!("did you mean `{nearest}`?"));
    }
    None
}

/// Any host, so that reading goes on.
fn fallback_host(region: &Region) -> HostType {
    let known = crate::facts::instance_types::instance_types();
    let offered = |region: &Region| {
        let types = known
            .iter()
            .filter_map(|one| one.name.parse::<InstanceType>().ok());
        types
            .into_iter()
            .find_map(|one| HostType::of(&one, region).ok())
    };
    let preferred = "m7i.large".parse::<InstanceType>().ok();
    preferred
        .and_then(|one| HostType::of(&one, region).ok())
        .or_else(|| offered(region))
        .expect("invariant: every region offers something; an unknown one is taken to offer all")
}

impl Spec {
    /// The section of a pool.
    pub(super) fn pool(&self, name: PoolName) -> &sections::Pool {
        match name {
            PoolName::Ess => &self.pools.value.ess.value,
            PoolName::Backend => &self.pools.value.backend.value,
        }
    }
}
