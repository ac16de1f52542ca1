//! The network stack: one VPC and, in every zone, a public and a private subnet.
//!
//! Sources: HA architecture, "Virtual Private Cloud" and "Availability Zones": each zone has a public
//! and a private subnet, and only load balancers run in the public one; the NAT gateways beside them
//! are network devices. Amazon VPC user guide, "NAT gateways" (one per zone, or a zone's failure
//! takes the others' egress with it). Not here: which addresses (`architecture` planned them),
//! security groups (each lives with its owner).

use super::keys_and_secrets::KeysAndSecrets;
use super::parameters::Parameters;
use crate::architecture::{Architecture, PerZone};
use crate::assembly::Stack;
use crate::aws::Zone;
use crate::bindings::ec2::{
    AvailabilityZoneName, Eip, FlowLog, InternetGateway, InternetGatewayHandle, NatGateway,
    NatGatewayHandle, Route, RouteTable, RouteTableHandle, RouteTableId, Subnet, SubnetId,
    SubnetRouteTableAssociation, Vpc, VpcEndpoint, VpcGatewayAttachment,
    VpcGatewayAttachmentHandle, VpcHandle, VpcId, flow_log, vpc_endpoint,
};
use crate::bindings::iam::{Role, role};
use crate::bindings::logs::LogGroup;
use crate::cfn::{
    DeletionPolicy, Expr, List, Resource as _, Tag, UpdateReplacePolicy, account_id, partition,
    region,
};
use crate::policy::{Document, Principal, Statement};
use crate::sub;

/// What other stacks may use of the network. Using a field is the wiring.
pub struct Network {
    /// The deployment's VPC.
    pub vpc: Expr<VpcId>,
    /// One public subnet per zone: load balancers and NAT gateways, nothing else.
    pub public: Expr<List<SubnetId>>,
    /// The public subnet of each zone.
    pub public_of: PerZone<Expr<SubnetId>>,
    /// One private subnet per zone: pools and the database.
    pub private: Expr<List<SubnetId>>,
    /// The private subnet of each zone.
    pub private_of: PerZone<Expr<SubnetId>>,
    /// The NAT gateway of each zone.
    pub nat_gateways: PerZone<NatGatewayHandle>,
}

/// What all parts of the network need.
struct Parts<'a> {
    architecture: &'a Architecture,
    vpc: VpcHandle,
    internet: InternetGatewayHandle,
    attachment: VpcGatewayAttachmentHandle,
}

/// Adds the network's resources, in the order a reader of the template expects.
pub fn network(
    architecture: &Architecture,
    parameters: &Parameters,
    keys: &KeysAndSecrets,
    stack: &mut Stack,
) -> Network {
    let vpc = Vpc::new()
        .cidr_block(architecture.addresses().vpc().to_string())
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
        vpc,
        internet,
        attachment,
    };

    let zones = architecture.zones();
    let made = zones.map(|zone| zone_network(&parts, parameters, stack, zone));
    let tables: Vec<_> = made
        .values()
        .map(|zone| zone.private_routes.clone())
        .collect();
    storage_endpoint(&parts, stack, tables);
    flow_logs(&parts, keys, stack);

    let public: Vec<_> = made.values().map(|zone| zone.public.clone()).collect();
    let private: Vec<_> = made.values().map(|zone| zone.private.clone()).collect();
    Network {
        public: stack.list("PublicSubnetIds", public),
        public_of: made.map(|_, zone| zone.public.clone()),
        private: stack.list("PrivateSubnetIds", private),
        private_of: made.map(|_, zone| zone.private.clone()),
        vpc: parts.vpc.id(),
        nat_gateways: made.map(|_, zone| zone.nat_gateway.clone()),
    }
}

/// What a zone has of the network.
struct ZoneNetwork {
    public: Expr<SubnetId>,
    private: Expr<SubnetId>,
    private_routes: Expr<RouteTableId>,
    nat_gateway: NatGatewayHandle,
}

fn zone_network(
    parts: &Parts<'_>,
    parameters: &Parameters,
    stack: &mut Stack,
    zone: &Zone,
) -> ZoneNetwork {
    let name = parameters.zones.of(zone.letter());
    let public = public_subnet(parts, name, stack, zone);
    let nat_gateway = nat_gateway(parts, stack, zone, &public);
    let private = private_subnet(parts, name, stack, zone);
    let private_routes = private_routes(parts, stack, zone, &private, &nat_gateway);
    ZoneNetwork {
        public,
        private,
        private_routes,
        nat_gateway,
    }
}

fn public_subnet(
    parts: &Parts<'_>,
    name: &Expr<AvailabilityZoneName>,
    stack: &mut Stack,
    zone: &Zone,
) -> Expr<SubnetId> {
    let letter = zone.letter();
    let subnet = Subnet::new(parts.vpc.id())
        .cidr_block(
            parts
                .architecture
                .addresses()
                .public(zone.letter())
                .to_string(),
        )
        .availability_zone(name)
        .map_public_ip_on_launch(false)
        .tags([zone_name(parts.architecture, "public", zone)]);
    let subnet = stack.add(format!("PublicSubnet{letter}"), subnet).id();
    let table = route_table(parts, stack, zone, "Public", &subnet);
    stack.add(
        format!("PublicRoute{letter}"),
        Route::new(table.id())
            .destination_cidr_block("0.0.0.0/0")
            .gateway_id(parts.internet.id())
            .depends_on(&parts.attachment),
    );
    subnet
}

