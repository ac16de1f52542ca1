//! How the hosts of a pool grow and shrink.
//!
//! Sources: Amazon ECS developer guide, "Amazon ECS cluster auto scaling" (ECS starts hosts as tasks ask
//! for them, between the fewest and the most of the group); Amazon EC2 Auto Scaling user guide,
//! "Scheduled scaling". Not here: which numbers are enough (`sizing`).

use crate::aws::TimeZone;

use super::part_name::ScheduleName;
use super::schedule::RangeSchedule;

/// What a spec says of how a pool scales.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoolScaling {
    /// How full its hosts are kept.
    pub target_capacity_percent: u32,
    /// How long ECS waits for a new host to take tasks before it starts more; as long as it does by
    /// itself where it is left out.
    pub warmup_seconds: Option<u32>,
    /// When it has another range.
    pub schedules: Vec<RangeSchedule>,
}

/// When a pool has another range, as an Auto Scaling Group takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoolSchedule {
    pub(super) name: ScheduleName,
    pub(super) recurrence: String,
    pub(super) time_zone: TimeZone,
    pub(super) min: Option<u32>,
    pub(super) max: Option<u32>,
}

impl Default for PoolScaling {
    fn default() -> Self {
        Self {
            target_capacity_percent: 100,
            warmup_seconds: None,
            schedules: Vec::new(),
        }
    }
}

impl PoolSchedule {
    /// The logical id of a schedule's action: `OfficeHoursScheduledAction`.
    #[must_use]
    pub fn logical_id(name: &ScheduleName) -> String {
        format!("{}ScheduledAction", name.prefix())
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &ScheduleName {
        &self.name
    }

    /// When, in the five fields of Unix.
    #[must_use]
    pub fn recurrence(&self) -> &str {
        &self.recurrence
    }

    /// Of which time zone.
    #[must_use]
    pub fn time_zone(&self) -> &TimeZone {
        &self.time_zone
    }

    /// The fewest hosts from then on.
    #[must_use]
    pub fn min(&self) -> Option<u32> {
        self.min
    }

    /// The most hosts from then on.
    #[must_use]
    pub fn max(&self) -> Option<u32> {
        self.max
    }
}
