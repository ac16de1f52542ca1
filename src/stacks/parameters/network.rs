//! Parameters of the network: the zones' names, and the ids of an existing VPC and its subnets.
//!
//! Source: AWS CloudFormation template reference, "Rule functions" (rules see attributes of what a
//! parameter names). What would fail late, or not at all and work badly, is refused before anything is
//! made.

use super::Declaration;
use crate::architecture::{Addresses, Architecture, PerZone, RootParameter, SubnetKind, Vpc};
use crate::assembly::Stack;
use crate::aws::ZoneLetter;
use crate::bindings::ec2::{AvailabilityZoneName, SubnetId, VpcId};
use crate::cfn::{
    Assertion, Expr, IntoExpr, Parameter, Predicate, RuleSection, Text, each_member_in, equals,
    not, ref_all, value_of_all,
};

/// What is decided of the VPC.
pub enum VpcParameters {
    /// Nothing: it is made with the deployment.
    None {
        /// Its range and those of its subnets.
        addresses: Addresses,
    },
    /// Which it is, and which subnets.
    Existing(ExistingVpc),
}

/// An existing VPC with its subnets.
pub struct ExistingVpc {
    /// The VPC.
    pub id: Expr<VpcId>,
    /// The public subnet of each zone.
    pub public: PerZone<Expr<SubnetId>>,
    /// The private subnet of each zone.
    pub private: PerZone<Expr<SubnetId>>,
    /// The isolated subnet of each zone, where the database has such.
    pub data: Option<PerZone<Expr<SubnetId>>>,
}

/// Each zone's name is a parameter, whether the spec names it or counts it: names differ from account
/// to account.
pub(super) fn zones(
    architecture: &Architecture,
    to: &mut Declaration,
    root: &mut Stack,
) -> PerZone<Expr<AvailabilityZoneName>> {
    architecture.zones().map(|zone| {
        let letter = zone.letter();
        let parameter = Parameter::new(&format!(
            "Name of zone {letter} in this account. Zone names differ between accounts; the subnets \
             of a zone stay where they are for ever."
        ));
        to.decided(root, RootParameter::Zone(letter), parameter, Some(zone.to_string()))
    })
}

/// Two zones of one name would fail late, at the load balancer.
pub(super) fn zones_differ(zones: &PerZone<Expr<AvailabilityZoneName>>, root: &mut Stack) {
    let named: Vec<_> = zones
        .iter()
        .map(|(letter, name)| (format!("Zone{letter}"), name))
        .collect();
    differ("ZonesDiffer", "zones", &named, root);
}

/// The VPC and its subnets, where they exist already.
pub(super) fn vpc(
    architecture: &Architecture,
    to: &mut Declaration,
    root: &mut Stack,
) -> VpcParameters {
    let (id, subnets) = match architecture.vpc() {
        Vpc::Created { addresses, .. } => {
            let addresses = addresses.clone();
            return VpcParameters::None { addresses };
        }
        Vpc::Existing { id, subnets, .. } => (id, subnets),
    };
    let id = to.decided(
        root,
        RootParameter::VpcId,
        Parameter::new("Id of the VPC, which has names for its hosts and resolves them."),
        id.now().map(ToString::to_string),
    );
    let mut declared = |kind: SubnetKind| {
        architecture.zones().map(|zone| {
            let letter = zone.letter();
            let known = subnets.get(&letter).and_then(|of_zone| of_zone.of(kind));
            to.decided(
                root,
                RootParameter::Subnet(kind, letter),
                Parameter::new(&format!(
                    "Id of the {kind} subnet of zone {letter}, {}.",
                    what(kind)
                )),
                known.map(ToString::to_string),
            )
        })
    };
    let vpc = ExistingVpc {
        id,
        public: declared(SubnetKind::Public),
        private: declared(SubnetKind::Private),
        data: architecture
            .vpc()
            .has_data_subnets()
            .then(|| declared(SubnetKind::Data)),
    };
    subnets_fit(&vpc, root);
    VpcParameters::Existing(vpc)
}

/// What a subnet of somebody else's has to be like.
fn what(kind: SubnetKind) -> &'static str {
    match kind {
        SubnetKind::Public => "with a route to the internet, for load balancers",
        SubnetKind::Private => "for hosts, which get no public address",
        SubnetKind::Data => "without a route out of the VPC, for the database",
    }
}

/// All subnets are of the VPC and in the deployment's zones, and no two are the same.
fn subnets_fit(vpc: &ExistingVpc, root: &mut Stack) {
    let subnets = || value_of_all::<SubnetId>("VpcId");
    let in_vpc = Assertion {
        assert: each_member_in(subnets(), ref_all::<VpcId>()),
        description: "all subnets are to be subnets of the VPC".to_owned(),
    };
    root.rule("SubnetsInVpc", RuleSection::new(vec![in_vpc]));
    let in_zones = Assertion {
        assert: each_member_in(
            value_of_all::<SubnetId>("AvailabilityZone"),
            ref_all::<AvailabilityZoneName>(),
        ),
        description: "all subnets are to be in the zones of the deployment".to_owned(),
    };
    root.rule("SubnetsInZones", RuleSection::new(vec![in_zones]));
    let of_kind = |kind: SubnetKind, subnets: &PerZone<Expr<SubnetId>>| {
        let named = subnets.iter();
        let named = named.map(|(letter, id): (ZoneLetter, _)| (kind.subnet(letter), id.clone()));
        named.collect::<Vec<_>>()
    };
    let mut named = of_kind(SubnetKind::Public, &vpc.public);
    named.extend(of_kind(SubnetKind::Private, &vpc.private));
    if let Some(data) = &vpc.data {
        named.extend(of_kind(SubnetKind::Data, data));
    }
    differ("SubnetsDiffer", "subnets", &named, root);
}

/// Refuses two parameters of one value.
fn differ<V: IntoExpr<Text> + Clone>(
    rule: &str,
    what: &str,
    named: &[(String, V)],
    root: &mut Stack,
) {
    let pairs = named.iter().enumerate().flat_map(|(number, one)| {
        let others = named.iter().skip(number + 1);
        others.map(move |other| (one, other))
    });
    let assertions = pairs.map(|((one, first), (other, second))| {
        let same: Predicate = equals(first.clone(), second.clone());
        Assertion {
            assert: not(same),
            description: format!("{one} and {other} are to be two {what}"),
        }
    });
    root.rule(rule, RuleSection::new(assertions.collect()));
}
