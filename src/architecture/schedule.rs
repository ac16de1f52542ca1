//! When a job runs, and when scaling has another range.
//!
//! Not here: the expressions themselves (`aws`).

use crate::aws::{Recurrence, TimeZone};

/// When a job runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// At which points in time.
    pub recurrence: Recurrence,
    /// Of which time zone.
    pub time_zone: TimeZone,
}
