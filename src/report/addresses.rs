//! The plan of addresses as a table: which range each subnet of a VPC that is made has.
//!
//! Not here: how it is planned (`architecture`).

use std::fmt;

use crate::architecture::{Architecture, SubnetKind, Vpc};
use crate::aws::{Cidr, ZoneLetter};

/// The ranges of a VPC and of the subnets in its zones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressPlan {
    /// The VPC's.
    pub vpc: Cidr,
    /// The kinds of subnets that each zone has.
    pub kinds: Vec<SubnetKind>,
    /// Those of each zone, in the order of the kinds.
    pub zones: Vec<(ZoneLetter, Vec<Cidr>)>,
}

impl AddressPlan {
    /// The plan of a deployment; none where its VPC exists already, and the ranges are its owner's.
    #[must_use]
    pub fn of(architecture: &Architecture) -> Option<Self> {
        let addresses = match architecture.vpc() {
            Vpc::Created { addresses, .. } => addresses,
            Vpc::Existing { .. } => return None,
        };
        let kinds: Vec<SubnetKind> = architecture.vpc().subnet_kinds().collect();
        let zones = architecture.zones().iter().map(|zone| {
            let letter = zone.letter();
            let ranges = kinds.iter().map(|kind| addresses.of(*kind, letter));
            (letter, ranges.collect())
        });
        Some(Self {
            vpc: addresses.vpc(),
            zones: zones.collect(),
            kinds,
        })
    }
}

impl fmt::Display for AddressPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// The characters of the longest range.
        const WIDTH: usize = "255.255.255.255/16".len();
        writeln!(f, "Addresses of the VPC, {}:", self.vpc)?;
        let heads = self.kinds.iter().map(|kind| kind.word().to_owned());
        let head = ("zone".to_owned(), heads.collect::<Vec<_>>());
        let rows = self.zones.iter().map(|(letter, ranges)| {
            let ranges = ranges.iter().map(ToString::to_string).collect();
            (letter.lower().to_string(), ranges)
        });
        for (zone, cells) in std::iter::once(head).chain(rows) {
            let cells = cells.iter().map(|cell| format!("  {cell:WIDTH$}"));
            let line = format!("  {zone:4}{}", cells.collect::<String>());
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }
}
