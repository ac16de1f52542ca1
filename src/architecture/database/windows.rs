//! When RDS makes backups and when it may change the database, in UTC.
//!
//! Source: Amazon RDS API reference, `CreateDBInstance`: `hh24:mi-hh24:mi` and
//! `ddd:hh24:mi-ddd:hh24:mi`, each of 30 minutes at least, which do not meet.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// Minutes of a day and of a week.
const DAY: u32 = 24 * 60;
const WEEK: u32 = 7 * DAY;
/// The shortest window, in minutes.
const SHORTEST: u32 = 30;
/// The longest maintenance window, in minutes.
const LONGEST: u32 = DAY;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// A time of each day in UTC, in which backups are made: `02:00-02:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackupWindow {
    begin: u32,
    minutes: u32,
}

/// A time of each week in UTC, in which RDS may change and restart the database:
/// `sun:03:00-sun:04:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MaintenanceWindow {
    begin: u32,
    minutes: u32,
}

/// Why a text is no window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum WindowError {
    /// Not two times of a day.
    #[error("expected two times in UTC such as `02:00-02:30`")]
    Daily,
    /// Not two times of a week.
    #[error("expected two days and times in UTC such as `sun:03:00-sun:04:00`")]
    Weekly,
    /// Too short.
    #[error("expected 30 minutes at least, found {0}")]
    Short(u32),
    /// Too long.
    #[error("expected less than 24 hours, found {0} minutes")]
    Long(u32),
}

impl MaintenanceWindow {
    /// Whether backups are made in it, on some day.
    #[must_use]
    pub fn meets(self, backup: BackupWindow) -> bool {
        (0..7).any(|day| {
            let backup = day * DAY + backup.begin..day * DAY + backup.begin + backup.minutes;
            // A window may go on into the next week.
            [0, WEEK].iter().any(|later| {
                let other = backup.start + later..backup.end + later;
                let mine = self.begin..self.begin + self.minutes;
                let wrapped = self.begin + WEEK..self.begin + WEEK + self.minutes;
                [mine, wrapped]
                    .iter()
                    .any(|mine| mine.start < other.end && other.start < mine.end)
            })
        })
    }
}

/// The minute of a day that `02:30` names.
fn minute(text: &str) -> Option<u32> {
    let (hours, minutes) = text.split_once(':')?;
    let number = |text: &str| {
        let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<u32>().ok().filter(|_| digits)
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// The minute of a week that `sun:02:30` names.
fn minute_of_week(text: &str) -> Option<u32> {
    let (day, time) = text.split_once(':')?;
    let day = DAYS.iter().position(|one| *one == day)?;
    Some(u32::try_from(day).ok()? * DAY + minute(time)?)
}

impl FromStr for BackupWindow {
    type Err = WindowError;

    fn from_str(text: &str) -> Result<Self, WindowError> {
        let times = text
            .split_once('-')
            .and_then(|(begin, end)| Some((minute(begin)?, minute(end)?)));
        let (begin, end) = times.ok_or(WindowError::Daily)?;
        let minutes = (end + DAY - begin) % DAY;
        if minutes < SHORTEST {
            return Err(WindowError::Short(minutes));
        }
        Ok(Self { begin, minutes })
    }
}

impl FromStr for MaintenanceWindow {
    type Err = WindowError;

    fn from_str(text: &str) -> Result<Self, WindowError> {
        let times = text.split_once('-');
        let times =
            times.and_then(|(begin, end)| Some((minute_of_week(begin)?, minute_of_week(end)?)));
        let (begin, end) = times.ok_or(WindowError::Weekly)?;
        match (end + WEEK - begin) % WEEK {
            minutes if minutes < SHORTEST => Err(WindowError::Short(minutes)),
            minutes if minutes >= LONGEST => Err(WindowError::Long(minutes)),
            minutes => Ok(Self { begin, minutes }),
        }
    }
}

fn time(minute: u32) -> String {
    format!("{:02}:{:02}", minute % DAY / 60, minute % 60)
}

impl fmt::Display for BackupWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}-{}",
            time(self.begin),
            time(self.begin + self.minutes)
        )
    }
}

impl fmt::Display for MaintenanceWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = |minute: u32| {
            let day = usize::try_from(minute / DAY % 7)
                .ok()
                .and_then(|day| DAYS.get(day));
            format!(
                "{}:{}",
                day.expect("invariant: a week has seven days"),
                time(minute)
            )
        };
        write!(f, "{}-{}", at(self.begin), at(self.begin + self.minutes))
    }
}
