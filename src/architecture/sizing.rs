//! Settles how many hosts each pool has, and finds pools that can't hold their services.
//!
//! Not here: how tasks are packed (`capacity`).

use super::capacity::{Demand, default_max, default_min, demand, fits, surviving};
use super::conflict::Conflict;
use super::draft::Draft;
use super::pool_schedules;
use super::pools::{PerPool, Pool, PoolName};

/// Both pools, with all that is wrong with their sizes.
pub(super) fn pools(draft: &Draft, found: &mut Vec<Conflict>) -> PerPool<Pool> {
    PerPool {
        ess: pool(draft, PoolName::Ess, found),
        backend: pool(draft, PoolName::Backend, found),
    }
}

fn pool(draft: &Draft, name: PoolName, found: &mut Vec<Conflict>) -> Pool {
    let settings = draft.pools.of(name).clone();
    let services = draft.services.iter().filter(|one| one.pool() == name);
    let host = settings.host;
    for service in services.clone().filter(|service| !fits(service, host)) {
        found.push(Conflict::TaskLarge {
            service: service.id.clone(),
            pool: name,
            host: host.name(),
            cpu: service.cpu,
            host_cpu: host.cpu_units(),
            memory_mib: service.memory_mib,
            host_memory_mib: host.usable_memory_mib(),
        });
    }
    let zones = draft.zones.count();
    let demand = demand(draft, services, host);
    let min = settings
        .min
        .unwrap_or_else(|| default_min(demand.usual, zones));
    let max = settings
        .max
        .unwrap_or_else(|| default_max(demand, min, zones));
    let schedules = pool_schedules::schedules(name, &settings.scaling.schedules, found);
    let pool = Pool {
        name,
        settings,
        min,
        max,
        needed: demand.usual.needed(zones),
        schedules,
    };
    range(&pool, found);
    room(&pool, demand, zones, found);
    pool_schedules::ranges(&pool, demand, zones, found);
    pool
}

/// Whether the fewest and the most hosts are a range in which hosts can be exchanged.
fn range(pool: &Pool, found: &mut Vec<Conflict>) {
    let &Pool { name, min, max, .. } = pool;
    let derived = pool.settings.min.is_none();
    if min > max {
        found.push(Conflict::PoolRange {
            pool: name,
            min,
            max,
            derived,
        });
    } else if max < min.saturating_add(Pool::BATCH) {
        found.push(Conflict::NoRoomToRoll {
            pool: name,
            min,
            max,
            batch: Pool::BATCH,
            derived,
        });
    }
}

/// Whether the hosts hold the services: each zone's its own, those that are left after a loss
/// everything, and the most hosts the most tasks.
fn room(pool: &Pool, demand: Demand, zones: u32, found: &mut Vec<Conflict>) {
    let &Pool {
        name,
        min,
        max,
        needed,
        ..
    } = pool;
    let (usual, left) = (demand.usual, surviving(min, zones));
    if min / zones < usual.in_zone {
        found.push(Conflict::ZoneSmall {
            pool: name,
            zones,
            min,
            in_zone: min / zones,
            demand: usual.in_zone,
            needed,
        });
    } else if left < usual.after_loss || min < needed {
        found.push(Conflict::ZoneLoss {
            pool: name,
            zones,
            min,
            surviving: left,
            demand: usual.after_loss,
            needed,
        });
    }
    if max < demand.highest.standing {
        found.push(Conflict::PoolSmall {
            pool: name,
            max,
            demand: demand.highest.standing,
        });
    }
}
