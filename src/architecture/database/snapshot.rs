//! The name of a snapshot of a database.
//!
//! Source: Amazon RDS API reference, `RestoreDBInstanceFromDBSnapshot`,
//! `RestoreDBClusterFromSnapshot` (a name of the account's own; an ARN where the snapshot is another
//! account's, or one of an instance for a cluster). Not here: what becomes of the data (`stacks`).

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::aws::{Arn, ArnError, Region};

/// A snapshot by its name or its ARN: `acme-solid-2026-11-24`, `rds:acme-solid-2026-11-24-03-10`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotName {
    text: String,
    arn: Option<Arn>,
}

/// What a snapshot was made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SnapshotSource {
    /// An instance.
    Instance,
    /// A cluster, Multi-AZ or Aurora.
    Cluster,
}

/// Why a text is no [`SnapshotName`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SnapshotNameError {
    /// Neither a name nor an ARN of a snapshot.
    #[error("expected the name of a snapshot, letters, digits and single hyphens, or its ARN")]
    Syntax,
    /// No ARN, although it begins as one.
    #[error(transparent)]
    Arn(#[from] ArnError),
}

impl SnapshotName {
    /// The most characters of a name.
    const MOST: usize = 255;

    /// As RDS takes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Where it is, as far as its ARN says; a name is one of the deployment's region.
    #[must_use]
    pub fn region(&self) -> Option<&Region> {
        self.arn.as_ref().and_then(Arn::region)
    }

    /// What it was made of, as far as its ARN says.
    #[must_use]
    pub fn source(&self) -> Option<SnapshotSource> {
        let arn = self.arn.as_ref()?;
        Some(if arn.is("rds", "snapshot:") {
            SnapshotSource::Instance
        } else {
            SnapshotSource::Cluster
        })
    }
}

/// Whether a text is a name. RDS and AWS Backup put a word before those that they give.
fn is_name(text: &str) -> bool {
    let given = ["rds:", "awsbackup:"];
    let name = given.iter().find_map(|word| text.strip_prefix(word));
    let name = name.unwrap_or(text);
    let part = |part: &str| !part.is_empty() && part.bytes().all(|it| it.is_ascii_alphanumeric());
    let begins = name
        .bytes()
        .next()
        .is_some_and(|it| it.is_ascii_alphabetic());
    begins && text.len() <= SnapshotName::MOST && name.split('-').all(part)
}

impl FromStr for SnapshotName {
    type Err = SnapshotNameError;

    fn from_str(text: &str) -> Result<Self, SnapshotNameError> {
        let of = |arn| Self {
            text: text.to_owned(),
            arn,
        };
        if !text.starts_with("arn:") {
            return is_name(text)
                .then(|| of(None))
                .ok_or(SnapshotNameError::Syntax);
        }
        let arn: Arn = text.parse()?;
        let named = ["snapshot:", "cluster-snapshot:"].into_iter().any(|kind| {
            let name = arn.resource().strip_prefix(kind);
            arn.is("rds", kind) && name.is_some_and(is_name)
        });
        if named && arn.region().is_some() && arn.account().is_some() {
            Ok(of(Some(arn)))
        } else {
            Err(SnapshotNameError::Syntax)
        }
    }
}

impl fmt::Display for SnapshotName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
