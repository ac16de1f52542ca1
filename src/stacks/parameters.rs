//! The parameters of the root stack: what is decided when a deployment is deployed, with the spec's
//! values as defaults.
//!
//! Structure (zones, modes, which services there are) is no parameter: it is in the templates. A
//! value used in any stack passes down to it under the same name.

use std::collections::BTreeMap;

use super::declaration::Declaration;
use crate::architecture::{
    Architecture, Certificate, Count, Dns, EnvironmentValue, PerPool, PerZone, Pool, RootParameter,
    SecretName, Service, ServiceId, Version, ZoneNaming,
};
use crate::assembly::Stack;
use crate::bindings::certificate_manager::CertificateArn;
use crate::bindings::ec2::{AvailabilityZoneName, ImageId, SecurityGroupId};
use crate::bindings::route53::HostedZoneId;
use crate::bindings::secrets_manager::SecretArn;
use crate::cfn::{Boolean, Condition, Expr, Integer, IntoExpr, Parameter, Text, equals};
use crate::facts::ecs_ami;

/// Every root parameter as the value that stacks use.
pub struct Parameters {
    /// Whether tasks run.
    pub services_on: Condition,
    /// Whether database and load balancer refuse to be deleted.
    pub deletion_protection: Expr<Boolean>,
    /// The hosted zone of the domain.
    pub hosted_zone_id: Expr<HostedZoneId>,
    /// The certificate, where it is not issued.
    pub certificate_arn: Option<Expr<CertificateArn>>,
    /// The address of the identity provider, where a service is told of it.
    pub identity_provider_url: Option<Expr<Text>>,
    /// The client id at the identity provider, where a service is told of it.
    pub identity_provider_client_id: Option<Expr<Text>>,
    /// Kafka, where there is one.
    pub kafka: Option<KafkaParameters>,
    /// The zones' names: literals where the spec names them, parameters where it counts them.
    pub zones: PerZone<Expr<AvailabilityZoneName>>,
    /// What is decided of each pool.
    pub pools: PerPool<PoolParameters>,
    /// The class of the database's instance.
    pub database_instance_class: Expr<Text>,
    /// The storage that the database begins with, in GiB.
    pub database_storage_gib: Expr<Integer>,
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

/// How many tasks of a service.
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
}

