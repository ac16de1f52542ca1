//! Settles how many hosts each pool has, and finds pools that can't hold their services.
//!
//! Not here: how tasks are packed (`capacity`).

use super::capacity::{default_max, default_min, demand, fits, needed, surviving};
use super::conflict::Conflict;
use super::draft::Draft;
use super::pools::{PerPool, Pool, PoolName};

/// Both pools, with all that is wrong with their sizes.
pub(super) fn pools(draft: &Draft, found: &mut Vec<Conflict>) -> PerPool<Pool> {
    PerPool {
        ess: pool(draft, PoolName::Ess, found),
        backend: pool(draft, PoolName::Backend, found),
    }
}

fn pool(draft: &Draft, name: PoolName, found: &mut Vec<Conflict>) -> Pool {
    let settings = *draft.pools.of(name);
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
    let zones = u32::try_from(draft.zones.len()).expect("invariant: there are at most six zones");
    let demand = demand(services, host);
    let min = settings
        .min
        .unwrap_or_else(|| default_min(demand.usual, zones));
    let max = settings
        .max
        .unwrap_or_else(|| default_max(demand, min, zones));
    let pool = Pool {
        name,
        settings,
        min,
        max,
        needed: needed(demand.usual, zones),
    };
    let left = surviving(min, zones);
    if min > max {
        let pool = name;
        found.push(Conflict::PoolRange {
            pool,
            min,
            max,
            derived: settings.min.is_none(),
        });
    } else if max < min.saturating_add(Pool::BATCH) {
        found.push(Conflict::NoRoomToRoll {
            pool: name,
            min,
            max,
            batch: Pool::BATCH,
            derived: settings.min.is_none(),
        });
    }
    if left < demand.usual || min < pool.needed {
        found.push(Conflict::ZoneLoss {
            pool: name,
            zones,
            min,
            surviving: left,
            demand: demand.usual,
            needed: pool.needed,
        });
    }
    if max < demand.highest {
        found.push(Conflict::PoolSmall {
            pool: name,
            max,
            demand: demand.highest,
        });
    }
    pool
}
