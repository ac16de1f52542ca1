//! Addresses of services outside that are spoken to over TLS.
//!
//! Source: RFC 3986 for the characters. Not here: whether anything answers there.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::port::port_number;

/// An absolute URL with the scheme `https`, without query and fragment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HttpsUrl(String);

/// Why a text is no [`HttpsUrl`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum HttpsUrlError {
    /// Another scheme, or none.
    #[error("expected an address that begins with `https://`")]
    Scheme,
    /// No host, or characters that an address can't have.
    #[error("expected an address such as `https://login.example.org/realms/pods`")]
    Syntax,
}

impl HttpsUrl {
    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host, without a port.
    #[must_use]
    pub fn host(&self) -> &str {
        let rest = self.0.strip_prefix("https://").unwrap_or(&self.0);
        rest.split(['/', ':']).next().unwrap_or(rest)
    }
}

impl FromStr for HttpsUrl {
    type Err = HttpsUrlError;

    fn from_str(text: &str) -> Result<Self, HttpsUrlError> {
        let rest = text.strip_prefix("https://").ok_or(HttpsUrlError::Scheme)?;
        let (authority, _) = rest.split_once('/').unwrap_or((rest, ""));
        let (host, port) = authority.split_once(':').unwrap_or((authority, "443"));
        let in_host = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-';
        let in_url =
            |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/@!$&'()*+,;=%".contains(&byte);
        let named = !host.is_empty() && host.bytes().all(in_host);
        if named && port_number(port).is_some() && rest.bytes().all(in_url) && text.len() <= 2048 {
            Ok(Self(text.to_owned()))
        } else {
            Err(HttpsUrlError::Syntax)
        }
    }
}

impl fmt::Display for HttpsUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
