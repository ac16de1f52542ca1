//! Versions of engines, as far as it takes to say which of two is older.
//!
//! Not here: which versions there are (`facts`).

use core::cmp::Ordering;

/// A version by its numbers, and by what stands before them: `OpenSearch_2.5`, `8.0.mysql_aurora.3.04.0`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Version {
    product: String,
    numbers: Vec<u32>,
}

impl Version {
    /// The version that a text names; `None` where it has no number.
    pub(super) fn read(text: &str) -> Option<Self> {
        let product: String = text
            .chars()
            .take_while(|character| !character.is_ascii_digit())
            .collect();
        let numbers = text.split(|character: char| !character.is_ascii_digit());
        let numbers = numbers.filter(|digits| !digits.is_empty());
        let numbers: Vec<u32> = numbers.map_while(|digits| digits.parse().ok()).collect();
        (!numbers.is_empty()).then_some(Self { product, numbers })
    }

    /// The number at a place, from 0.
    pub(super) fn number(&self, place: usize) -> Option<u32> {
        self.numbers.get(place).copied()
    }

    /// The first numbers, joined by dots.
    pub(super) fn first(&self, count: usize) -> String {
        let numbers = self.numbers.iter().take(count).map(u32::to_string);
        numbers.collect::<Vec<_>>().join(".")
    }

    /// Which one is older, as far as both are written out: `15` is neither older nor newer than `15.4`.
    pub(super) fn order(&self, other: &Self) -> Option<Ordering> {
        if self.product != other.product {
            return None;
        }
        let beside = self.numbers.iter().zip(&other.numbers);
        let mut orders = beside.map(|(one, other)| one.cmp(other));
        Some(
            orders
                .find(|order| order.is_ne())
                .unwrap_or(Ordering::Equal),
        )
    }
}
