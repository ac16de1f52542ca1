//! Domain names as DNS and certificates take them.
//!
//! Source: RFC 1035 §2.3.4 (lengths), RFC 1123 §2.1 (hosts may begin with a digit), RFC 5890
//! (`xn--` labels). Not here: whether a name is delegated, and which hosts a deployment has.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A domain name in lower case without a dot at its end: `pods.example.org`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DomainName(String);

/// Why a text is no [`DomainName`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DomainNameError {
    /// One label, or none.
    #[error("expected a domain of at least two labels, such as `pods.example.org`")]
    Short,
    /// More than 253 characters.
    #[error("expected at most 253 characters, found {0}")]
    Long(usize),
    /// An upper-case letter.
    #[error("expected lower case; did you mean `{0}`?")]
    UpperCase(String),
    /// A scheme, a path, a port, or a dot at the end.
    #[error("expected the bare domain; did you mean `{0}`?")]
    Decorated(DomainName),
    /// Two dots in a row, or one at the beginning.
    #[error("expected something between two dots")]
    EmptyLabel,
    /// A label of more than 63 characters.
    #[error("expected labels of at most 63 characters, found {length} in `{label}`")]
    LongLabel {
        /// The label.
        label: String,
        /// Its length.
        length: usize,
    },
    /// A character that no host has.
    #[error("expected letters, digits and hyphens in `{label}`, found `{character}`")]
    Character {
        /// The label.
        label: String,
        /// The first character that does not belong.
        character: char,
    },
    /// A hyphen at the beginning or end of a label.
    #[error("expected a letter or digit at both ends of `{0}`")]
    Hyphen(String),
    /// A top-level domain of digits: it would be read as an address.
    #[error("expected a domain, found what reads as an address")]
    Address,
}

impl DomainName {
    /// A regular expression of one label.
    pub const LABEL: &str = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    /// One of the last label, which is no number.
    pub const TOP_LABEL: &str = "(?![0-9]+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

    /// A regular expression that every domain name matches, and no other text of at most 253
    /// characters.
    #[must_use]
    pub fn pattern() -> String {
        format!("^(?:{}\\.)+{}$", Self::LABEL, Self::TOP_LABEL)
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before `.domain`, if this is a name below it: `identity` of
    /// `identity.pods.example.org` below `pods.example.org`.
    #[must_use]
    pub fn below(&self, domain: &Self) -> Option<&str> {
        self.0.strip_suffix(&domain.0)?.strip_suffix('.')
    }

    /// The name of `label` below this one.
    ///
    /// # Errors
    /// Where the whole is no domain name.
    pub fn child(&self, label: &str) -> Result<Self, DomainNameError> {
        format!("{label}.{self}").parse()
    }
}

/// The name inside an address that somebody copied from a browser.
fn bare(text: &str) -> Option<DomainName> {
    let without = text.split_once("://").map_or(text, |(_, rest)| rest);
    let without = without.split(['/', ':']).next().unwrap_or_default();
    let without = without.strip_suffix('.').unwrap_or(without);
    let without = without.strip_prefix("*.").unwrap_or(without);
    (without != text).then(|| without.parse().ok())?
}

fn check(label: &str) -> Result<(), DomainNameError> {
    let own = || label.to_owned();
    if label.is_empty() {
        return Err(DomainNameError::EmptyLabel);
    }
    let allowed = |c: &char| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '-';
    if let Some(character) = label.chars().find(|c| !allowed(c)) {
        let label = own();
        return Err(DomainNameError::Character { label, character });
    }
    if label.len() > 63 {
        let (label, length) = (own(), label.len());
        return Err(DomainNameError::LongLabel { label, length });
    }
    if label.starts_with('-') || label.ends_with('-') {
        return Err(DomainNameError::Hyphen(own()));
    }
    Ok(())
}

impl FromStr for DomainName {
    type Err = DomainNameError;

    fn from_str(text: &str) -> Result<Self, DomainNameError> {
        if let Some(name) = bare(text) {
            return Err(DomainNameError::Decorated(name));
        }
        if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Err(DomainNameError::UpperCase(text.to_ascii_lowercase()));
        }
        let length = text.chars().count();
        if length > 253 {
            return Err(DomainNameError::Long(length));
        }
        text.split('.').try_for_each(check)?;
        let (_, top) = text.rsplit_once('.').ok_or(DomainNameError::Short)?;
        if top.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(DomainNameError::Address);
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for DomainName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