impl CountParameters {
    /// The tasks that always run.
    #[must_use]
    pub fn least(&self) -> &Expr<Integer> {
        match self {
            Self::Fixed(count) => count,
            Self::Scaled { min, .. } => min,
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
    let parameters = Parameters {
        services_on: root.condition("ServicesOn", equals(start, "true")),
        deletion_protection: to.flag(
            root,
            RootParameter::DeletionProtection,
            "Whether the database and the load balancer refuse to be deleted: false for the first \
             deployment alone, whose rollback it would block.",
        ),
        hosted_zone_id: hosted_zone(architecture, &mut to, root),
        certificate_arn: certificate(architecture, &mut to, root),
        identity_provider_url: identity_provider_url(architecture, &mut to, root),
        identity_provider_client_id: identity_provider_client_id(architecture, &mut to, root),
        kafka: kafka(architecture, &mut to, root),
        zones: zones(architecture, &mut to, root),
        pools: architecture
            .pools()
            .map(|_, pool| pool_parameters(pool, &mut to, root)),
        database_instance_class: to.decided(
            root,
            RootParameter::DatabaseInstanceClass,
            Parameter::new("Instance class of the database; a change restarts it."),
            Some(architecture.database().instance_class.to_string()),
        ),
        database_storage_gib: to.decided(
            root,
            RootParameter::DatabaseStorageGib,
            Parameter::new("Storage that the database begins with, in GiB; it can only grow.")
                .range(20, 65_536),
            Some(architecture.database().storage_gib.to_string()),
        ),
        services: architecture
            .services()
            .iter()
            .map(|service| {
                (
                    service.id.clone(),
                    service_parameters(service, &mut to, root),
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
    (parameters, to)
}

fn hosted_zone(
    architecture: &Architecture,
    to: &mut Declaration,
    root: &mut Stack,
) -> Expr<HostedZoneId> {
    let Dns::Route53 { hosted_zone } = architecture.dns();
    to.decided(
        root,
        RootParameter::HostedZoneId,
        Parameter::new("Id of the Route 53 hosted zone that holds the domain."),
        hosted_zone.now().map(ToString::to_string),
    )
}

fn certificate(
    architecture: &Architecture,
    to: &mut Declaration,
    root: &mut Stack,
) -> Option<Expr<CertificateArn>> {
    let Certificate::Given(arn) = architecture.certificate() else {
        return None;
    };
    let parameter =
        Parameter::new("ARN of the certificate of the domain and its hosts, in this region.");
    let arn = arn.now().map(ToString::to_string);
    Some(to.decided(root, RootParameter::CertificateArn, parameter, arn))
}

fn is_told(architecture: &Architecture, of: &EnvironmentValue) -> bool {
    let mut variables = architecture
        .services()
        .iter()
        .flat_map(|service| &service.environment);
    variables.any(|(_, value)| value == of)
}

fn identity_provider_url(
    architecture: &Architecture,
    to: &mut Declaration,
    root: &mut Stack,
) -> Option<Expr<Text>> {
    let told = is_told(architecture, &EnvironmentValue::IdentityProviderUrl);
    let url = &architecture.identity_provider().url;
    told.then(|| {
        to.decided(
            root,
            RootParameter::IdentityProviderUrl,
            Parameter::new("Address of the OpenID provider that knows the users.")
                .allowed_pattern("https://.+", "an address that begins with https://"),
            url.now().map(ToString::to_string),
        )
    })
}

fn identity_provider_client_id(
    architecture: &Architecture,
    to: &mut Declaration,
    root: &mut Stack,
) -> Option<Expr<Text>> {
    let told = is_told(architecture, &EnvironmentValue::IdentityProviderClientId);
    let client_id = &architecture.identity_provider().client_id;
    told.then(|| {
        to.decided(
            root,
            RootParameter::IdentityProviderClientId,
            Parameter::new("Client id of the deployment at the OpenID provider.").length(1, 255),
            client_id
                .now()
                .map(|client_id| client_id.as_str().to_owned()),
        )
    })
}

fn kafka(
    architecture: &Architecture,
    to: &mut Declaration,
    root: &mut Stack,
) -> Option<KafkaParameters> {
    let kafka = architecture.kafka()?;
    Some(KafkaParameters {
        bootstrap_servers: to.decided(
            root,
            RootParameter::KafkaBootstrapServers,
            Parameter::new("Kafka's bootstrap servers, hosts with ports separated by commas."),
            kafka.bootstrap_servers.now().map(ToString::to_string),
        ),
        security_group: to.decided(
            root,
            RootParameter::KafkaSecurityGroupId,
            Parameter::new("Id of the security group of Kafka's brokers."),
            kafka.security_group.now().map(ToString::to_string),
        ),
    })
}

fn zones(
    architecture: &Architecture,
    to: &mut Declaration,
    root: &mut Stack,
) -> PerZone<Expr<AvailabilityZoneName>> {
    let zones = architecture.zones();
    zones.map(|zone| match zones.naming() {
        ZoneNaming::Literal => {
            let Ok(name) = zone.to_string().parse::<AvailabilityZoneName>();
            name.into_expr()
        }
        ZoneNaming::Parameters => {
            let letter = zone.letter();
            let parameter = Parameter::new(&format!(
                "Name of zone {letter} in this account. Zone names differ between accounts; the \
                 subnets of a zone stay where they are for ever."
            ));
            to.decided(
                root,
                RootParameter::Zone(letter),
                parameter,
                Some(zone.to_string()),
            )
        }
    })
}

fn pool_parameters(pool: &Pool, to: &mut Declaration, root: &mut Stack) -> PoolParameters {
    let name = pool.name();
    let word = name.word();
    let release = ecs_ami::pinned();
    PoolParameters {
        instance_type: to.decided(
            root,
            RootParameter::PoolInstanceType(name),
            Parameter::new(&format!(
                "Instance type of the {word} pool; another one replaces its hosts one by one."
            )),
            Some(pool.host().name().to_owned()),
        ),
        image_id: to.decided(
            root,
            RootParameter::PoolImageId(name),
            Parameter::from_ssm(&format!(
                "Machine image of the {word} pool, as a public parameter of a pinned release; \
                 another one replaces its hosts one by one."
            )),
            Some(release.parameter(pool.host().processor())),
        ),
        min: to.decided(
            root,
            RootParameter::PoolMinimum(name),
            Parameter::new(&format!(
                "Fewest hosts of the {word} pool; at least {} keep its services when a zone is lost.",
                pool.min_in_service()
            ))
            .range(i64::from(pool.min_in_service()), 1_000),
            Some(pool.min().to_string()),
        ),
        max: to.decided(
            root,
            RootParameter::PoolMaximum(name),
            Parameter::new(&format!(
                "Most hosts of the {word} pool; above the fewest, so that hosts can be replaced."
            ))
            .range(i64::from(pool.min_in_service()) + 1, 1_000),
            Some(pool.max().to_string()),
        ),
    }
}

fn service_parameters(
    service: &Service,
    to: &mut Declaration,
    root: &mut Stack,
) -> ServiceParameters {
    let id = &service.id;
    let image_tag = match &service.image.version {
        Version::Digest(_) => None,
        Version::Tag(tag) => Some(
            to.decided(
                root,
                RootParameter::ImageTag(id.clone()),
                Parameter::new(&format!("Tag of the image of {id}; tags are never reused."))
                    .length(1, 128),
                tag.now().map(ToString::to_string),
            ),
        ),
    };
    let mut tasks = |parameter: RootParameter, what: &str, least: i64, default: u32| {
        let description = format!("{what} of {id}.");
        let parameter_of = Parameter::new(&description).range(least, 5_000);
        to.decided(root, parameter, parameter_of, Some(default.to_string()))
    };
    let count = match service.count {
        Count::Fixed(count) => CountParameters::Fixed(tasks(
            RootParameter::TaskCount(id.clone()),
            "Tasks",
            0,
            count,
        )),
        Count::Scaled(scaling) => CountParameters::Scaled {
            min: tasks(
                RootParameter::TasksMinimum(id.clone()),
                "Fewest tasks",
                1,
                scaling.min(),
            ),
            max: tasks(
                RootParameter::TasksMaximum(id.clone()),
                "Most tasks",
                1,
                scaling.max(),
            ),
        },
    };
    ServiceParameters { image_tag, count }
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
