//! How the load balancer tells whether a task of a service lives.
//!
//! Source: Elastic Load Balancing user guide, "Health checks for Application Load Balancer target
//! groups". Not here: which service is checked (`service`).

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::service::Protocol;

/// How the load balancer tells whether a task lives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// A path that does not look at the database: else its failover restarts all tasks.
    pub path: HealthPath,
    /// What is spoken on the service's port.
    pub protocol: Protocol,
    /// Which status codes are good.
    pub matcher: Matcher,
    /// Time between two checks.
    pub interval_seconds: u32,
    /// How long a new task may fail its checks.
    pub grace_seconds: u32,
}

/// The path of a health check: begins with a slash, at most 1,024 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HealthPath(String);

/// Why a text is no [`HealthPath`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("expected a path such as `/q/health/live`, of at most 1024 characters, without blanks")]
pub struct HealthPathError;

impl HealthPath {
    /// The path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for HealthPath {
    type Err = HealthPathError;

    fn from_str(text: &str) -> Result<Self, HealthPathError> {
        let printed = text.bytes().all(|byte| byte.is_ascii_graphic());
        if text.starts_with('/') && printed && text.len() <= 1024 {
            Ok(Self(text.to_owned()))
        } else {
            Err(HealthPathError)
        }
    }
}

impl fmt::Display for HealthPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which status codes of a health check are good: `200`, `200-299`, `200,204`; from 200 to 499.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matcher(String);

/// Why a text is no [`Matcher`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum MatcherError {
    /// Not codes and ranges of codes.
    #[error("expected status codes from 200 to 499, such as `200`, `200-299` or `200,204`")]
    Syntax,
    /// A range that ends before it begins.
    #[error("expected a range of status codes that ends above where it begins")]
    Order,
}

impl Matcher {
    /// As a target group takes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Matcher {
    type Err = MatcherError;

    fn from_str(text: &str) -> Result<Self, MatcherError> {
        let code = |text: &str| {
            let digits = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
            let code = text.parse::<u16>().ok().filter(|_| digits);
            code.filter(|code| (200..=499).contains(code))
        };
        let mut ordered = true;
        for part in text.split(',') {
            let (low, high) = part.split_once('-').unwrap_or((part, part));
            match (code(low), code(high)) {
                (Some(low), Some(high)) => ordered &= low <= high,
                (_, None) | (None, _) => return Err(MatcherError::Syntax),
            }
        }
        if ordered {
            Ok(Self(text.to_owned()))
        } else {
            Err(MatcherError::Order)
        }
    }
}

impl fmt::Display for Matcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
