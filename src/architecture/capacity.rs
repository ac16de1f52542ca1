//! How many hosts the services of a pool need, also after the loss of a zone.
//!
//! Source: Amazon Builders' Library, "Static stability using Availability Zones": what is needed
//! after a failure runs before it. Tasks are packed onto hosts first-fit, the largest first.
//! Not here: what a host offers (`pools`), and the messages (`conflict`).

use super::pools::HostType;
use super::service::Service;

/// What one pool's services ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Demand {
    /// Hosts that hold all tasks at their usual, lowest counts.
    pub(super) usual: u32,
    /// Hosts that hold all tasks at their highest counts.
    pub(super) highest: u32,
}

/// Whether a service is counted at its fewest or at its most tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Load {
    Usual,
    Highest,
}

/// What services ask of hosts of a type. A service of which no task fits a host is left out.
pub(super) fn demand<'a>(
    services: impl Iterator<Item = &'a Service> + Clone,
    host: HostType,
) -> Demand {
    Demand {
        usual: pack(services.clone(), host, Load::Usual),
        highest: pack(services, host, Load::Highest),
    }
}

/// Whether a task of a service fits an empty host.
pub(super) fn fits(service: &Service, host: HostType) -> bool {
    service.cpu <= host.cpu_units() && service.memory_mib <= host.usable_memory_mib()
}

/// Hosts that are left when the zone with the most of `hosts` fails, if they are spread evenly.
#[must_use]
pub fn surviving(hosts: u32, zones: u32) -> u32 {
    hosts - hosts.div_ceil(zones)
}

/// The fewest hosts of which enough are left when a zone fails. At least two, so that there is
/// always one in another zone.
#[must_use]
pub fn needed(demand: u32, zones: u32) -> u32 {
    // With n per zone, n * (zones - 1) are left; one by one from there down.
    let even = demand.div_ceil(zones - 1) * zones;
    let enough = |hosts: &u32| surviving(*hosts, zones) >= demand;
    let fewest = (demand..=even).find(enough).unwrap_or(even);
    fewest.max(2)
}

/// The default minimum: as many hosts in each zone, where there is something to hold.
pub(super) fn default_min(demand: u32, zones: u32) -> u32 {
    match demand {
        0 => needed(0, zones),
        _ => needed(demand, zones).next_multiple_of(zones),
    }
}

/// The default maximum: room for all tasks at their highest counts after the loss of a zone, and to
/// double the minimum.
pub(super) fn default_max(demand: Demand, min: u32, zones: u32) -> u32 {
    default_min(demand.highest, zones).max(min.saturating_mul(2))
}

fn pack<'a>(services: impl Iterator<Item = &'a Service>, host: HostType, load: Load) -> u32 {
    let mut tasks: Vec<(u32, u32, u32)> = services
        .filter(|service| fits(service, host))
        .map(|service| {
            let count = match load {
                Load::Usual => service.count.usual(),
                Load::Highest => service.count.highest(),
            };
            (service.cpu, service.memory_mib, count)
        })
        .collect();
    // By the share of a host that each takes, so that neither resource decides alone.
    let share = |cpu: u32, memory: u32| {
        let cpu = u64::from(cpu) * u64::from(host.usable_memory_mib());
        cpu.max(u64::from(memory) * u64::from(host.cpu_units()))
    };
    tasks.sort_by_key(|(cpu, memory, _)| std::cmp::Reverse((share(*cpu, *memory), *cpu, *memory)));
    let mut free: Vec<(u32, u32)> = Vec::new();
    for (cpu, memory, count) in tasks {
        let mut left = count;
        for (free_cpu, free_memory) in &mut free {
            let here = (*free_cpu / cpu).min(*free_memory / memory).min(left);
            (*free_cpu, *free_memory) = (*free_cpu - here * cpu, *free_memory - here * memory);
            left -= here;
        }
        let per_host = (host.cpu_units() / cpu).min(host.usable_memory_mib() / memory);
        while left > 0 {
            let here = per_host.min(left);
            let rest = (
                host.cpu_units() - here * cpu,
                host.usable_memory_mib() - here * memory,
            );
            free.push(rest);
            left -= here;
        }
    }
    u32::try_from(free.len()).expect("invariant: counts are bounded where they are made")
}
