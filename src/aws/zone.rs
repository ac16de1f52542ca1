//! Availability Zones by name.
//!
//! Source: Amazon EC2 user guide, "Regions and Zones". Not here: which zones a region has; their
//! names differ from account to account.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::region::{Region, RegionError};

/// An Availability Zone: `eu-central-1a`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Zone {
    region: Region,
    letter: ZoneLetter,
}

/// Why a text is no [`Zone`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ZoneError {
    /// Not a region's name with a letter.
    #[error("expected an availability zone such as `eu-central-1a`")]
    Syntax,
    /// A region's name without a letter.
    #[error("expected an availability zone such as `eu-central-1a`; the letter is missing")]
    Letter,
    /// A letter that no addresses are reserved for.
    #[error("expected a zone with a letter from `a` to `h`, found `{0}`")]
    Beyond(char),
}

/// The last letter of a zone's name, `a` to `h`: what names and addresses of the zone are made of.
///
/// No region has a letter beyond `f` today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ZoneLetter(u8);

/// Why a text is no [`ZoneLetter`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("expected a letter from `a` to `h`")]
pub struct ZoneLetterError;

impl Zone {
    /// The zone of `region` with this letter.
    #[must_use]
    pub fn new(region: Region, letter: ZoneLetter) -> Self {
        Self { region, letter }
    }

    /// Its region.
    #[must_use]
    pub fn region(&self) -> &Region {
        &self.region
    }

    /// The last letter of its name.
    #[must_use]
    pub fn letter(&self) -> ZoneLetter {
        self.letter
    }
}

impl ZoneLetter {
    /// All letters, `a` first.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..8).map(Self)
    }

    /// Its place in the alphabet, from 0.
    #[must_use]
    pub fn index(self) -> u32 {
        u32::from(self.0)
    }

    /// As names carry it: `a`.
    #[must_use]
    pub fn lower(self) -> char {
        char::from(b'a' + self.0)
    }

    /// As logical ids carry it: `A`.
    #[must_use]
    pub fn upper(self) -> char {
        char::from(b'A' + self.0)
    }
}

impl FromStr for Zone {
    type Err = ZoneError;

    fn from_str(text: &str) -> Result<Self, ZoneError> {
        match text.parse::<Region>() {
            Ok(_) => return Err(ZoneError::Letter),
            Err(RegionError::Syntax) => return Err(ZoneError::Syntax),
            Err(RegionError::Zone) => {}
        }
        let mut letters = text.chars();
        let letter = letters.next_back().ok_or(ZoneError::Syntax)?;
        let region = letters.as_str().parse().map_err(|_| ZoneError::Syntax)?;
        let letter = letter
            .to_string()
            .parse()
            .map_err(|_| ZoneError::Beyond(letter))?;
        Ok(Self { region, letter })
    }
}

impl FromStr for ZoneLetter {
    type Err = ZoneLetterError;

    fn from_str(text: &str) -> Result<Self, ZoneLetterError> {
        Self::all()
            .find(|letter| text == letter.lower().to_string())
            .ok_or(ZoneLetterError)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.region, self.letter.lower())
    }
}

/// The upper-case letter, as logical ids carry it.
impl fmt::Display for ZoneLetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.upper())
    }
}
