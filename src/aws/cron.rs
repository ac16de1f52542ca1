//! Points in time that come again, as AWS's services write them, and the same for Auto Scaling Groups.
//!
//! Sources: Amazon EventBridge Scheduler user guide, "Schedule types" (six fields, one of the days is
//! `?`); Application Auto Scaling user guide, "Cron expressions" (the same); Amazon EC2 Auto Scaling
//! user guide, "Recurring schedules" (five fields in the form of Unix, Sunday is 0). Not here: time
//! zones (`time_zone`), what happens then.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// Six fields, from minutes to years: `0 3 ? * MON-FRI *`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CronExpression(String);

/// Why a text is no [`CronExpression`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CronExpressionError {
    /// Not six fields.
    #[error(
        "expected six fields with a blank between them, such as `0 3 * * ? *` for three o'clock every day"
    )]
    Syntax,
    /// A field with something else than it takes.
    #[error("expected {expected} in the field of {field}, found `{found}`")]
    Field {
        /// What the field is of.
        field: &'static str,
        /// What it takes.
        expected: &'static str,
        /// What it has.
        found: String,
    },
    /// A day of the month and a day of the week, or neither.
    #[error("expected `?` in one of the fields of days, either of the month or of the week")]
    Days,
}

/// What a field takes.
struct Field {
    name: &'static str,
    expected: &'static str,
    least: u32,
    most: u32,
    names: &'static [&'static str],
    /// What stands beside numbers, names, `*`, lists, ranges and steps.
    special: &'static str,
}

const MONTHS: [&str; 12] = [
    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
];
/// Sunday is 1.
const DAYS: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

const FIELDS: [Field; 6] = [
    Field {
        name: "minutes",
        expected: "0 to 59",
        least: 0,
        most: 59,
        names: &[],
        special: "",
    },
    Field {
        name: "hours",
        expected: "0 to 23",
        least: 0,
        most: 23,
        names: &[],
        special: "",
    },
    Field {
        name: "days of the month",
        expected: "1 to 31, `L`, a number with `W`, or `?`",
        least: 1,
        most: 31,
        names: &[],
        special: "?LW",
    },
    Field {
        name: "months",
        expected: "1 to 12 or JAN to DEC",
        least: 1,
        most: 12,
        names: &MONTHS,
        special: "",
    },
    Field {
        name: "days of the week",
        expected: "1 to 7 or SUN to SAT, `L`, a number with `#`, or `?`",
        least: 1,
        most: 7,
        names: &DAYS,
        special: "?L#",
    },
    Field {
        name: "years",
        expected: "1970 to 2199",
        least: 1970,
        most: 2199,
        names: &[],
        special: "",
    },
];

impl CronExpression {
    /// The six fields.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// In the five fields of Unix, as Auto Scaling Groups take it; nothing where those can't say the
    /// same: a year, the last day of a month, the nearest weekday, a day of a certain week.
    #[must_use]
    pub fn unix(&self) -> Option<String> {
        let fields = FIELDS.iter().zip(self.0.split(' '));
        let mut unix = Vec::new();
        for (field, text) in fields {
            let parts: Option<Vec<String>> = text.split(',').map(|part| field.unix(part)).collect();
            unix.push(parts?.join(","));
        }
        let years = unix.pop();
        (years.as_deref() == Some("*")).then(|| unix.join(" "))
    }
}

impl Field {
    /// A part of the field in the form of Unix: Sunday is 0, and steps need an end.
    fn unix(&self, part: &str) -> Option<String> {
        let (range, step) = halves(part);
        let shift = u32::from(self.names == DAYS);
        let one = |end: &str| match (number(end), self.is(end)) {
            (Some(number), true) => Some((number - shift).to_string()),
            (None, true) => Some(end.to_owned()),
            (_, false) => None,
        };
        let range = match (range, range.split_once('-'), step) {
            ("*" | "?", _, _) => "*".to_owned(),
            (_, Some((first, last)), _) => format!("{}-{}", one(first)?, one(last)?),
            (first, None, Some(_)) => format!("{}-{}", one(first)?, self.most - shift),
            (only, None, None) => one(only)?,
        };
        Some(match step {
            Some(step) => format!("{range}/{step}"),
            None => range,
        })
    }

    /// Whether a text is something that the field takes.
    fn takes(&self, text: &str) -> bool {
        if text == "?" {
            return self.special.contains('?');
        }
        text.split(',').all(|part| self.takes_part(part))
    }

    fn takes_part(&self, part: &str) -> bool {
        let (range, step) = halves(part);
        let step = step.is_none_or(|step| number(step).is_some_and(|step| step > 0));
        if !step {
            return false;
        }
        if range == "*" {
            return true;
        }
        if let Some((first, last)) = range.split_once('-') {
            let (first, last) = (self.value(first), self.value(last));
            return matches!((first, last), (Some(first), Some(last)) if first <= last);
        }
        self.value(range).is_some() || self.takes_special(range)
    }

    /// `L`, `15W`, `6L`, `6#3`.
    fn takes_special(&self, text: &str) -> bool {
        let allowed = |sign: char| self.special.contains(sign);
        if allowed('W') && (text == "LW" || text.strip_suffix('W').is_some_and(|day| self.is(day)))
        {
            return true;
        }
        if allowed('#')
            && let Some((day, week)) = text.split_once('#')
        {
            return self.is(day) && number(week).is_some_and(|week| (1..=5).contains(&week));
        }
        let weekday = allowed('#') && text.strip_suffix('L').is_some_and(|day| self.is(day));
        allowed('L') && (text == "L" || weekday)
    }

    fn is(&self, text: &str) -> bool {
        self.value(text).is_some()
    }

    /// The number of a number or name.
    fn value(&self, text: &str) -> Option<u32> {
        let named = self.names.iter().position(|name| *name == text);
        let named = named.and_then(|index| u32::try_from(index).ok());
        let value = named.map_or_else(|| number(text), |index| Some(index + self.least));
        value.filter(|value| (self.least..=self.most).contains(value))
    }
}

/// What stands before a step, and the step.
fn halves(part: &str) -> (&str, Option<&str>) {
    part.split_once('/')
        .map_or((part, None), |(range, step)| (range, Some(step)))
}

fn number(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits && text.len() <= 4)
}

impl FromStr for CronExpression {
    type Err = CronExpressionError;

    fn from_str(text: &str) -> Result<Self, CronExpressionError> {
        let sign = |byte: u8| {
            byte.is_ascii_digit() || byte.is_ascii_uppercase() || b",/*?#-".contains(&byte)
        };
        let fields: Vec<&str> = text.split(' ').collect();
        let whole = |field: &&str| !field.is_empty() && field.bytes().all(sign);
        if fields.len() != FIELDS.len() || !fields.iter().all(whole) {
            return Err(CronExpressionError::Syntax);
        }
        for (field, found) in FIELDS.iter().zip(&fields) {
            if !field.takes(found) {
                return Err(CronExpressionError::Field {
                    field: field.name,
                    expected: field.expected,
                    found: (*found).to_owned(),
                });
            }
        }
        let any = fields.iter().filter(|field| **field == "?").count();
        if any == 1 {
            Ok(Self(text.to_owned()))
        } else {
            Err(CronExpressionError::Days)
        }
    }
}

impl fmt::Display for CronExpression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
