//! The name of a snapshot of a database.
//!
//! Source: Amazon RDS API reference, `RestoreDBInstanceFromDBSnapshot` (a name, or an ARN where the
//! snapshot is another account's or a cluster's). Not here: what becomes of the data (`stacks`).

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::aws::Arn;

/// A snapshot by its name or its ARN: `acme-solid-2026-11-24`, `rds:acme-solid-2026-11-24-03-10`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotName(String);

/// Why a text is no [`SnapshotName`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("expected the name of a snapshot, letters, digits and single hyphens, or its ARN")]
pub struct SnapshotNameError;

impl SnapshotName {
    /// As RDS takes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The ARN, where it is one.
    #[must_use]
    pub fn arn(&self) -> Option<Arn> {
        self.0.parse().ok()
    }
}

impl FromStr for SnapshotName {
    type Err = SnapshotNameError;

    fn from_str(text: &str) -> Result<Self, SnapshotNameError> {
        let name = text.strip_prefix("rds:").unwrap_or(text);
        let begins = name
            .bytes()
            .next()
            .is_some_and(|byte| byte.is_ascii_alphabetic());
        let allowed = name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let single = !name.contains("--") && !name.ends_with('-');
        let named = begins && allowed && single && name.len() <= 255;
        let arn = text
            .parse::<Arn>()
            .is_ok_and(|arn| arn.is("rds", "snapshot") || arn.is("rds", "cluster-snapshot"));
        if named || arn {
            Ok(Self(text.to_owned()))
        } else {
            Err(SnapshotNameError)
        }
    }
}

impl fmt::Display for SnapshotName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
