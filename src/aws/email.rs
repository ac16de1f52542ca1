//! Addresses that notifications go to.
//!
//! Source: RFC 5321 §4.5.3.1 for lengths; of the syntax only what mail providers hand out, since
//! Amazon SNS asks the address for a confirmation anyway.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::domain_name::DomainName;

/// A mail address: `ops@example.org`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EmailAddress(String);

/// Why a text is no [`EmailAddress`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("expected a mail address such as `ops@example.org`")]
pub struct EmailAddressError;

impl EmailAddress {
    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for EmailAddress {
    type Err = EmailAddressError;

    fn from_str(text: &str) -> Result<Self, EmailAddressError> {
        let (local, domain) = text.rsplit_once('@').ok_or(EmailAddressError)?;
        let allowed =
            |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~.-".contains(&byte);
        let named = (1..=64).contains(&local.len()) && local.bytes().all(allowed);
        let hosted = domain.to_ascii_lowercase().parse::<DomainName>().is_ok();
        if named && hosted && text.len() <= 254 {
            Ok(Self(text.to_owned()))
        } else {
            Err(EmailAddressError)
        }
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
