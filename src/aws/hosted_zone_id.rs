//! Ids of hosted zones in Route 53.
//!
//! Source: Route 53 API reference, `ResourceId` (at most 32 characters). Not here: the zone's domain.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// The id of a hosted zone: `Z0123456789ABCDEFGHIJ`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HostedZoneId(String);

/// Why a text is no [`HostedZoneId`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum HostedZoneIdError {
    /// Not of the form.
    #[error("expected a hosted zone id such as `Z0123456789ABCDEFGHIJ`")]
    Syntax,
    /// With the path that the API prints before it.
    #[error("expected the id alone; did you mean `{0}`?")]
    Path(HostedZoneId),
}

impl HostedZoneId {
    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for HostedZoneId {
    type Err = HostedZoneIdError;

    fn from_str(text: &str) -> Result<Self, HostedZoneIdError> {
        if let Some(Ok(id)) = text.strip_prefix("/hostedzone/").map(str::parse) {
            return Err(HostedZoneIdError::Path(id));
        }
        let allowed = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
        let fits = (8..=32).contains(&text.len()) && text.starts_with('Z');
        if fits && text.bytes().all(allowed) {
            Ok(Self(text.to_owned()))
        } else {
            Err(HostedZoneIdError::Syntax)
        }
    }
}

impl fmt::Display for HostedZoneId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
