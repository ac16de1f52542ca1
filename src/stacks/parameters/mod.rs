//! The parameters of the root stack: what is decided when a deployment is deployed, with the spec's
//! values as defaults.
//!
//! Structure (zones, modes, which services there are) is no parameter: it is in the templates. A
//! value used in any stack passes down to it under the same name.

mod database;
mod neighbours;
mod network;
mod sizes;

use std::collections::BTreeMap;

use super::declaration::Declaration;
use super::public_names::PublicNames;
use crate::architecture::{Architecture, PerPool, PerZone, RootParameter, SecretName, ServiceId};
use crate::assembly::Stack;
use crate::bindings::certificate_manager::CertificateArn;
use crate::bindings::ec2::{AvailabilityZoneName, ImageId, PrefixListId, SecurityGroupId};
use crate::bindings::route53::HostedZoneId;
use crate::bindings::secrets_manager::SecretArn;
use crate::cfn::{Boolean, Condition, Expr, Integer, IntoExpr as _, Parameter, Text, equals};

pub(super) use neighbours::hosted_zone;
pub use network::{ExistingVpc, VpcParameters};

/// Every root parameter as the value that stacks use.
pub struct Parameters {
    /// Whether tasks run.
    pub services_on: Condition,
    /// Whether database and load balancer refuse to be deleted.
    pub deletion_protection: Expr<Boolean>,
    /// The public names.
    pub names: PublicNames,
    /// The hosted zone of the domain, where its names are in Route 53.
    pub hosted_zone_id: Option<Expr<HostedZoneId>>,
    /// The certificate, where it is not issued.
    pub certificate_arn: Option<Expr<CertificateArn>>,
    /// The list of CloudFront's addresses, where it is the gateway.
    pub cloudfront_prefix_list: Option<Expr<PrefixListId>>,
    /// The gateway's certificate, where it is not issued.
    pub gateway_certificate_arn: Option<Expr<CertificateArn>>,
    /// The address of the identity provider, where a service is told of it.
    pub identity_provider_url: Option<Expr<Text>>,
    /// The client id at the identity provider, where a service is told of it.
    pub identity_provider_client_id: Option<Expr<Text>>,
    /// The secret that the deployment's own registry asks for, where it does.
    pub registry_credentials: Option<Expr<SecretArn>>,
    /// Kafka, where there is one.
    pub kafka: Option<KafkaParameters>,
    /// The zones' names.
    pub zones: PerZone<Expr<AvailabilityZoneName>>,
    /// What is decided of the VPC.
    pub vpc: VpcParameters,
    /// What is decided of each pool.
    pub pools: PerPool<PoolParameters>,
    /// The class of the database's instance.
    pub database_instance_class: Expr<Text>,
    /// The storage that the database begins with, in GiB, where it has a size.
    pub database_storage_gib: Option<Expr<Integer>>,
    /// What the storage of a cluster does in a second, where that is said.
    pub database_iops: Option<Expr<Integer>>,
    /// The snapshot that the database is made of, if it is.
    pub database_snapshot: Option<Expr<Text>>,
    /// What is decided of each service.
    pub services: BTreeMap<ServiceId, ServiceParameters>,
    /// Secrets of operators that exist already.
    pub secrets: BTreeMap<SecretName, Expr<SecretArn>>,
    /// Who is told of alarms.
    pub alarms_email: Option<Expr<Text>>,
}

/// What is decided of Kafka.
pub struct KafkaParameters {
    /// Its bootstrap servers.
    pub bootstrap_servers: Expr<Text>,
    /// The security group of its brokers.
    pub security_group: Expr<SecurityGroupId>,
}

/// What is decided of a pool.
pub struct PoolParameters {
    /// The instance type of its hosts.
    pub instance_type: Expr<Text>,
    /// The image of its hosts: a pinned release, so that nothing rolls hosts unasked.
    pub image_id: Expr<ImageId>,
    /// The fewest hosts.
    pub min: Expr<Integer>,
    /// The most hosts.
    pub max: Expr<Integer>,
}

