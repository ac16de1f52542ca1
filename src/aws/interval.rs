//! Whole numbers from one to another: addresses, ports, protocols.

/// The numbers from `first` to `last`, both among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Interval {
    /// The least one.
    pub first: u128,
    /// The greatest one, which is not less.
    pub last: u128,
}

impl Interval {
    /// The numbers that are in both.
    #[must_use]
    pub fn common(self, other: Self) -> Option<Self> {
        let common = Self {
            first: self.first.max(other.first),
            last: self.last.min(other.last),
        };
        (common.first <= common.last).then_some(common)
    }

    /// What is left over without other ones: nothing, one interval or two.
    #[must_use]
    pub fn without(self, other: Self) -> Vec<Self> {
        if self.common(other).is_none() {
            return vec![self];
        }
        let mut left = Vec::new();
        if self.first < other.first {
            left.push(Self {
                last: other.first - 1,
                ..self
            });
        }
        if other.last < self.last {
            left.push(Self {
                first: other.last + 1,
                ..self
            });
        }
        left
    }
}
