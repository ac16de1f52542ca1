//! How many tasks a service has.
//!
//! Not here: how many hosts that takes (`capacity`).

use thiserror::Error;

use super::schedule::{RangeSchedule, Schedule};

/// How many tasks a service has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Count {
    /// Always as many.
    Fixed(u32),
    /// Between two numbers, by how busy they are.
    Scaled(Scaling),
    /// None, but for a job now and then: a task that ends by itself.
    Scheduled(Schedule),
}

/// How a service scales.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scaling {
    min: u32,
    max: u32,
    goals: ScalingGoals,
    schedules: Vec<RangeSchedule>,
}

/// How busy the tasks of a service are to be. There are more of them as soon as one goal asks for more,
/// and fewer once all agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScalingGoals {
    /// The share of their processor units that they use.
    pub cpu_percent: u32,
    /// The share of their memory that they use, where it counts.
    pub memory_percent: Option<u32>,
    /// Requests that a load balancer hands to each in a minute, where they count.
    pub requests_per_minute: Option<u32>,
}

/// Why numbers are no [`Scaling`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the fewest tasks, {min}, are more than the most, {max}")]
pub struct ScalingError {
    /// The fewest tasks.
    pub min: u32,
    /// The most tasks.
    pub max: u32,
}

impl Scaling {
    /// Between `min` and `max` tasks, so that they are as busy as the goals say.
    ///
    /// # Errors
    /// Where `min` is above `max`.
    pub fn new(min: u32, max: u32, goals: ScalingGoals) -> Result<Self, ScalingError> {
        if min > max {
            return Err(ScalingError { min, max });
        }
        Ok(Self {
            min,
            max,
            goals,
            schedules: Vec::new(),
        })
    }

    /// The same with other ranges at times.
    #[must_use]
    pub fn scheduled(self, schedules: Vec<RangeSchedule>) -> Self {
        Self { schedules, ..self }
    }

    /// The same with another number for each.
    pub(super) fn map(&self, number: impl Fn(u32) -> u32) -> Self {
        let (min, max) = (number(self.min), number(self.max));
        let schedules = self.schedules.iter().map(|schedule| RangeSchedule {
            min: schedule.min.map(&number),
            max: schedule.max.map(&number),
            ..schedule.clone()
        });
        Self {
            min,
            max: max.max(min),
            goals: self.goals,
            schedules: schedules.collect(),
        }
    }

    /// The fewest tasks.
    #[must_use]
    pub fn min(&self) -> u32 {
        self.min
    }

    /// The most tasks.
    #[must_use]
    pub fn max(&self) -> u32 {
        self.max
    }

    /// How busy tasks are to be.
    #[must_use]
    pub fn goals(&self) -> ScalingGoals {
        self.goals
    }

    /// When there is another range.
    #[must_use]
    pub fn schedules(&self) -> &[RangeSchedule] {
        &self.schedules
    }

    /// The fewest tasks at the hour that asks for the most of them.
    fn busiest_min(&self) -> u32 {
        let mins = self.schedules.iter().filter_map(|schedule| schedule.min);
        mins.fold(self.min, u32::max)
    }

    /// The most tasks at any hour.
    fn highest(&self) -> u32 {
        let most = self.schedules.iter().filter_map(|schedule| schedule.max);
        most.fold(self.max, u32::max)
    }
}

impl Count {
    /// The tasks that run usually: at the hour that asks for the most; that of a job, which must find
    /// room when its time comes.
    #[must_use]
    pub fn usual(&self) -> u32 {
        match self {
            Self::Scheduled(_) => 1,
            Self::Fixed(count) => *count,
            Self::Scaled(scaling) => scaling.busiest_min(),
        }
    }

    /// The most tasks that run.
    #[must_use]
    pub fn highest(&self) -> u32 {
        match self {
            Self::Scheduled(_) => 1,
            Self::Fixed(count) => *count,
            Self::Scaled(scaling) => scaling.highest(),
        }
    }
}
