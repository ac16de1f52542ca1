//! The plan of addresses: which range each subnet gets, reserved by the letter of its zone.
//!
//! The VPC's range /p is cut into sixteen blocks of /(p+4). Blocks 0 to 7 are the private subnets of
//! zones a to h, blocks 8 to 11 hold their public subnets (/(p+5)), blocks 12 to 15 their isolated data
//! subnets (/(p+5)). A letter's ranges depend on the VPC's range alone, so a zone more or less moves
//! nothing. A range that the user pins takes the place of the planned one, and moves no other.
//!
//! Source: Amazon VPC user guide, "Subnet sizing"; Elastic Load Balancing user guide: a load
//! balancer's subnet is at least a /27. Not here: subnets as resources (`stacks`), which pinned ranges
//! go together (`checks`).

use std::collections::BTreeMap;
use std::fmt;

use thiserror::Error;

use crate::aws::{Cidr, ZoneLetter};

/// What a subnet is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubnetKind {
    /// For load balancers and NAT gateways.
    Public,
    /// For the hosts of both pools; for the database too, unless there are data subnets.
    Private,
    /// For the database alone, without a way in or out of the VPC.
    Data,
}

/// The ranges of a VPC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addresses {
    vpc: Cidr,
    pinned: BTreeMap<(SubnetKind, ZoneLetter), Cidr>,
}

/// Why a range is too small for a deployment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error(
    "expected at least a /{} with {} addresses, found {}: a load balancer's /{} is reserved in every \
     zone that could be",
    Addresses::LONGEST_PREFIX,
    1_u32 << (32 - u32::from(Addresses::LONGEST_PREFIX)),
    .vpc.addresses(),
    Addresses::SMALLEST_PUBLIC,
)]
pub struct AddressesError {
    /// The range.
    pub vpc: Cidr,
}

impl SubnetKind {
    /// All kinds, as a reader of a plan expects them.
    pub const ALL: [Self; 3] = [Self::Public, Self::Private, Self::Data];

    /// The word for it: `private`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Private => "private",
            Self::Data => "data",
        }
    }

    /// The word as logical ids begin with it: `Private`.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Public => "Public",
            Self::Private => "Private",
            Self::Data => "Data",
        }
    }

    /// The logical id of the subnet of a zone: `PrivateSubnetA`.
    #[must_use]
    pub fn subnet(self, zone: ZoneLetter) -> String {
        format!("{}Subnet{zone}", self.prefix())
    }
}

impl fmt::Display for SubnetKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl Addresses {
    /// The longest prefix that the VPC's range may have.
    pub const LONGEST_PREFIX: u8 = Self::SMALLEST_PUBLIC - Self::SHARED;
    /// The longest prefix of a subnet that a load balancer takes.
    pub const SMALLEST_PUBLIC: u8 = 27;
    /// How much longer the prefix of a private subnet is.
    const PRIVATE: u8 = 4;
    /// How much longer the prefix of a public or data subnet is.
    const SHARED: u8 = 5;

    /// The plan for a VPC.
    ///
    /// # Errors
    /// Where the range is too small for a load balancer's subnets.
    pub fn plan(vpc: Cidr) -> Result<Self, AddressesError> {
        if vpc.prefix() > Self::LONGEST_PREFIX {
            return Err(AddressesError { vpc });
        }
        let pinned = BTreeMap::new();
        Ok(Self { vpc, pinned })
    }

    /// The same with a range of the user's for one subnet.
    #[must_use]
    pub fn pin(mut self, kind: SubnetKind, zone: ZoneLetter, range: Cidr) -> Self {
        self.pinned.insert((kind, zone), range);
        self
    }

    /// The VPC's range.
    #[must_use]
    pub fn vpc(&self) -> Cidr {
        self.vpc
    }

    /// The range of a zone's subnet.
    #[must_use]
    pub fn of(&self, kind: SubnetKind, zone: ZoneLetter) -> Cidr {
        let pinned = self.pinned.get(&(kind, zone));
        pinned.copied().unwrap_or_else(|| self.planned(kind, zone))
    }

    /// The ranges that the user chose, by kind and zone.
    pub fn pinned(&self) -> impl Iterator<Item = (SubnetKind, ZoneLetter, Cidr)> {
        let pinned = self.pinned.iter();
        pinned.map(|((kind, zone), range)| (*kind, *zone, *range))
    }

    /// The range that a zone's subnet has where nobody chose another.
    #[must_use]
    pub fn planned(&self, kind: SubnetKind, zone: ZoneLetter) -> Cidr {
        let (longer, index) = match kind {
            SubnetKind::Private => (Self::PRIVATE, zone.index()),
            SubnetKind::Public => (Self::SHARED, 16 + zone.index()),
            SubnetKind::Data => (Self::SHARED, 24 + zone.index()),
        };
        let block = self.vpc.block(self.vpc.prefix() + longer, index);
        block.expect("invariant: `plan` leaves room for every letter")
    }
}
