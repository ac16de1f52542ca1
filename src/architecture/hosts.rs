//! Public host names, and the priority of the listener rule of each.
//!
//! A priority comes from the host's name alone, never from its place in a spec: moving, adding or
//! removing a service changes no other's. Hosts of ESS have fixed ones. Of others, what stands
//! before the domain is read as a number in base 38 (`.` is 0, `-` is 1, `0` to `9` are 2 to 11, `a`
//! to `z` are 12 to 37) and its rest by 48,989 is taken, plus 1,001. Two hosts can meet; then one of
//! them has to be given a priority.
//!
//! Source: Elastic Load Balancing user guide, "Listener rules": priorities are 1 to 50,000, one rule
//! each. Not here: which service has which host.

use std::fmt;

use crate::aws::DomainName;

/// The priority of a listener rule: 1 to 50,000. The smallest is asked first, which matters to no
/// host, since no two rules name the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Priority(u16);

/// Hosts of ESS: what stands before the domain, and the priority. The apex has nothing before it.
const FIXED: [(&str, u16); 6] = [
    ("", 100),
    ("identity", 110),
    ("oidc", 120),
    ("notification", 130),
    ("websocket", 140),
    ("fragments", 150),
];

/// What derived priorities begin with; below it are fixed ones and room for given ones.
const FIRST_DERIVED: u16 = 1_001;
/// A prime, so that no letter of a name is without effect.
const DERIVED: u16 = 48_989;

impl Priority {
    /// The lowest number.
    pub const LOWEST: u16 = 1;
    /// The highest number.
    pub const HIGHEST: u16 = 50_000;

    /// A priority that was given; `None` beyond what a listener takes.
    #[must_use]
    pub fn given(number: u16) -> Option<Self> {
        (Self::LOWEST..=Self::HIGHEST)
            .contains(&number)
            .then_some(Self(number))
    }

    /// The priority of a host of `domain`.
    #[must_use]
    pub fn of(host: &DomainName, domain: &DomainName) -> Self {
        let label = if host == domain {
            ""
        } else {
            host.below(domain).unwrap_or(host.as_str())
        };
        let fixed = FIXED
            .into_iter()
            .find_map(|(known, priority)| (known == label).then_some(priority));
        Self(fixed.unwrap_or_else(|| FIRST_DERIVED + remainder(label)))
    }

    /// The number.
    #[must_use]
    pub fn number(self) -> u16 {
        self.0
    }
}

/// The rest of a name, read as a number in base 38, by [`DERIVED`].
fn remainder(label: &str) -> u16 {
    let digit = |byte: u8| match byte {
        b'-' => 1,
        b'0'..=b'9' => 2 + u32::from(byte - b'0'),
        b'a'..=b'z' => 12 + u32::from(byte - b'a'),
        _ => 0,
    };
    let rest = label.bytes().fold(0, |rest, byte| {
        (rest * 38 + digit(byte)) % u32::from(DERIVED)
    });
    u16::try_from(rest).expect("invariant: a rest is less than its divisor")
}

impl fmt::Display for Priority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}