fn private_subnet(
    parts: &Parts<'_>,
    name: &Expr<AvailabilityZoneName>,
    stack: &mut Stack,
    zone: &Zone,
) -> Expr<SubnetId> {
    let subnet = Subnet::new(parts.vpc.id())
        .cidr_block(
            parts
                .architecture
                .addresses()
                .private(zone.letter())
                .to_string(),
        )
        .availability_zone(name)
        .map_public_ip_on_launch(false)
        .tags([zone_name(parts.architecture, "private", zone)]);
    stack
        .add(format!("PrivateSubnet{}", zone.letter()), subnet)
        .id()
}

/// The zone's way out, with an address of its own that operators can give to firewalls.
fn nat_gateway(
    parts: &Parts<'_>,
    stack: &mut Stack,
    zone: &Zone,
    subnet: &Expr<SubnetId>,
) -> NatGatewayHandle {
    let letter = zone.letter();
    let address = Eip::new()
        .domain("vpc")
        .tags([zone_name(parts.architecture, "nat", zone)])
        .depends_on(&parts.attachment);
    let address = stack.add(format!("NatAddress{letter}"), address);
    let gateway = NatGateway::new()
        .subnet_id(subnet)
        .allocation_id(address.allocation_id())
        .tags([zone_name(parts.architecture, "nat", zone)])
        .depends_on(&parts.attachment);
    stack.add(format!("NatGateway{letter}"), gateway)
}

fn private_routes(
    parts: &Parts<'_>,
    stack: &mut Stack,
    zone: &Zone,
    subnet: &Expr<SubnetId>,
    gateway: &NatGatewayHandle,
) -> Expr<RouteTableId> {
    let table = route_table(parts, stack, zone, "Private", subnet);
    stack.add(
        format!("PrivateRoute{}", zone.letter()),
        Route::new(table.id())
            .destination_cidr_block("0.0.0.0/0")
            .nat_gateway_id(gateway.id()),
    );
    table.id()
}

fn route_table(
    parts: &Parts<'_>,
    stack: &mut Stack,
    zone: &Zone,
    kind: &str,
    subnet: &Expr<SubnetId>,
) -> RouteTableHandle {
    let letter = zone.letter();
    let table = RouteTable::new(parts.vpc.id()).tags([zone_name(
        parts.architecture,
        &kind.to_lowercase(),
        zone,
    )]);
    let table = stack.add(format!("{kind}RouteTable{letter}"), table);
    stack.add(
        format!("{kind}RouteTableAssociation{letter}"),
        SubnetRouteTableAssociation::new(table.id(), subnet),
    );
    table
}

/// S3 without NAT: image layers and packages come from there. Who may read what is decided by the
/// buckets and roles, so the endpoint has no policy of its own.
fn storage_endpoint(parts: &Parts<'_>, stack: &mut Stack, tables: Vec<Expr<RouteTableId>>) {
    let endpoint = VpcEndpoint::new(parts.vpc.id())
        .vpc_endpoint_type(vpc_endpoint::VpcEndpointType::Gateway)
        .service_name(sub!["com.amazonaws.", region(), ".s3"])
        .route_table_ids(tables)
        .tags([name(parts.architecture, "storage")]);
    stack.add("StorageEndpoint", endpoint);
}

fn flow_logs(parts: &Parts<'_>, keys: &KeysAndSecrets, stack: &mut Stack) {
    let group = LogGroup::new()
        .retention_in_days(parts.architecture.monitoring().log_retention.days())
        .kms_key_id(&keys.key_arn)
        .deletion_policy(DeletionPolicy::Delete)
        .update_replace_policy(UpdateReplacePolicy::Retain);
    let group = stack.add("FlowLogGroup", group);
    let source = sub![
        "arn:",
        partition(),
        ":ec2:",
        region(),
        ":",
        account_id(),
        ":vpc-flow-log/*"
    ];
    let trust = Document::new([Statement::allow(["sts:AssumeRole"])
        .principal(Principal::Service("vpc-flow-logs.amazonaws.com"))
        .when("StringEquals", "aws:SourceAccount", account_id())
        .when("ArnLike", "aws:SourceArn", source)]);
    let write = Document::new([Statement::allow([
        "logs:CreateLogStream",
        "logs:DescribeLogStreams",
        "logs:PutLogEvents",
    ])
    .on(group.arn())]);
    let role = stack.add(
        "FlowLogRole",
        Role::new(trust).policies([role::Policy::new(write, "WriteFlowLogs")]),
    );
    let flow_log = FlowLog::new(parts.vpc.id(), flow_log::ResourceType::Vpc)
        .traffic_type(flow_log::TrafficType::All)
        .log_destination_type(flow_log::LogDestinationType::CloudWatchLogs)
        .log_group_name(group.name())
        .deliver_logs_permission_arn(role.arn())
        .max_aggregation_interval(600)
        .tags([name(parts.architecture, "")]);
    stack.add("FlowLog", flow_log);
}

/// The name that consoles show: the deployment's, and a role.
pub(super) fn name(architecture: &Architecture, role: &str) -> Tag {
    let name = architecture.name();
    let shown = if role.is_empty() {
        name.to_string()
    } else {
        format!("{name}-{role}")
    };
    Tag::new("Name", shown)
}

fn zone_name(architecture: &Architecture, role: &str, zone: &Zone) -> Tag {
    let letter = zone.letter().lower();
    name(architecture, &format!("{role}-{letter}"))
}
