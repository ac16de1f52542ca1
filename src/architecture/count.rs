//! How many tasks a service has.
//!
//! Not here: how many hosts that takes (`capacity`).

use thiserror::Error;

use super::schedule::Schedule;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scaling {
    min: u32,
    max: u32,
    cpu_percent: u32,
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
    /// Between `min` and `max` tasks, so that they use `cpu_percent` of their processor units.
    ///
    /// # Errors
    /// Where `min` is above `max`.
    pub fn new(min: u32, max: u32, cpu_percent: u32) -> Result<Self, ScalingError> {
        if min > max {
            return Err(ScalingError { min, max });
        }
        Ok(Self {
            min,
            max,
            cpu_percent,
        })
    }

    /// The same with another number for each.
    pub(super) fn map(self, number: impl Fn(u32) -> u32) -> Self {
        let (min, max) = (number(self.min), number(self.max));
        let max = max.max(min);
        Self { min, max, ..self }
    }

    /// The fewest tasks.
    #[must_use]
    pub fn min(self) -> u32 {
        self.min
    }

    /// The most tasks.
    #[must_use]
    pub fn max(self) -> u32 {
        self.max
    }

    /// The share of their processor units that tasks are to use.
    #[must_use]
    pub fn cpu_percent(self) -> u32 {
        self.cpu_percent
    }
}

impl Count {
    /// The tasks that run usually; that of a job, which must find room when its time comes.
    #[must_use]
    pub fn usual(&self) -> u32 {
        match self {
            Self::Scheduled(_) => 1,
            Self::Fixed(count) => *count,
            Self::Scaled(scaling) => scaling.min,
        }
    }

    /// The most tasks that run.
    #[must_use]
    pub fn highest(&self) -> u32 {
        match self {
            Self::Scheduled(_) => 1,
            Self::Fixed(count) => *count,
            Self::Scaled(scaling) => scaling.max,
        }
    }
}
