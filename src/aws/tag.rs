//! Tags that a user puts on resources.
//!
//! Source: AWS tagging guide, "Tag naming limits and requirements": the characters that every
//! service takes, the lengths, the reserved prefix. Not here: how a template writes them (`cfn`).

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// The key of a tag: 1 to 128 characters, not beginning with `aws:`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TagKey(String);

/// Why a text is no [`TagKey`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TagKeyError {
    /// Nothing, or too much.
    #[error("expected 1 to 128 characters, found {0}")]
    Length(usize),
    /// The prefix that AWS keeps for itself.
    #[error("expected a key that does not begin with `aws:`, which AWS keeps for itself")]
    Reserved,
    /// A character that not every service takes.
    #[error("expected letters, digits, spaces and `+ - = . _ : / @`, found `{0}`")]
    Character(char),
}

/// The value of a tag: up to 256 characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TagValue(String);

/// Why a text is no [`TagValue`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TagValueError {
    /// Too much.
    #[error("expected at most 256 characters, found {0}")]
    Length(usize),
    /// A character that not every service takes.
    #[error("expected letters, digits, spaces and `+ - = . _ : / @`, found `{0}`")]
    Character(char),
}

impl TagKey {
    /// The key.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TagValue {
    /// The value.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The first character that not every service takes.
fn odd(text: &str) -> Option<char> {
    let allowed = |c: char| c.is_alphanumeric() || c == ' ' || "+-=._:/@".contains(c);
    text.chars().find(|c| !allowed(*c))
}

impl FromStr for TagKey {
    type Err = TagKeyError;

    fn from_str(text: &str) -> Result<Self, TagKeyError> {
        let length = text.chars().count();
        if !(1..=128).contains(&length) {
            return Err(TagKeyError::Length(length));
        }
        let begins = text.get(..4).unwrap_or_default();
        if begins.eq_ignore_ascii_case("aws:") {
            return Err(TagKeyError::Reserved);
        }
        match odd(text) {
            Some(character) => Err(TagKeyError::Character(character)),
            None => Ok(Self(text.to_owned())),
        }
    }
}

impl FromStr for TagValue {
    type Err = TagValueError;

    fn from_str(text: &str) -> Result<Self, TagValueError> {
        let length = text.chars().count();
        if length > 256 {
            return Err(TagValueError::Length(length));
        }
        match odd(text) {
            Some(character) => Err(TagValueError::Character(character)),
            None => Ok(Self(text.to_owned())),
        }
    }
}

impl fmt::Display for TagKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for TagValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
