//! `network`: the VPC, its zones, the way out.

use crate::architecture::{Egress, RECOMMENDATION, Zones};
use crate::aws::{Cidr, SubnetId, VpcId, Zone, ZoneLetter};
use crate::document::Node;
use crate::spec::reader::{Reader, Spot, Value};
use crate::spec::rules;
use crate::spec::section::section;
use crate::spec::shape::Shape;
use crate::spec::texts::VpcRange;
use crate::spec::values::{
    List, Named, Whole, decode_list, decode_named, shown, text_shape, whole,
};

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
        /// Ranges of your own for subnets, by the letter of their zone; the others are planned. No range
        /// of a subnet can be changed later.
        subnets: Named<ZoneLetter, SubnetRanges> = map "a: { public: 10.20.0.0/24, private: 10.20.16.0/20 }",
        /// A VPC that exists, with its subnets. Nothing of it is made or changed: its routes, NAT gateways,
        /// endpoints and flow logs are its owner's, and `egress` says what they are. It lets a deployment
        /// live beside what is there; whether its subnets are what they are said to be, only a deployment
        /// shows.
        existing: Option<ExistingVpc> = optional "{}" "a VPC is made",
    }
}

section! {
    /// Ranges of the subnets of a zone, within the VPC's range, /16 to /28.
    SubnetRanges as "subnet_ranges" {
        /// For load balancers and NAT gateways, at least a /27.
        public: Option<Cidr> = optional "10.20.0.0/24" "it is planned",
        /// For hosts.
        private: Option<Cidr> = optional "10.20.16.0/20" "it is planned",
        /// For the database, with `data_subnets`.
        data: Option<Cidr> = optional "10.20.1.0/24" "it is planned",
    }
}

section! {
    /// A VPC that exists. What is left out is given at deployment, as parameters of the root stack; rules of
    /// the root stack then ask that subnets are of the VPC, in the deployment's zones, and no two the same.
    ExistingVpc as "existing_vpc" {
        /// Its id.
        vpc: Option<VpcId> = optional "vpc-0123456789abcdef0"
            "it is given at deployment, as parameter `VpcId` of the root stack",
        /// Its subnets by the letter of their zone: those of every zone, or none.
        subnets: Named<ZoneLetter, ExistingSubnets> = map
            "a: { public: subnet-0123456789abcdef0, private: subnet-0123456789abcdef1 }\nb: { public: subnet-0123456789abcdef2, private: subnet-0123456789abcdef3 }",
    }
}

section! {
    /// The subnets of a zone of an existing VPC.
    ExistingSubnets as "existing_subnets" {
        /// That of load balancers, with a route to an internet gateway.
        public: SubnetId = required "subnet-0123456789abcdef0",
        /// That of hosts, with the way out that `egress` names.
        private: SubnetId = required "subnet-0123456789abcdef1",
        /// That of the database, where it has its own: in all zones or in none.
        data: Option<SubnetId> = optional "subnet-0123456789abcdef4" "the private one",
    }
}

impl Value for Named<ZoneLetter, SubnetRanges> {
    fn shape() -> Shape {
        by_letter::<SubnetRanges>(&[])
    }

    fn decode(node: &Node, spot: Spot, reader: &mut Reader<'_>) -> Option<Self> {
        decode_named(&Self::shape(), node, spot, reader)
    }
}

impl Value for Named<ZoneLetter, ExistingSubnets> {
    fn shape() -> Shape {
        by_letter::<ExistingSubnets>(&["public", "private"])
    }

    fn decode(node: &Node, spot: Spot, reader: &mut Reader<'_>) -> Option<Self> {
        decode_named(&Self::shape(), node, spot, reader)
    }
}

/// A mapping from letters of zones.
fn by_letter<V: Value>(required: &'static [&'static str]) -> Shape {
    Shape::Named {
        key: Box::new(text_shape::<ZoneLetter>()),
        value: Box::new(V::shape()),
        offered: Vec::new(),
        required,
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
