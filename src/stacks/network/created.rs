//! The network stack: one VPC and, in every zone, a public and a private subnet, and where it is asked
//! for an isolated one for the database.
//!
//! Sources: HA architecture, "Virtual Private Cloud" and "Availability Zones"; Amazon VPC user guide,
//! "Gateway endpoints". The NAT gateways beside the load balancers are network devices. Not here: what
//! one zone has (`zone`).

use super::flow_logs::flow_logs;
use super::zone::{NatGateways, zone_network};
use super::{Network, name};
use crate::architecture::{Addresses, Architecture, PerZone};
use crate::assembly::Stack;
use crate::aws::ZoneLetter;
use crate::bindings::ec2::{
    AvailabilityZoneName, InternetGateway, InternetGatewayHandle, RouteTableId, Vpc, VpcEndpoint,
    VpcGatewayAttachment, VpcGatewayAttachmentHandle, VpcHandle, vpc_endpoint,
};
use crate::cfn::{Expr, region};
use crate::stacks::keys_and_secrets::KeysAndSecrets;
use crate::stacks::parameters::Parameters;
use crate::sub;

/// What all parts of the network need.
pub(super) struct Parts<'a> {
    pub(super) architecture: &'a Architecture,
    pub(super) addresses: &'a Addresses,
    /// The zones' names.
    pub(super) zones: &'a PerZone<Expr<AvailabilityZoneName>>,
    /// For each zone the zone whose NAT gateway it uses.
    pub(super) gateways: PerZone<Option<ZoneLetter>>,
    pub(super) data_subnets: bool,
    pub(super) vpc: VpcHandle,
    pub(super) internet: InternetGatewayHandle,
    pub(super) attachment: VpcGatewayAttachmentHandle,
}

/// Adds the network's resources, in the order a reader of the template expects.
pub fn created(
    architecture: &Architecture,
    addresses: &Addresses,
    parameters: &Parameters,
    keys: &KeysAndSecrets,
    stack: &mut Stack,
) -> Network {
    let vpc = Vpc::new()
        .cidr_block(addresses.vpc().to_string())
        .enable_dns_hostnames(true)
        .enable_dns_support(true)
        .tags([name(architecture, "")]);
    let vpc = stack.add("Vpc", vpc);
    let internet = InternetGateway::new().tags([name(architecture, "")]);
    let internet = stack.add("InternetGateway", internet);
    let attachment = VpcGatewayAttachment::new(vpc.id()).internet_gateway_id(internet.id());
    let attachment = stack.add("InternetGatewayAttachment", attachment);
    let parts = Parts {
        architecture,
        addresses,
        zones: &parameters.zones,
        gateways: architecture.egress().gateways(architecture.zones()),
        data_subnets: architecture.vpc().has_data_subnets(),
        vpc,
        internet,
        attachment,
    };

    let mut gateways = NatGateways::new();
    let zones = architecture.zones();
    let made = zones.map(|zone| zone_network(&parts, &mut gateways, stack, zone));
    let tables: Vec<_> = made
        .values()
        .map(|zone| zone.private_routes.clone())
        .collect();
    storage_endpoint(&parts, stack, tables);
    flow_logs(architecture, keys, &parts.vpc, stack);

    let public: Vec<_> = made.values().map(|zone| zone.public.clone()).collect();
    let private: Vec<_> = made.values().map(|zone| zone.private.clone()).collect();
    let data: Vec<_> = made.values().filter_map(|zone| zone.data.clone()).collect();
    let private = stack.list("PrivateSubnetIds", private);
    let addresses: Vec<_> = gateways.values().map(|(_, one)| one.public_ip()).collect();
    Network {
        public: stack.list("PublicSubnetIds", public),
        public_of: made.map(|_, zone| zone.public.clone()),
        private_of: made.map(|_, zone| zone.private.clone()),
        database: if data.is_empty() {
            private.clone()
        } else {
            stack.list("DataSubnetIds", data)
        },
        private,
        vpc: parts.vpc.id(),
        nat_addresses: (!addresses.is_empty()).then(|| stack.list("NatAddresses", addresses)),
        nat_gateways: gateways
            .into_iter()
            .map(|(letter, (gateway, _))| (letter, gateway))
            .collect(),
    }
}

/// S3 without NAT: image layers and packages come from there, out of buckets of AWS whose names change.
/// Who may read what is decided by the buckets and roles, so the endpoint has no policy of its own.
fn storage_endpoint(parts: &Parts<'_>, stack: &mut Stack, tables: Vec<Expr<RouteTableId>>) {
    let endpoint = VpcEndpoint::new(parts.vpc.id())
        .vpc_endpoint_type(vpc_endpoint::VpcEndpointType::Gateway)
        .service_name(sub!["com.amazonaws.", region(), ".s3"])
        .route_table_ids(tables)
        .tags([name(parts.architecture, "storage")]);
    stack.add("StorageEndpoint", endpoint);
}
