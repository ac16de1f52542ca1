//! Subnets that the user gives and that do not fit the VPC, one another or the zones.
//!
//! Not here: how they are found (`checks`), and where in a file they stand (`spec`).

use thiserror::Error;

use crate::aws::{Cidr, SubnetId, ZoneLetter};

use super::addresses::SubnetKind;
use super::subject::Subject;

/// Subnets that do not fit, with what a message needs.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[expect(
    missing_docs,
    reason = "the fields are the numbers and names of the message"
)]
pub enum SubnetConflict {
    /// Outside of the VPC.
    #[error("the {kind} subnet {range} of zone `{letter}` lies outside of the VPC's range {vpc}", letter = letter.lower())]
    Outside {
        kind: SubnetKind,
        letter: ZoneLetter,
        range: Cidr,
        vpc: Cidr,
        /// A range of that size that is free.
        free: Option<Cidr>,
    },
    /// Two subnets that share addresses.
    #[error(
        "the {kind} subnet {range} of zone `{letter}` and the {other_kind} one {other} of zone `{other_letter}` share addresses",
        letter = letter.lower(), other_letter = other_letter.lower()
    )]
    Overlap {
        kind: SubnetKind,
        letter: ZoneLetter,
        range: Cidr,
        other_kind: SubnetKind,
        other_letter: ZoneLetter,
        other: Cidr,
        /// A range of the size of the second that is free.
        free: Option<Cidr>,
    },
    /// A public subnet without room for a load balancer.
    #[error("the public subnet {range} of zone `{letter}` has {addresses} addresses", letter = letter.lower(), addresses = range.addresses())]
    Small {
        letter: ZoneLetter,
        range: Cidr,
        most: u8,
    },
    /// Ranges of a zone that is not there.
    #[error("subnets of zone `{letter}` are given, and the deployment has zones {zones}", letter = letter.lower())]
    ZoneAbsent {
        letter: ZoneLetter,
        zones: String,
        existing: bool,
    },
    /// Existing subnets of some zones only.
    #[error("the {kind} subnet of zone `{letter}` is missing, and those of other zones are given", letter = letter.lower())]
    Missing {
        kind: SubnetKind,
        letter: ZoneLetter,
    },
    /// A data subnet that nobody has asked for.
    #[error("zone `{letter}` has a data subnet, and the deployment is to have none", letter = letter.lower())]
    Unused { letter: ZoneLetter },
    /// One existing subnet in two places.
    #[error(
        "subnet `{id}` is the {kind} one of zone `{letter}` and the {other_kind} one of zone `{other_letter}`",
        letter = letter.lower(), other_letter = other_letter.lower()
    )]
    Twice {
        id: SubnetId,
        kind: SubnetKind,
        letter: ZoneLetter,
        other_kind: SubnetKind,
        other_letter: ZoneLetter,
    },
}

impl SubnetConflict {
    /// The decisions that do not fit together, the one to be changed first.
    pub(super) fn subjects(&self) -> Vec<Subject> {
        match self {
            Self::Outside { kind, letter, .. } => {
                vec![Subject::Subnet(*kind, *letter), Subject::VpcRange]
            }
            Self::Overlap {
                kind,
                letter,
                other_kind,
                other_letter,
                ..
            }
            | Self::Twice {
                kind,
                letter,
                other_kind,
                other_letter,
                ..
            } => vec![
                Subject::Subnet(*other_kind, *other_letter),
                Subject::Subnet(*kind, *letter),
            ],
            Self::Small { letter, .. } => vec![Subject::Subnet(SubnetKind::Public, *letter)],
            Self::ZoneAbsent { letter, .. } | Self::Missing { letter, .. } => {
                vec![Subject::SubnetZone(*letter), Subject::Zones]
            }
            Self::Unused { letter } => vec![Subject::Subnet(SubnetKind::Data, *letter)],
        }
    }
}
