//! Account ids.
//!
//! Source: AWS account management guide, "View AWS account identifiers". Not here: alias names.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// The id of an account: 12 digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountId(String);

/// Why a text is no [`AccountId`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("expected an account id of 12 digits")]
pub struct AccountIdError;

impl AccountId {
    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for AccountId {
    type Err = AccountIdError;

    fn from_str(text: &str) -> Result<Self, AccountIdError> {
        if text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(AccountIdError)
        }
    }
}

impl fmt::Display for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
