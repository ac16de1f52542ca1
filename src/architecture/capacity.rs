//! How many hosts the services of a pool need, in each zone and after the loss of one.
//!
//! Sources: Amazon Builders' Library, "Static stability using Availability Zones": what is needed
//! after a failure runs before it; Amazon ECS developer guide, "Amazon ECS managed scaling behavior":
//! a host more starts in whichever zone the group chooses, and while it is empty no other follows, so
//! that a task bound to a zone waits for a host there for ever. So each zone has room for one task more
//! of each service in turn, as an update needs it. Tasks bound to a zone are placed first, then those
//! that are free.
//! Not here: how tasks fill hosts (`packing`), what a host offers (`pools`), and the messages
//! (`conflict`).

use super::count::Count;
use super::draft::Draft;
use super::packing::{Hosts, Tasks};
use super::pools::HostType;
use super::service::Service;

/// What one pool's services ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Demand {
    /// At their usual, lowest counts.
    pub(super) usual: Load,
    /// At their highest counts.
    pub(super) highest: Load,
}

/// Hosts that tasks ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Load {
    /// In each zone, for the tasks that are bound to it, and one more of any of their services.
    pub(super) in_zone: u32,
    /// In all zones but one, for their own tasks and all that are free.
    pub(super) after_loss: u32,
    /// In all zones together.
    pub(super) standing: u32,
}

/// What services ask of hosts of a type. A service of which no task fits a host is left out.
pub(super) fn demand<'a>(
    draft: &Draft,
    services: impl Iterator<Item = &'a Service> + Clone,
    host: HostType,
) -> Demand {
    let services = services.filter(|service| fits(service, host));
    let tasks = |count: fn(&Count) -> u32| -> (Vec<Tasks>, Vec<Tasks>) {
        let counted = services.clone().map(|service| {
            let tasks = Tasks {
                cpu: service.cpu,
                memory_mib: service.memory_mib,
                count: count(&draft.unit_count(service)),
                // A host has one port of a number.
                apart: !service.container.ports.is_empty(),
            };
            (draft.is_zonal(service), tasks)
        });
        let (bound, free): (Vec<_>, Vec<_>) = counted.partition(|(zonal, _)| *zonal);
        let alone = |all: Vec<(bool, Tasks)>| all.into_iter().map(|(_, tasks)| tasks).collect();
        (alone(bound), alone(free))
    };
    let zones = draft.zones.count();
    let load = |(bound, free): (Vec<Tasks>, Vec<Tasks>)| {
        let zone = Hosts::none(host).with(&bound);
        let in_zones = |zones: u32| zone.times(zones).with(&free).count();
        Load {
            in_zone: updating(&bound, host),
            after_loss: in_zones(zones - 1),
            standing: in_zones(zones),
        }
    };
    Demand {
        usual: load(tasks(Count::usual)),
        highest: load(tasks(Count::highest)),
    }
}

/// Hosts that hold a zone's own tasks while any one of their services is updated.
fn updating(bound: &[Tasks], host: HostType) -> u32 {
    let more = bound.iter().map(|one| {
        let count = one.count.saturating_add(1);
        let others = bound.iter().filter(|other| !std::ptr::eq(*other, one));
        let tasks: Vec<Tasks> = others.copied().chain([Tasks { count, ..*one }]).collect();
        Hosts::none(host).with(&tasks).count()
    });
    more.max().unwrap_or(0)
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

/// The fewest hosts of which `demand` are left when a zone fails. At least two, so that there is
/// always one in another zone.
#[must_use]
pub fn needed(demand: u32, zones: u32) -> u32 {
    // With n per zone, n * (zones - 1) are left; one by one from there down.
    let even = demand.div_ceil(zones - 1) * zones;
    let enough = |hosts: &u32| surviving(*hosts, zones) >= demand;
    let fewest = (demand..=even).find(enough).unwrap_or(even);
    fewest.max(2)
}

impl Load {
    /// The fewest hosts that hold it in every zone, and of which enough are left when a zone fails.
    pub(super) fn needed(self, zones: u32) -> u32 {
        needed(self.after_loss, zones).max(self.in_zone.saturating_mul(zones))
    }
}

/// The default minimum: as many hosts in each zone, where there is something to hold.
pub(super) fn default_min(load: Load, zones: u32) -> u32 {
    match load.standing {
        0 => load.needed(zones),
        _ => load.needed(zones).next_multiple_of(zones),
    }
}

/// The default maximum: room for all tasks at their highest counts after the loss of a zone, and to
/// double the minimum.
pub(super) fn default_max(demand: Demand, min: u32, zones: u32) -> u32 {
    default_min(demand.highest, zones).max(min.saturating_mul(2))
}
