//! The VPC of a deployment: made with it, or an existing one that is taken over; and the way out of it.
//!
//! Sources: HA architecture, "Virtual Private Cloud", "Availability Zones"; Amazon VPC user guide, "NAT
//! gateways". Not here: which range each subnet has (`addresses`), which endpoints stand in for a way
//! out (`endpoints`).

use std::collections::BTreeMap;

use crate::aws::{SubnetId, VpcId, ZoneLetter};

use super::addresses::{Addresses, SubnetKind};
use super::decided::Decided;
use super::zones::{PerZone, Zones};

/// The VPC with its subnets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Vpc {
    /// Made with the deployment.
    Created {
        /// Its range and those of its subnets.
        addresses: Addresses,
        /// Whether the database has isolated subnets of its own.
        data_subnets: bool,
    },
    /// Somebody else's, who looks after its routes, gateways, endpoints and logs.
    Existing {
        /// The VPC.
        id: Decided<VpcId>,
        /// The subnets of each zone; those of no zone where they are all given at deployment.
        subnets: BTreeMap<ZoneLetter, ExistingSubnets>,
        /// Whether the database has isolated subnets of its own.
        data_subnets: bool,
    },
}

/// The subnets of a zone of an existing VPC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExistingSubnets {
    /// For load balancers.
    pub public: SubnetId,
    /// For hosts.
    pub private: SubnetId,
    /// For the database, where it has subnets of its own.
    pub data: Option<SubnetId>,
}

/// How hosts reach what is outside of the VPC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Egress {
    /// Through a NAT gateway in their own zone.
    NatPerZone,
    /// Through one NAT gateway in the first zone by letter.
    NatSingle,
    /// Not at all: endpoints lead to the services of AWS that a deployment needs.
    None,
}

impl Vpc {
    /// Whether the database has isolated subnets of its own.
    #[must_use]
    pub fn has_data_subnets(&self) -> bool {
        match self {
            Self::Created { data_subnets, .. } | Self::Existing { data_subnets, .. } => {
                *data_subnets
            }
        }
    }

    /// The kinds of subnets that there are in each zone.
    pub fn subnet_kinds(&self) -> impl Iterator<Item = SubnetKind> {
        let data = self.has_data_subnets();
        let kinds = SubnetKind::ALL.into_iter();
        kinds.filter(move |kind| *kind != SubnetKind::Data || data)
    }
}

impl ExistingSubnets {
    /// The subnet of a kind, if it is known.
    #[must_use]
    pub fn of(&self, kind: SubnetKind) -> Option<&SubnetId> {
        match kind {
            SubnetKind::Public => Some(&self.public),
            SubnetKind::Private => Some(&self.private),
            SubnetKind::Data => self.data.as_ref(),
        }
    }
}

impl Egress {
    /// For each zone the zone whose NAT gateway its hosts use, if they use one.
    #[must_use]
    pub fn gateways(self, zones: &Zones) -> PerZone<Option<ZoneLetter>> {
        let first = zones.iter().map(|zone| zone.letter()).min();
        zones.map(|zone| match self {
            Self::NatPerZone => Some(zone.letter()),
            Self::NatSingle => first,
            Self::None => None,
        })
    }
}
