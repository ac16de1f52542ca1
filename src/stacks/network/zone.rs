//! What a zone has of a VPC that is made with the deployment: subnets, routes, and its way out.
//!
//! Source: Amazon VPC user guide, "NAT gateways" (with one per zone, or a zone's failure takes the
//! others' egress with it), "Route tables". Everything is named by the zone's letter, so that another
//! zone renames nothing. Not here: the VPC as a whole (`created`).

use std::collections::BTreeMap;

use super::created::Parts;
use super::name;
use crate::architecture::SubnetKind;
use crate::assembly::Stack;
use crate::aws::{Zone, ZoneLetter};
use crate::bindings::ec2::{
    Eip, EipHandle, NatGateway, NatGatewayHandle, Route, RouteTable, RouteTableHandle,
    RouteTableId, Subnet, SubnetId, SubnetRouteTableAssociation,
};
use crate::cfn::{Expr, Resource as _, Tag};

/// What a zone has of the network.
pub(super) struct ZoneNetwork {
    pub(super) public: Expr<SubnetId>,
    pub(super) private: Expr<SubnetId>,
    pub(super) private_routes: Expr<RouteTableId>,
    /// The isolated subnet, where there is one.
    pub(super) data: Option<Expr<SubnetId>>,
}

/// The NAT gateways made so far, each with its address, by zone.
pub(super) type NatGateways = BTreeMap<ZoneLetter, (NatGatewayHandle, EipHandle)>;

pub(super) fn zone_network(
    parts: &Parts<'_>,
    gateways: &mut NatGateways,
    stack: &mut Stack,
    zone: &Zone,
) -> ZoneNetwork {
    let letter = zone.letter();
    let public = public_subnet(parts, stack, zone);
    let used = parts.gateways.of(letter);
    // The one gateway of several zones is in the first of them, which comes first.
    if *used == Some(letter) {
        gateways.insert(letter, nat_gateway(parts, stack, zone, &public));
    }
    let private = subnet(parts, stack, zone, SubnetKind::Private);
    let table = route_table(parts, stack, zone, SubnetKind::Private, &private);
    if let Some((gateway, _)) = used.and_then(|zone| gateways.get(&zone)) {
        stack.add(
            format!("PrivateRoute{letter}"),
            Route::new(table.id())
                .destination_cidr_block("0.0.0.0/0")
                .nat_gateway_id(gateway.id()),
        );
    }
    let data = parts.data_subnets.then(|| {
        let data = subnet(parts, stack, zone, SubnetKind::Data);
        // A table of its own, without a route: what the main table has does not hold here.
        route_table(parts, stack, zone, SubnetKind::Data, &data);
        data
    });
    ZoneNetwork {
        public,
        private,
        private_routes: table.id(),
        data,
    }
}

fn public_subnet(parts: &Parts<'_>, stack: &mut Stack, zone: &Zone) -> Expr<SubnetId> {
    let subnet = subnet(parts, stack, zone, SubnetKind::Public);
    let table = route_table(parts, stack, zone, SubnetKind::Public, &subnet);
    stack.add(
        format!("PublicRoute{}", zone.letter()),
        Route::new(table.id())
            .destination_cidr_block("0.0.0.0/0")
            .gateway_id(parts.internet.id())
            .depends_on(&parts.attachment),
    );
    subnet
}

fn subnet(parts: &Parts<'_>, stack: &mut Stack, zone: &Zone, kind: SubnetKind) -> Expr<SubnetId> {
    let letter = zone.letter();
    let subnet = Subnet::new(parts.vpc.id())
        .cidr_block(parts.addresses.of(kind, letter).to_string())
        .availability_zone(parts.zones.of(letter))
        .map_public_ip_on_launch(false)
        .tags([zone_name(parts, kind.word(), zone)]);
    stack.add(kind.subnet(letter), subnet).id()
}

/// The zone's way out, with an address of its own that operators can give to firewalls.
fn nat_gateway(
    parts: &Parts<'_>,
    stack: &mut Stack,
    zone: &Zone,
    subnet: &Expr<SubnetId>,
) -> (NatGatewayHandle, EipHandle) {
    let letter = zone.letter();
    let address = Eip::new()
        .domain("vpc")
        .tags([zone_name(parts, "nat", zone)])
        .depends_on(&parts.attachment);
    let address = stack.add(format!("NatAddress{letter}"), address);
    let gateway = NatGateway::new()
        .subnet_id(subnet)
        .allocation_id(address.allocation_id())
        .tags([zone_name(parts, "nat", zone)])
        .depends_on(&parts.attachment);
    let gateway = stack.add(format!("NatGateway{letter}"), gateway);
    (gateway, address)
}

fn route_table(
    parts: &Parts<'_>,
    stack: &mut Stack,
    zone: &Zone,
    kind: SubnetKind,
    subnet: &Expr<SubnetId>,
) -> RouteTableHandle {
    let (letter, prefix) = (zone.letter(), kind.prefix());
    let table = RouteTable::new(parts.vpc.id()).tags([zone_name(parts, kind.word(), zone)]);
    let table = stack.add(format!("{prefix}RouteTable{letter}"), table);
    stack.add(
        format!("{prefix}RouteTableAssociation{letter}"),
        SubnetRouteTableAssociation::new(table.id(), subnet),
    );
    table
}

fn zone_name(parts: &Parts<'_>, role: &str, zone: &Zone) -> Tag {
    let letter = zone.letter().lower();
    name(parts.architecture, &format!("{role}-{letter}"))
}
