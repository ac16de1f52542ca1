//! `network`: the VPC, its zones, the way out.

use crate::architecture::{Egress, RECOMMENDATION, Zones};
use crate::aws::Zone;
use crate::document::Node;
use crate::spec::reader::{Reader, Spot, Value};
use crate::spec::rules;
use crate::spec::section::section;
use crate::spec::shape::Shape;
use crate::spec::texts::VpcRange;
use crate::spec::values::{List, Whole, decode_list, shown, whole};

section! {
    /// The VPC, its zones, and the way out.
    Network as "network" {
        /// The VPC's IPv4 range, /16 to /22. Subnets are planned from it, reserved for every zone
        /// that could be: a zone more moves none.
        cidr: VpcRange = or "10.20.0.0/16",
        /// The availability zones, 2 to 6: how many, or which by name. Names differ from account to
        /// account, so each is a parameter of the root stack; by number its default is one of the
        /// region's first zones.
        zones: ZoneChoice = or "3",
        /// How hosts reach what is outside of the VPC. It can be changed later: addresses that firewalls
        /// of others know change with it.
        egress: Egress = or "nat-per-zone",
        /// Whether the database has a subnet of its own in each zone, which has no route but those inside
        /// the VPC; else it is in the private subnets, where security groups keep others from it. Their
        /// addresses are reserved in any case. To be chosen before the first deployment: RDS does not let
        /// a database move to other subnets, and an update that asks for it fails and is taken back.
        data_subnets: bool = or "false",
    }
}

const FEWEST: u32 = 2;
const MOST: u32 = 6;

/// Zones by number or by name.
#[derive(Clone, Debug)]
pub(in crate::spec) enum ZoneChoice {
    /// How many.
    Count(usize),
    /// Which.
    Named(List<Zone>),
}

impl Value for ZoneChoice {
    fn shape() -> Shape {
        let number = Whole::<FEWEST, MOST>::shape();
        let list = Shape::List {
            item: Box::new(Zone::shape()),
            min: Zones::FEWEST,
            max: Zones::MOST,
            repeats: false,
        };
        Shape::Either(vec![number, list])
    }

    fn decode(node: &Node, spot: Spot, reader: &mut Reader<'_>) -> Option<Self> {
        if let Some(number) = whole(node) {
            count(number, &shown(node), spot, reader)?;
            return usize::try_from(number).ok().map(Self::Count);
        }
        let items = decode_list(&Self::shape(), node, spot, reader)?;
        let listed = node.as_sequence().map_or(0, <[Node]>::len);
        count(
            i128::try_from(listed).ok()?,
            &listed.to_string(),
            spot,
            reader,
        )?;
        items.complete.then_some(Self::Named(items))
    }
}

/// Whether there are enough zones and not too many.
fn count(number: i128, shown: &str, spot: Spot, reader: &mut Reader<'_>) -> Option<()> {
    let expected = format!("expected {FEWEST} to {MOST} zones");
    if number < i128::from(FEWEST) {
        let zones = if number == 1 { "zone" } else { "zones" };
        let message = format!("{shown} {zones}: when a zone fails, nothing is left");
        let said = reader
            .report(rules::ZONES_ONE, spot, message)
            .expected(expected);
        said.help(RECOMMENDATION);
        return None;
    }
    if number > i128::from(MOST) {
        let message = format!("{shown} zones are more than a deployment has");
        reader
            .report(rules::ZONES_MANY, spot, message)
            .expected(expected);
        return None;
    }
    Some(())
}
