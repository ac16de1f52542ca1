//! The outputs of the root stack: what people and scripts ask a deployment for.
//!
//! Not here: values that only stacks use (wiring makes those).

use super::accelerator::Accelerator;
use super::cluster::Cluster;
use super::database::Database;
use super::keys_and_secrets::KeysAndSecrets;
use super::load_balancers::LoadBalancers;
use super::monitoring::Monitoring;
use super::network::Network;
use super::parameters::Parameters;
use super::pool::Pool;
use super::public_names::PublicNames;
use super::registry::Registry;
use crate::architecture::{
    Architecture, Dns, GatewayOrigin, PerPool, RecordTarget, RecordType, ServicePart,
};
use crate::assembly::Stack;
use crate::bindings::cloud_front::DistributionHandle;
use crate::cfn::{Expr, IntoExpr, Text, join};
use crate::sub;

/// What the outputs are about.
pub(super) struct Told<'a> {
    pub(super) load_balancers: &'a LoadBalancers,
    pub(super) gateway: Option<&'a DistributionHandle>,
    pub(super) accelerator: Option<&'a Accelerator>,
    pub(super) network: &'a Network,
    pub(super) registry: Option<&'a Registry>,
    pub(super) keys: &'a KeysAndSecrets,
    pub(super) cluster: &'a Cluster,
    pub(super) pools: &'a PerPool<Pool>,
    pub(super) database: &'a Database,
    pub(super) monitoring: &'a Monitoring,
}

/// Adds the outputs, in the order of a deployment's first day.
pub(super) fn outputs(
    architecture: &Architecture,
    parameters: &Parameters,
    told: &Told<'_>,
    root: &mut Stack,
) {
    if let Some(registry) = told.registry {
        for service in architecture.services() {
            let Some(repository) = registry.repositories.get(&service.id) else {
                continue;
            };
            root.output(
                &service.id.part(ServicePart::Repository),
                &format!("Where the image of {} is pushed.", service.id),
                repository.repository_uri(),
            );
        }
    }
    for secret in architecture.operator_secrets() {
        let made_here = !parameters.secrets.contains_key(&secret.name);
        let Some(arn) = told.keys.operator.get(&secret.name).filter(|_| made_here) else {
            continue;
        };
        root.output(
            &secret.name.logical_id(),
            &format!(
                "ARN of the secret {}, whose value an operator puts.",
                secret.name
            ),
            arn,
        );
    }
    ways_in(told, root);
    if *architecture.dns() == Dns::External {
        records(architecture, &parameters.names, told, root);
    }
    ways_out(told, root);
    root.output(
        "Url",
        "Where the deployment answers.",
        sub!["https://", parameters.names.domain(), "/"],
    );
    root.output(
        "ClusterName",
        "Name of the ECS cluster.",
        &told.cluster.name,
    );
    for (pool, made) in told.pools.iter() {
        root.output(
            &format!("{}PoolSecurityGroup", pool.prefix()),
            &format!(
                "Id of the security group of the {pool} pool's hosts, for rules of what they are to reach."
            ),
            &made.security_group,
        );
    }
    root.output(
        "DatabaseAddress",
        "Host of the database.",
        &told.database.address,
    );
    if let Some(reader) = &told.database.reader {
        root.output(
            "DatabaseReaderAddress",
            "Host of the database for connections that only read.",
            reader,
        );
    }
    root.output(
        "AlarmTopic",
        "ARN of the topic of all alarms.",
        &told.monitoring.topic,
    );
}

/// The addresses from which hosts come, for the firewalls of others.
fn ways_out(told: &Told<'_>, root: &mut Stack) {
    if let Some(addresses) = &told.network.nat_addresses {
        root.output(
            "NatAddresses",
            "Addresses from which hosts reach the internet.",
            join(", ", addresses),
        );
    }
}

/// The names and addresses to which the public names lead, for whoever enters records.
fn ways_in(told: &Told<'_>, root: &mut Stack) {
    if let Some(gateway) = told.gateway {
        root.output(
            "DistributionName",
            "Public DNS name of the distribution.",
            gateway.domain_name(),
        );
    }
    if let Some(accelerator) = told.accelerator {
        root.output(
            "AcceleratorName",
            "Public DNS name of the accelerator.",
            &accelerator.dns_name,
        );
        root.output(
            "AcceleratorAddresses",
            "Addresses of the accelerator; they never change.",
            join(", ", &accelerator.addresses),
        );
    }
    for (role, balancer) in told.load_balancers.balancers.iter() {
        let reach = if role.is_public() {
            "Public"
        } else {
            "Private"
        };
        root.output(
            &role.named("LoadBalancerName"),
            &format!("{reach} DNS name of the {role}."),
            balancer.load_balancer.dns_name(),
        );
    }
}

/// The records that somebody else enters, one output for each name.
fn records(architecture: &Architecture, names: &PublicNames, told: &Told<'_>, root: &mut Stack) {
    let records = architecture.public_records();
    let services = architecture.exposed();
    let services = services.map(|(service, exposure)| {
        let name = service.id.part(ServicePart::DnsRecord);
        (name, exposure.host.clone())
    });
    let origin = match architecture.gateway_origin() {
        Some(GatewayOrigin::Host(host)) => Some(("OriginRecord".to_owned(), host)),
        Some(GatewayOrigin::LoadBalancer(_) | GatewayOrigin::Accelerator) | None => None,
    };
    for (name, host) in services.chain(origin) {
        let of_host = records.iter().filter(|one| one.host == host);
        let Some(first) = of_host.clone().next() else {
            continue;
        };
        let record_type = format!(" {} ", first.record_type);
        let targets: Vec<Expr<Text>> = of_host.map(|record| target(told, record.target)).collect();
        let apex = match first.record_type {
            RecordType::CnameOrAlias => "; ALIAS where it is the apex of its zone",
            RecordType::Alias | RecordType::AliasIpv6 | RecordType::Cname | RecordType::Address => {
                ""
            }
        };
        let weighted = if targets.len() > 1 {
            "; a weighted record for each target"
        } else {
            ""
        };
        root.output(
            &name,
            &format!(
                "Record to enter for {}{apex}{weighted}.",
                names.described(&host)
            ),
            sub![names.host(&host), record_type, join(", ", targets)],
        );
    }
}

/// Where a record leads.
fn target(told: &Told<'_>, target: RecordTarget) -> Expr<Text> {
    match target {
        RecordTarget::LoadBalancer(role) => {
            let balancer = told.load_balancers.balancers.of(role);
            balancer.load_balancer.dns_name().into_expr()
        }
        RecordTarget::Accelerator => {
            let accelerator = told.accelerator;
            let accelerator = accelerator.expect("invariant: the plan of records has one");
            join(", ", &accelerator.addresses)
        }
        RecordTarget::Gateway => {
            let gateway = told.gateway;
            let gateway = gateway.expect("invariant: the plan of records has one");
            gateway.domain_name().into_expr()
        }
    }
}
