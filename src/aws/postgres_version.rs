//! Versions of PostgreSQL as Amazon RDS takes them.
//!
//! Source: Amazon RDS user guide, "Upgrading the PostgreSQL DB engine": since 10 a version is a
//! major and a minor number. Not here: which versions RDS offers (`facts`).

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A major version, `17`, or a minor of one, `17.4`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PostgresVersion {
    major: u16,
    minor: Option<u16>,
}

/// Why a text is no [`PostgresVersion`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PostgresVersionError {
    /// Not one or two numbers.
    #[error("expected a major version such as `17` or a minor one such as `17.4`")]
    Syntax,
    /// Three numbers, as before version 10.
    #[error("expected at most two numbers, as PostgreSQL counts since version 10")]
    Patch,
    /// Too old for this form.
    #[error("expected version 10 or newer, found {0}")]
    Old(u16),
}

impl PostgresVersion {
    /// The major version: `17`.
    #[must_use]
    pub fn major(self) -> u16 {
        self.major
    }

    /// The minor version, where one is pinned.
    #[must_use]
    pub fn minor(self) -> Option<u16> {
        self.minor
    }

    /// The family of its parameter groups: `postgres17`.
    #[must_use]
    pub fn parameter_group_family(self) -> String {
        format!("postgres{}", self.major)
    }
}

impl FromStr for PostgresVersion {
    type Err = PostgresVersionError;

    fn from_str(text: &str) -> Result<Self, PostgresVersionError> {
        let number = |text: &str| {
            let digits = text.bytes().all(|byte| byte.is_ascii_digit());
            let plain = digits && text.len() <= 3 && (text == "0" || !text.starts_with('0'));
            let number = text.parse::<u16>().ok().filter(|_| plain);
            number.ok_or(PostgresVersionError::Syntax)
        };
        let (major, minor) = match text.split_once('.') {
            Some((_, rest)) if rest.contains('.') => return Err(PostgresVersionError::Patch),
            Some((major, minor)) => (number(major)?, Some(number(minor)?)),
            None => (number(text)?, None),
        };
        if major < 10 {
            return Err(PostgresVersionError::Old(major));
        }
        Ok(Self { major, minor })
    }
}

impl fmt::Display for PostgresVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.minor {
            Some(minor) => write!(f, "{}.{minor}", self.major),
            None => write!(f, "{}", self.major),
        }
    }
}
