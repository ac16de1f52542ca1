//! IPv4 ranges.
//!
//! Source: Amazon VPC user guide, "VPC CIDR blocks" and "Subnet CIDR blocks". Not here: which range
//! belongs to which subnet (`architecture`).

use core::net::Ipv4Addr;
use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// An IPv4 range that a VPC or a subnet accepts: /16 to /28, no host bits set.
///
/// Source: Amazon VPC user guide, "VPC CIDR blocks".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cidr {
    network: Ipv4Addr,
    prefix: u8,
}

/// Why a text is no [`Cidr`]. Whoever knows the file adds line and column.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CidrError {
    /// No address, no slash or no number behind it.
    #[error("expected an IPv4 range such as `10.0.0.0/16`")]
    Syntax,
    /// Larger or smaller than a VPC or subnet may be.
    #[error("expected a prefix from /16 to /28, found /{0}")]
    Prefix(u8),
    /// An address inside the range instead of its first one.
    #[error("expected the first address of the /{}; did you mean `{}`?", .0.prefix, .0)]
    HostBits(Cidr),
}

impl Cidr {
    const LARGEST: u8 = 16;
    /// The longest prefix of a subnet.
    pub const SMALLEST: u8 = 28;

    /// The first address.
    #[must_use]
    pub fn network(self) -> Ipv4Addr {
        self.network
    }

    /// The length of the prefix, 16 to 28.
    #[must_use]
    pub fn prefix(self) -> u8 {
        self.prefix
    }

    /// How many addresses it has. AWS keeps five of each subnet for itself.
    #[must_use]
    pub fn addresses(self) -> u32 {
        1 << (32 - u32::from(self.prefix))
    }

    /// Whether all of `other` lies inside.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.prefix <= other.prefix
            && other.network.to_bits() & self.mask() == self.network.to_bits()
    }

    /// Whether the two share an address.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.contains(other) || other.contains(self)
    }

    /// The block of prefix `prefix` with number `index`, from 0, of those that this range is cut
    /// into; `None` where there is none.
    #[must_use]
    pub fn block(self, prefix: u8, index: u32) -> Option<Self> {
        let longer = prefix.checked_sub(self.prefix)?;
        if prefix > Self::SMALLEST || index >= 1_u32.checked_shl(u32::from(longer))? {
            return None;
        }
        let offset = index << (32 - u32::from(prefix));
        Some(Self {
            network: Ipv4Addr::from_bits(self.network.to_bits() + offset),
            prefix,
        })
    }

    fn mask(self) -> u32 {
        u32::MAX << (32 - u32::from(self.prefix))
    }
}

impl FromStr for Cidr {
    type Err = CidrError;

    fn from_str(text: &str) -> Result<Self, CidrError> {
        let (address, prefix) = text.split_once('/').ok_or(CidrError::Syntax)?;
        let address: Ipv4Addr = address.parse().map_err(|_| CidrError::Syntax)?;
        let digits = prefix.bytes().all(|byte| byte.is_ascii_digit()) && !prefix.starts_with('0');
        let prefix: u8 = match prefix.parse() {
            Ok(prefix) if digits && prefix <= 32 => prefix,
            Ok(_) | Err(_) => return Err(CidrError::Syntax),
        };
        if !(Self::LARGEST..=Self::SMALLEST).contains(&prefix) {
            return Err(CidrError::Prefix(prefix));
        }
        let range = Self {
            network: address,
            prefix,
        };
        let network = Ipv4Addr::from_bits(address.to_bits() & range.mask());
        if network == address {
            Ok(range)
        } else {
            Err(CidrError::HostBits(Self { network, prefix }))
        }
    }
}

impl fmt::Display for Cidr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.network, self.prefix)
    }
}
