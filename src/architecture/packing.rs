//! How tasks fill hosts: first-fit, the largest first.
//!
//! Not here: which tasks there are and in which zones (`capacity`), what a host offers (`pools`).

use std::cmp::Reverse;

use super::pools::HostType;

/// Tasks of one size, each of which fits an empty host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tasks {
    /// Processor units of one.
    pub(super) cpu: u32,
    /// Memory of one, in MiB.
    pub(super) memory_mib: u32,
    /// How many.
    pub(super) count: u32,
    /// Whether a host takes no more than one of them.
    pub(super) apart: bool,
}

/// Hosts of a type with what is left of each.
#[derive(Clone, Debug)]
pub(super) struct Hosts {
    host: HostType,
    /// Processor units and MiB.
    free: Vec<(u32, u32)>,
}

impl Hosts {
    /// No host yet.
    pub(super) fn none(host: HostType) -> Self {
        let free = Vec::new();
        Self { host, free }
    }

    /// So many times the same hosts.
    pub(super) fn times(&self, times: u32) -> Self {
        let free = (0..times).flat_map(|_| self.free.iter().copied()).collect();
        Self { free, ..*self }
    }

    /// How many there are.
    pub(super) fn count(&self) -> u32 {
        u32::try_from(self.free.len()).expect("invariant: counts are bounded where they are made")
    }

    /// These hosts with more tasks on them, and more hosts where they do not fit.
    pub(super) fn with(mut self, tasks: &[Tasks]) -> Self {
        let mut tasks = tasks.to_vec();
        tasks.sort_by_key(|one| Reverse((self.share(*one), one.cpu, one.memory_mib)));
        for one in tasks {
            self.place(one);
        }
        self
    }

    /// The share of a host that each takes, so that neither resource decides alone.
    fn share(&self, tasks: Tasks) -> u64 {
        let cpu = u64::from(tasks.cpu) * u64::from(self.host.usable_memory_mib());
        cpu.max(u64::from(tasks.memory_mib) * u64::from(self.host.cpu_units()))
    }

    fn place(&mut self, tasks: Tasks) {
        let Tasks {
            cpu,
            memory_mib,
            count,
            apart,
        } = tasks;
        let most = if apart { 1 } else { count };
        let mut left = count;
        for (free_cpu, free_memory) in &mut self.free {
            let room = (*free_cpu / cpu).min(*free_memory / memory_mib);
            let here = room.min(most).min(left);
            *free_cpu -= here * cpu;
            *free_memory -= here * memory_mib;
            left -= here;
        }
        let (all_cpu, all_memory) = (self.host.cpu_units(), self.host.usable_memory_mib());
        let per_host = (all_cpu / cpu).min(all_memory / memory_mib).min(most);
        while left > 0 {
            let here = per_host.min(left);
            self.free
                .push((all_cpu - here * cpu, all_memory - here * memory_mib));
            left -= here;
        }
    }
}
