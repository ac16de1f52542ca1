//! When a job runs: at points in time that come again, or after as much time again and again.
//!
//! Source: Amazon EventBridge Scheduler user guide, "Schedule types". Not here: schedules that happen
//! once; a deployment is no calendar.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::cron::{CronExpression, CronExpressionError};

/// When a job runs: `cron(0 3 * * ? *)` or `rate(15 minutes)`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Recurrence(String);

/// Why a text is no [`Recurrence`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RecurrenceError {
    /// Neither of the two forms.
    #[error(
        "expected `cron(…)` with six fields such as `cron(0 3 * * ? *)`, or `rate(…)` such as `rate(15 minutes)`"
    )]
    Syntax,
    /// Fields that are none.
    #[error(transparent)]
    Cron(CronExpressionError),
}

impl Recurrence {
    /// As the scheduler takes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// `1 hour`, `15 minutes`.
fn is_rate(text: &str) -> bool {
    let Some((number, unit)) = text.split_once(' ') else {
        return false;
    };
    let units = ["minute", "hour", "day"];
    match number {
        "1" => units.contains(&unit),
        _ => {
            let digits = (1..=6).contains(&number.len())
                && number.bytes().all(|byte| byte.is_ascii_digit())
                && !number.starts_with('0');
            digits
                && unit
                    .strip_suffix('s')
                    .is_some_and(|unit| units.contains(&unit))
        }
    }
}

impl FromStr for Recurrence {
    type Err = RecurrenceError;

    fn from_str(text: &str) -> Result<Self, RecurrenceError> {
        let inside = |form: &str| text.strip_prefix(form)?.strip_suffix(')');
        if let Some(fields) = inside("cron(") {
            return match fields.parse::<CronExpression>() {
                Ok(_) => Ok(Self(text.to_owned())),
                Err(CronExpressionError::Syntax) => Err(RecurrenceError::Syntax),
                Err(error) => Err(RecurrenceError::Cron(error)),
            };
        }
        if inside("rate(").is_some_and(is_rate) {
            Ok(Self(text.to_owned()))
        } else {
            Err(RecurrenceError::Syntax)
        }
    }
}

impl fmt::Display for Recurrence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
