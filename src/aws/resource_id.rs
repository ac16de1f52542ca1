//! Ids that EC2 gives to its resources.
//!
//! Source: Amazon EC2 user guide, "Resource IDs": a prefix and 8 or 17 hexadecimal digits.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// The id of a security group: `sg-0123456789abcdef0`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SecurityGroupId(String);

/// Why a text is not the id of a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("expected `{prefix}` and 8 or 17 hexadecimal digits")]
pub struct ResourceIdError {
    /// How ids of that kind begin.
    pub prefix: &'static str,
}

impl SecurityGroupId {
    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for SecurityGroupId {
    type Err = ResourceIdError;

    fn from_str(text: &str) -> Result<Self, ResourceIdError> {
        let prefix = "sg-";
        let digits = text.strip_prefix(prefix).unwrap_or_default();
        let hexadecimal = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if matches!(digits.len(), 8 | 17) && digits.bytes().all(hexadecimal) {
            Ok(Self(text.to_owned()))
        } else {
            Err(ResourceIdError { prefix })
        }
    }
}

impl fmt::Display for SecurityGroupId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