/// What is decided of a service.
pub struct ServiceParameters {
    /// The tag of its image; none where the spec pins a digest.
    pub image_tag: Option<Expr<Text>>,
    /// How many tasks.
    pub count: CountParameters,
}

/// How many tasks of a service, or of each of its units.
pub enum CountParameters {
    /// Always the same number.
    Fixed(Expr<Integer>),
    /// Between two numbers.
    Scaled {
        /// The fewest.
        min: Expr<Integer>,
        /// The most.
        max: Expr<Integer>,
    },
    /// Those of a job: its schedule says when there is one, and nobody else.
    Scheduled,
}

impl CountParameters {
    /// The tasks that always run.
    #[must_use]
    pub fn least(&self) -> Expr<Integer> {
        match self {
            Self::Fixed(count) => count.clone(),
            Self::Scaled { min, .. } => min.clone(),
            Self::Scheduled => 0.into_expr(),
        }
    }
}

/// Declares every parameter in the root, in the order of its console page.
pub(super) fn declare(architecture: &Architecture, root: &mut Stack) -> (Parameters, Declaration) {
    let mut to = Declaration::default();
    let start = to.flag(
        root,
        RootParameter::StartServices,
        "Whether tasks run: false until images are pushed and secrets have their values.",
    );
    let services_on = root.condition("ServicesOn", equals(start, "true"));
    let deletion_protection = to.flag(
        root,
        RootParameter::DeletionProtection,
        "Whether the database and the load balancer refuse to be deleted: false for the first \
         deployment alone, whose rollback it would block.",
    );
    let names = PublicNames::declare(architecture, &mut to, root);
    let hosted_zone_id = neighbours::hosted_zone(architecture, &mut to, root);
    let certificate_arn = neighbours::certificate(architecture, &mut to, root);
    let (cloudfront_prefix_list, gateway_certificate_arn) =
        neighbours::gateway(architecture, &mut to, root);
    let parameters = Parameters {
        services_on,
        deletion_protection,
        names,
        hosted_zone_id,
        certificate_arn,
        cloudfront_prefix_list,
        gateway_certificate_arn,
        identity_provider_url: neighbours::identity_provider_url(architecture, &mut to, root),
        identity_provider_client_id: neighbours::identity_provider_client_id(
            architecture,
            &mut to,
            root,
        ),
        registry_credentials: neighbours::registry_credentials(architecture, &mut to, root),
        kafka: neighbours::kafka(architecture, &mut to, root),
        zones: network::zones(architecture, &mut to, root),
        vpc: network::vpc(architecture, &mut to, root),
        pools: architecture
            .pools()
            .map(|_, pool| sizes::pool_parameters(pool, &mut to, root)),
        database_instance_class: database::instance_class(architecture, &mut to, root),
        database_storage_gib: database::storage_gib(architecture, &mut to, root),
        database_iops: database::iops(architecture, &mut to, root),
        database_snapshot: database::snapshot(architecture, &mut to, root),
        services: architecture
            .services()
            .iter()
            .map(|service| {
                (
                    service.id.clone(),
                    sizes::service_parameters(architecture, service, &mut to, root),
                )
            })
            .collect(),
        secrets: secrets(architecture, &mut to, root),
        alarms_email: architecture
            .monitoring()
            .alarms_email
            .as_ref()
            .map(|address| {
                to.decided(
                    root,
                    RootParameter::AlarmsEmail,
                    Parameter::new("Address that is told of alarms; it gets a letter to confirm."),
                    Some(address.to_string()),
                )
            }),
    };
    network::zones_differ(&parameters.zones, root);
    (parameters, to)
}

fn secrets(
    architecture: &Architecture,
    to: &mut Declaration,
    root: &mut Stack,
) -> BTreeMap<SecretName, Expr<SecretArn>> {
    let existing = architecture.operator_secrets().iter().filter_map(|secret| {
        let existing = secret.existing.as_ref()?;
        let parameter = Parameter::new(&format!("ARN of the secret {}.", secret.name));
        let arn = to.decided(
            root,
            RootParameter::SecretArn(secret.name.clone()),
            parameter,
            Some(existing.secret().to_string()),
        );
        Some((secret.name.clone(), arn))
    });
    existing.collect()
}
