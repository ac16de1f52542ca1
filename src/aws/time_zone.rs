//! Time zones by the names of the IANA database.
//!
//! Source: IANA, "Theory and pragmatics of the tz code and data" (names). Not here: which zones there
//! are; countries change them more often than this tool is released, so that the form alone is checked.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A time zone: `Europe/Berlin`, `UTC`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeZone(String);

/// Why a text is no [`TimeZone`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("expected a time zone such as `Europe/Berlin` or `UTC`")]
pub struct TimeZoneError;

impl TimeZone {
    /// The most characters.
    pub const MOST: usize = 50;

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for TimeZone {
    type Err = TimeZoneError;

    fn from_str(text: &str) -> Result<Self, TimeZoneError> {
        let part = |part: &str| {
            let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"_+-".contains(&byte);
            !part.is_empty() && part.bytes().all(allowed)
        };
        let begins = text.starts_with(|first: char| first.is_ascii_uppercase());
        if begins && text.len() <= Self::MOST && text.split('/').all(part) {
            Ok(Self(text.to_owned()))
        } else {
            Err(TimeZoneError)
        }
    }
}

impl fmt::Display for TimeZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
