//! When a job runs, and when scaling has another range.
//!
//! Not here: the expressions themselves (`aws`).

use crate::aws::{CronExpression, Recurrence, TimeZone};

use super::part_name::ScheduleName;

/// When a job runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// At which points in time.
    pub recurrence: Recurrence,
    /// Of which time zone.
    pub time_zone: TimeZone,
}

/// Another range at points in time that come again: of the hosts of a pool or of the tasks of a
/// service. What it does not say stays as it was before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RangeSchedule {
    /// Its name.
    pub name: ScheduleName,
    /// At which points in time.
    pub cron: CronExpression,
    /// Of which time zone.
    pub time_zone: TimeZone,
    /// The fewest from then on.
    pub min: Option<u32>,
    /// The most from then on.
    pub max: Option<u32>,
}

/// A range that holds at times: what a schedule says, with the worst of what it leaves as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TimedRange<'a> {
    /// The schedule.
    pub(super) schedule: &'a RangeSchedule,
    /// The fewest; the most of all fewest, where the schedule does not say.
    pub(super) min: u32,
    /// The most; the fewest of all most, where the schedule does not say.
    pub(super) max: u32,
}

/// The range of each schedule beside a range that holds otherwise. A schedule that says one end alone
/// can come after any other.
pub(super) fn timed_ranges(
    schedules: &[RangeSchedule],
    min: u32,
    max: u32,
) -> impl Iterator<Item = TimedRange<'_>> {
    let mins = schedules.iter().filter_map(|one| one.min);
    let greatest = mins.fold(min, u32::max);
    let most = schedules.iter().filter_map(|one| one.max);
    let smallest = most.fold(max, u32::min);
    let said = schedules
        .iter()
        .filter(|one| one.min.is_some() || one.max.is_some());
    said.map(move |schedule| TimedRange {
        schedule,
        min: schedule.min.unwrap_or(greatest),
        max: schedule.max.unwrap_or(smallest),
    })
}
