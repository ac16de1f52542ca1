//! The zones of a deployment, and what there is one of in each of them.
//!
//! Source: HA architecture, "Availability Zones": at least two are recommended. Zone names differ
//! from account to account, so each is a parameter of the root stack.
//! Not here: addresses (`addresses`), which zones a region has (`facts`).

use std::collections::BTreeSet;

use thiserror::Error;

use crate::aws::{Region, Zone, ZoneLetter};

/// What the HA architecture says about a single zone.
pub const RECOMMENDATION: &str = "Inrupt recommends running in at least 2 availability zones.";

/// Two to six zones, in the order of their letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zones {
    naming: ZoneNaming,
    zones: Vec<Zone>,
}

/// How the zones were chosen. Either way each zone is a parameter of the root stack, with the chosen
/// name as its default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZoneNaming {
    /// By name.
    Named,
    /// By count: the region's first zones.
    Counted,
}

/// Why some zones are no [`Zones`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ZonesError {
    /// None or one.
    #[error("a deployment in {0} zone does not survive the loss of it")]
    TooFew(usize),
    /// More than six.
    #[error("a deployment has at most 6 zones, found {0}")]
    TooMany(usize),
    /// The same zone twice.
    #[error("zone `{0}` is listed twice")]
    Twice(Zone),
    /// The same letter in two regions.
    #[error("zones `{0}` and `{1}` lie in two regions")]
    Regions(Zone, Zone),
}

impl Zones {
    /// The fewest zones.
    pub const FEWEST: usize = 2;
    /// The most zones.
    pub const MOST: usize = 6;

    /// These zones; their order does not matter.
    ///
    /// # Errors
    /// Where they are too few, too many, or not distinct zones of one region.
    pub fn named(zones: impl IntoIterator<Item = Zone>) -> Result<Self, ZonesError> {
        Self::new(ZoneNaming::Named, zones.into_iter().collect())
    }

    /// As many zones as there are letters, as parameters whose defaults are the zones of `region`
    /// with these letters.
    ///
    /// # Errors
    /// Where they are too few or too many.
    pub fn counted(
        region: &Region,
        letters: impl IntoIterator<Item = ZoneLetter>,
    ) -> Result<Self, ZonesError> {
        let letters = letters.into_iter();
        let zones = letters.map(|letter| Zone::new(region.clone(), letter));
        Self::new(ZoneNaming::Counted, zones.collect())
    }

    fn new(naming: ZoneNaming, mut zones: Vec<Zone>) -> Result<Self, ZonesError> {
        let mut seen = BTreeSet::new();
        if let Some(twice) = zones.iter().find(|zone| !seen.insert(*zone)) {
            return Err(ZonesError::Twice(twice.clone()));
        }
        match zones.len() {
            count if count < Self::FEWEST => return Err(ZonesError::TooFew(count)),
            count if count > Self::MOST => return Err(ZonesError::TooMany(count)),
            _ => {}
        }
        zones.sort_by_key(Zone::letter);
        let foreign = zones.windows(2).find_map(|pair| match pair {
            [one, other] if one.region() != other.region() => Some((one.clone(), other.clone())),
            _ => None,
        });
        match foreign {
            Some((one, other)) => Err(ZonesError::Regions(one, other)),
            None => Ok(Self { naming, zones }),
        }
    }

    /// Whether the zones were named or counted.
    #[must_use]
    pub fn naming(&self) -> ZoneNaming {
        self.naming
    }

    /// How many there are, 2 to 6.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "there are never none")]
    pub fn len(&self) -> usize {
        self.zones.len()
    }

    /// How many there are, to reckon with.
    pub(super) fn count(&self) -> u32 {
        u32::try_from(self.zones.len()).expect("invariant: there are at most six zones")
    }

    /// The zones by letter.
    pub fn iter(&self) -> impl Iterator<Item = &Zone> {
        self.zones.iter()
    }

    /// The zone before the one with this letter; for the first one the second. A zone that comes
    /// behind the others changes no other's neighbour.
    ///
    /// # Panics
    /// Where the letter is that of another deployment's zone.
    #[must_use]
    pub fn beside(&self, letter: ZoneLetter) -> ZoneLetter {
        let letters: Vec<ZoneLetter> = self.iter().map(Zone::letter).collect();
        let before = letters.iter().rev().find(|one| **one < letter);
        let beside = before.or_else(|| letters.iter().find(|one| **one > letter));
        *beside.expect("invariant: there are at least two zones")
    }

    /// One thing per zone, in the order of the letters.
    pub fn map<T>(&self, mut make: impl FnMut(&Zone) -> T) -> PerZone<T> {
        let things = self.zones.iter().map(|zone| (zone.letter(), make(zone)));
        PerZone {
            things: things.collect(),
        }
    }
}

/// One thing in every zone. It can only be made by mapping the zones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PerZone<T> {
    things: Vec<(ZoneLetter, T)>,
}

impl<T> PerZone<T> {
    /// The things with their zones' letters.
    pub fn iter(&self) -> impl Iterator<Item = (ZoneLetter, &T)> {
        self.things.iter().map(|(letter, thing)| (*letter, thing))
    }

    /// The things alone, in the order of the letters.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.things.iter().map(|(_, thing)| thing)
    }

    /// The thing of the zone with this letter, if the deployment has that zone.
    #[must_use]
    pub fn get(&self, letter: ZoneLetter) -> Option<&T> {
        self.iter()
            .find_map(|(one, thing)| (one == letter).then_some(thing))
    }

    /// The thing of a zone of the same deployment.
    ///
    /// # Panics
    /// Where the zone belongs to another deployment.
    #[must_use]
    pub fn of(&self, letter: ZoneLetter) -> &T {
        let thing = self.get(letter);
        thing.expect("invariant: the letter is one of the same deployment's zones")
    }

    /// Another thing per zone, made of this one.
    pub fn map<U>(&self, mut make: impl FnMut(ZoneLetter, &T) -> U) -> PerZone<U> {
        let things = self
            .iter()
            .map(|(letter, thing)| (letter, make(letter, thing)));
        PerZone {
            things: things.collect(),
        }
    }
}
