//! Names of EC2 instance types and RDS instance classes.
//!
//! Source: Amazon EC2 instance types guide, "Naming conventions". Not here: which types exist, and
//! their sizes (`facts`).

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// An EC2 instance type: `m7i.large`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InstanceType(String);

/// An RDS instance class: `db.m7g.large`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DbInstanceClass(String);

/// Why a text is no [`InstanceType`] or no [`DbInstanceClass`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum InstanceTypeError {
    /// Not a family and a size.
    #[error("expected an instance type such as `m7i.large`")]
    Syntax,
    /// A class of RDS where a type of EC2 belongs.
    #[error("expected a type of EC2, not a class of RDS; did you mean `{0}`?")]
    Class(InstanceType),
    /// Not `db.`, a family and a size.
    #[error("expected an instance class such as `db.m7g.large`")]
    ClassSyntax,
    /// A type of EC2 where a class of RDS belongs.
    #[error("expected a class of RDS, not a type of EC2; did you mean `{0}`?")]
    Type(DbInstanceClass),
}

impl InstanceType {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl DbInstanceClass {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether its machine has disks of its own, as the `d` behind a family's generation says:
    /// `db.m6gd.large`.
    #[must_use]
    pub fn has_local_disks(&self) -> bool {
        let family = self.0.split('.').nth(1).unwrap_or_default();
        let attributes = family.trim_start_matches(|letter: char| !letter.is_ascii_digit());
        attributes.contains('d')
    }
}

/// Whether a text is a family and a size: `m7i-flex.2xlarge`, `u-6tb1.metal`.
fn family_and_size(text: &str) -> bool {
    let word = |word: &str| {
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        !word.is_empty() && word.bytes().all(allowed)
    };
    let parts = text.split_once('.');
    parts.is_some_and(|(family, size)| word(family) && word(size))
}

impl FromStr for InstanceType {
    type Err = InstanceTypeError;

    fn from_str(text: &str) -> Result<Self, InstanceTypeError> {
        if let Some(rest) = text
            .strip_prefix("db.")
            .filter(|rest| family_and_size(rest))
        {
            return Err(InstanceTypeError::Class(Self(rest.to_owned())));
        }
        if family_and_size(text) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InstanceTypeError::Syntax)
        }
    }
}

impl FromStr for DbInstanceClass {
    type Err = InstanceTypeError;

    fn from_str(text: &str) -> Result<Self, InstanceTypeError> {
        match text.strip_prefix("db.") {
            Some(rest) if family_and_size(rest) => Ok(Self(text.to_owned())),
            None if family_and_size(text) => {
                Err(InstanceTypeError::Type(Self(format!("db.{text}"))))
            }
            Some(_) | None => Err(InstanceTypeError::ClassSyntax),
        }
    }
}

impl fmt::Display for InstanceType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for DbInstanceClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
