//! How long CloudWatch Logs keeps a line.
//!
//! Source: CloudWatch Logs API reference, `PutRetentionPolicy`: these numbers of days and no others.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A number of days that a log group can keep its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LogRetention(u16);

/// Why a text is no [`LogRetention`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LogRetentionError {
    /// No whole number.
    #[error("expected a number of days such as 90")]
    Syntax,
    /// A number that CloudWatch does not take.
    #[error("expected a number of days that CloudWatch Logs knows; the nearest is {0}")]
    Between(u16),
}

impl LogRetention {
    /// Every number of days that CloudWatch Logs takes.
    pub const DAYS: [u16; 22] = [
        1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
        2922, 3288, 3653,
    ];

    /// The number of days.
    #[must_use]
    pub fn days(self) -> u16 {
        self.0
    }
}

impl FromStr for LogRetention {
    type Err = LogRetentionError;

    fn from_str(text: &str) -> Result<Self, LogRetentionError> {
        let days: u64 = text.parse().map_err(|_| LogRetentionError::Syntax)?;
        let nearest = Self::DAYS
            .into_iter()
            .min_by_key(|known| u64::from(*known).abs_diff(days))
            .expect("invariant: DAYS is not empty");
        if u64::from(nearest) == days {
            Ok(Self(nearest))
        } else {
            Err(LogRetentionError::Between(nearest))
        }
    }
}

impl fmt::Display for LogRetention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}
