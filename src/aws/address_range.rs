//! Ranges of addresses of any size and of both versions, as the rules of firewalls name them.
//!
//! Not here: which ranges a VPC or a subnet takes ([`Cidr`](super::Cidr)).

use core::net::IpAddr;

use super::interval::Interval;

/// The addresses of one version from one to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AddressRange {
    is_v6: bool,
    addresses: Interval,
}

impl AddressRange {
    /// The range of a text such as `10.0.0.0/8`, `0.0.0.0/0` or `::/0`; bits of a host are left out, as AWS does.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (address, prefix) = text.trim().split_once('/')?;
        let prefix: u32 = prefix.parse().ok()?;
        let (is_v6, bits, width) = match address.parse().ok()? {
            IpAddr::V4(address) => (false, u128::from(address.to_bits()), 32_u32),
            IpAddr::V6(address) => (true, address.to_bits(), 128),
        };
        let host = width.checked_sub(prefix)?;
        let hosts = u128::MAX.checked_shr(128 - host).unwrap_or(0);
        Some(Self {
            is_v6,
            addresses: Interval {
                first: bits & !hosts,
                last: bits | hosts,
            },
        })
    }

    /// Whether the two share an address.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.is_v6 == other.is_v6 && self.addresses.common(other.addresses).is_some()
    }

    /// What is left over without another range: nothing, one range or two.
    #[must_use]
    pub fn without(self, other: Self) -> Vec<Self> {
        if self.is_v6 != other.is_v6 {
            return vec![self];
        }
        let left = self.addresses.without(other.addresses).into_iter();
        let left = left.map(|addresses| Self { addresses, ..self });
        left.collect()
    }

    /// Whether it is every address of its version.
    #[must_use]
    pub fn is_everything(self) -> bool {
        let last = if self.is_v6 {
            u128::MAX
        } else {
            u128::from(u32::MAX)
        };
        self.addresses == Interval { first: 0, last }
    }
}
