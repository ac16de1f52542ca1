//! Other ranges of the group at times.
//!
//! Source: Amazon EC2 Auto Scaling user guide, "Scheduled scaling". A schedule moves the fewest and the
//! most hosts and nothing else: how many there are between them is the business of managed scaling.

use crate::architecture::{Pool, PoolSchedule};
use crate::assembly::Stack;
use crate::bindings::auto_scaling::{AutoScalingGroupHandle, ScheduledAction};

/// Adds the schedules of a pool.
pub(super) fn schedules(pool: &Pool, group: &AutoScalingGroupHandle, stack: &mut Stack) {
    for schedule in pool.schedules() {
        let action = ScheduledAction::new(group.name())
            .recurrence(schedule.recurrence())
            .time_zone(schedule.time_zone().as_str());
        let action = match schedule.min() {
            Some(min) => action.min_size(min),
            None => action,
        };
        let action = match schedule.max() {
            Some(max) => action.max_size(max),
            None => action,
        };
        stack.add(PoolSchedule::logical_id(schedule.name()), action);
    }
}
