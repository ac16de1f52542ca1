//! Settles when pools have other ranges, and finds schedules by which a pool can't hold its services.
//!
//! Not here: the range that holds otherwise (`sizing`).

use std::collections::BTreeMap;

use super::capacity::Demand;
use super::conflict::Conflict;
use super::pool_scaling::PoolSchedule;
use super::pools::{Pool, PoolName};
use super::schedule::{RangeSchedule, timed_ranges};
use super::subject::{PoolSubject, Subject};

/// The schedules of a pool as its group takes them, with those that it does not take.
pub(super) fn schedules(
    pool: PoolName,
    settings: &[RangeSchedule],
    found: &mut Vec<Conflict>,
) -> Vec<PoolSchedule> {
    let mut named: BTreeMap<String, &RangeSchedule> = BTreeMap::new();
    let mut schedules = Vec::new();
    for schedule in settings {
        let logical_id = PoolSchedule::logical_id(&schedule.name);
        if let Some(other) = named.insert(logical_id.clone(), schedule) {
            found.push(Conflict::PartAlike {
                what: format!("schedule `{}` of pool `{pool}`", schedule.name),
                other: format!("schedule `{}`", other.name),
                logical_id,
                subject: Subject::Pool(pool, PoolSubject::Schedule(schedule.name.clone())),
            });
        }
        let Some(recurrence) = schedule.cron.unix() else {
            found.push(Conflict::PoolScheduleForm {
                pool,
                schedule: schedule.name.clone(),
                cron: schedule.cron.clone(),
            });
            continue;
        };
        schedules.push(PoolSchedule {
            name: schedule.name.clone(),
            recurrence,
            time_zone: schedule.time_zone.clone(),
            min: schedule.min,
            max: schedule.max,
        });
    }
    schedules
}

/// Whether the hosts that there are at times hold the services as those do that there are otherwise.
pub(super) fn ranges(pool: &Pool, demand: Demand, zones: u32, found: &mut Vec<Conflict>) {
    let settings = &pool.settings.scaling.schedules;
    for range in timed_ranges(settings, pool.min, pool.max) {
        let (needed, schedule) = (pool.needed, range.schedule.name.clone());
        let pool = pool.name;
        if range.schedule.min.is_some_and(|min| min < needed) {
            found.push(Conflict::PoolScheduleLow {
                pool,
                schedule,
                zones,
                min: range.min,
                needed,
            });
        } else if range.max < range.min.saturating_add(Pool::BATCH) {
            found.push(Conflict::PoolScheduleRange {
                pool,
                schedule,
                min: range.min,
                max: range.max,
                batch: Pool::BATCH,
            });
        } else if range.max < demand.highest.standing {
            found.push(Conflict::PoolScheduleSmall {
                pool,
                schedule,
                max: range.max,
                demand: demand.highest.standing,
            });
        }
    }
}
