//! The plan of addresses: which range each subnet gets, reserved by the letter of its zone.
//!
//! The VPC's range /p is cut into sixteen blocks of /(p+4). Blocks 0 to 7 are the private subnets of
//! zones a to h, blocks 8 to 11 hold their public subnets (/(p+5)), blocks 12 to 15 are kept for
//! isolated data subnets (/(p+5)). A letter's ranges depend on the VPC's range alone, so a zone more
//! or less moves nothing.
//!
//! Source: Amazon VPC user guide, "Subnet sizing"; Elastic Load Balancing user guide: a load
//! balancer's subnet is at least a /27. Not here: subnets as resources (`stacks`).

use thiserror::Error;

use crate::aws::{Cidr, ZoneLetter};

/// The ranges of a deployment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Addresses {
    vpc: Cidr,
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

impl Addresses {
    /// The longest prefix that the VPC's range may have.
    pub const LONGEST_PREFIX: u8 = Self::SMALLEST_PUBLIC - Self::SHARED;
    const SMALLEST_PUBLIC: u8 = 27;
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
        Ok(Self { vpc })
    }

    /// The VPC's range.
    #[must_use]
    pub fn vpc(self) -> Cidr {
        self.vpc
    }

    /// The private subnet of a zone: pools and the database.
    #[must_use]
    pub fn private(self, zone: ZoneLetter) -> Cidr {
        self.block(Self::PRIVATE, zone.index())
    }

    /// The public subnet of a zone: load balancers and NAT gateways.
    #[must_use]
    pub fn public(self, zone: ZoneLetter) -> Cidr {
        self.block(Self::SHARED, 16 + zone.index())
    }

    /// The range that is kept for an isolated data subnet of a zone.
    #[must_use]
    pub fn data(self, zone: ZoneLetter) -> Cidr {
        self.block(Self::SHARED, 24 + zone.index())
    }

    fn block(self, longer: u8, index: u32) -> Cidr {
        let block = self.vpc.block(self.vpc.prefix() + longer, index);
        block.expect("invariant: `plan` leaves room for every letter")
    }
}
