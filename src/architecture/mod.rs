//! The typed model of a deployment: what a spec means, resolved, with the facts derived from it.
//!
//! A [`Draft`] holds every decision; [`Architecture::new`] judges them together and returns either a
//! model in which everything fits or all [`Conflict`]s at once. Zones, addresses, names, priorities
//! and pool sizes are settled here, so that stacks only say what they are told.
//! Not here: the text of a spec (`spec`), CloudFormation (`stacks`).

mod addresses;
mod capacity;
mod checks;
mod conflict;
mod container;
mod count;
mod database;
mod database_conflict;
mod decided;
mod draft;
mod endpoints;
mod entrance;
mod environment;
mod gateway;
mod gateway_conflict;
mod health;
mod hosts;
mod names;
mod neighbours;
mod open;
mod packing;
mod parameters;
mod part_name;
mod pool_scaling;
mod pool_schedules;
mod pools;
mod profile;
mod published_port;
mod records;
mod roles;
mod schedule;
mod secrets;
mod service;
mod service_part;
mod sizing;
mod stack_name;
mod subject;
mod subnet_conflict;
mod units;
mod volume;
mod vpc;
mod zones;

use std::collections::BTreeMap;

use crate::aws::{DomainName, Region, TagKey, TagValue};

pub use addresses::{Addresses, AddressesError, SubnetKind};
pub use capacity::{needed, surviving};
pub use conflict::Conflict;
pub use container::{CheckCommand, Container, ContainerCheck, ContainerUser, ContainerUserError};
pub use count::{Count, Scaling, ScalingError, ScalingGoals};
pub use database::{
    BackupWindow, Database, DatabaseDeployment, MaintenanceWindow, SnapshotName, SnapshotNameError,
    SnapshotSource, WindowError,
};
pub use database_conflict::DatabaseConflict;
pub use decided::Decided;
pub use draft::Draft;
pub use endpoints::EndpointService;
pub use entrance::{Certificate, Dns, LoadBalancerMode, LoadBalancers, TlsPolicy};
pub use environment::{
    EnvironmentName, EnvironmentNameError, EnvironmentValue, SecretReference, SecretReferenceError,
    SecretSource,
};
pub use gateway::{
    Clients, CloudFront, Edge, Gateway, GatewayOrigin, OriginAccess, PriceClass, WebAcl,
    WebAclScope,
};
pub use gateway_conflict::GatewayConflict;
pub use health::{Health, HealthPath, HealthPathError, Matcher, MatcherError};
pub use hosts::Priority;
pub use names::{DeploymentName, NameError, SecretName, ServiceId};
pub use neighbours::{
    BootstrapServers, BootstrapServersError, ClientId, ClientIdError, IdentityProvider, Kafka,
    Monitoring, OwnRegistry, Registry,
};
pub use open::OpenParameter;
pub use parameters::RootParameter;
pub use part_name::{PortName, ScheduleName, VolumeName};
pub use pool_scaling::{PoolScaling, PoolSchedule};
pub use pools::{HostType, HostTypeError, PerPool, Pool, PoolName, PoolSettings};
pub use profile::Profile;
pub use published_port::{HostPort, HostPortError, PublishedPort};
pub use records::{PublicRecord, RecordTarget, RecordType};
pub use roles::{LoadBalancerRole, LoadBalancerRoles, PerRole};
pub use schedule::{RangeSchedule, Schedule};
pub use secrets::{Kms, OperatorSecret, SecretSettings};
pub use service::{Exposure, Image, Origin, Placement, Protocol, Repository, Service, Version};
pub use service_part::ServicePart;
pub use stack_name::StackName;
pub use subject::{PoolSubject, ServiceSubject, Subject};
pub use subnet_conflict::SubnetConflict;
pub use units::ServiceUnit;
pub use volume::{MountPath, MountPathError, Volume, VolumeKind};
pub use vpc::{Egress, ExistingSubnets, Vpc};
pub use zones::{PerZone, RECOMMENDATION, ZoneNaming, Zones, ZonesError};

/// A deployment in which everything fits together.
#[derive(Clone, Debug, PartialEq)]
pub struct Architecture {
    draft: Draft,
    pools: PerPool<Pool>,
    operator_secrets: Vec<OperatorSecret>,
    roles: LoadBalancerRoles,
}

impl Architecture {
    /// The architecture of a draft.
    ///
    /// # Errors
    /// All conflicts between the draft's decisions.
    pub fn new(draft: Draft) -> Result<Self, Vec<Conflict>> {
        let mut found = checks::conflicts(&draft);
        let pools = sizing::pools(&draft, &mut found);
        if !found.is_empty() {
            return Err(found);
        }
        Ok(Self {
            pools,
            roles: LoadBalancerRoles::plan(&draft),
            operator_secrets: secrets::operator_secrets(&draft.secrets, &draft.services),
            draft,
        })
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &DeploymentName {
        &self.draft.name
    }

    /// The version line of ESS.
    #[must_use]
    pub fn profile(&self) -> Profile {
        self.draft.profile
    }

    /// Where it is.
    #[must_use]
    pub fn region(&self) -> &Region {
        &self.draft.region
    }

    /// Under which domain its services are found; in a stack set, that of instances which are given no
    /// other.
    #[must_use]
    pub fn domain(&self) -> &DomainName {
        &self.draft.domain
    }

    /// The most characters that its domain may have.
    #[must_use]
    pub fn longest_domain(&self) -> u32 {
        self.draft.longest_domain()
    }

    /// Whether one template serves many deployments, which differ in parameters alone: a stack set.
    #[must_use]
    pub fn is_stack_set(&self) -> bool {
        self.draft.stack_set
    }

    /// Its zones, 2 to 6.
    #[must_use]
    pub fn zones(&self) -> &Zones {
        &self.draft.zones
    }

    /// The VPC with the subnets of every zone.
    #[must_use]
    pub fn vpc(&self) -> &Vpc {
        &self.draft.vpc
    }

    /// How hosts reach what is outside.
    #[must_use]
    pub fn egress(&self) -> Egress {
        self.draft.egress
    }

    /// The load balancers.
    #[must_use]
    pub fn load_balancers(&self) -> &LoadBalancers {
        &self.draft.load_balancers
    }

    /// Which load balancers there are.
    #[must_use]
    pub fn load_balancer_roles(&self) -> &LoadBalancerRoles {
        &self.roles
    }

    /// The certificate of the public names.
    #[must_use]
    pub fn certificate(&self) -> &Certificate {
        &self.draft.certificate
    }

    /// Where the public names live.
    #[must_use]
    pub fn dns(&self) -> &Dns {
        &self.draft.dns
    }

    /// Both pools with their sizes.
    #[must_use]
    pub fn pools(&self) -> &PerPool<Pool> {
        &self.pools
    }

    /// One pool.
    #[must_use]
    pub fn pool(&self, name: PoolName) -> &Pool {
        self.pools.of(name)
    }

    /// Where images come from.
    #[must_use]
    pub fn registry(&self) -> &Registry {
        &self.draft.registry
    }

    /// The database.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.draft.database
    }

    /// All services: the profile's first, then the user's in the order of the spec.
    #[must_use]
    pub fn services(&self) -> &[Service] {
        &self.draft.services
    }

    /// The services of a pool, in the same order.
    pub fn services_on(&self, pool: PoolName) -> impl Iterator<Item = &Service> {
        self.services().iter().filter(move |one| one.pool() == pool)
    }

    /// The public services with how they are reached, in the same order.
    pub fn exposed(&self) -> impl Iterator<Item = (&Service, &Exposure)> {
        let services = self.services().iter();
        services.filter_map(|service| Some((service, service.exposure()?)))
    }

    /// Whether a service of a pool may reach the database.
    #[must_use]
    pub fn reaches_database(&self, pool: PoolName) -> bool {
        self.services_on(pool).any(|service| service.needs_database)
    }

    /// Whether a service of a pool is told of Kafka.
    #[must_use]
    pub fn reaches_kafka(&self, pool: PoolName) -> bool {
        let mut variables = self.services_on(pool).flat_map(|one| &one.environment);
        variables.any(|(_, value)| *value == EnvironmentValue::KafkaBootstrapServers)
    }

    /// The volumes that are shared, each with its service, in the order of the services.
    pub fn shared_volumes(&self) -> impl Iterator<Item = (&Service, &Volume)> {
        let all = self.services().iter().flat_map(|service| {
            let volumes = service.container.volumes.iter();
            volumes.map(move |volume| (service, volume))
        });
        all.filter(|(_, volume)| volume.kind == VolumeKind::Shared)
    }

    /// Whether a service of a pool has a shared volume.
    #[must_use]
    pub fn reaches_storage(&self, pool: PoolName) -> bool {
        self.shared_volumes()
            .any(|(service, _)| service.pool() == pool)
    }

    /// What encrypts the deployment's data.
    #[must_use]
    pub fn kms(&self) -> Kms {
        self.draft.secrets.kms
    }

    /// The secrets whose values an operator puts, by name.
    #[must_use]
    pub fn operator_secrets(&self) -> &[OperatorSecret] {
        &self.operator_secrets
    }

    /// Kafka, where there is one.
    #[must_use]
    pub fn kafka(&self) -> Option<&Kafka> {
        self.draft.kafka.as_ref()
    }

    /// The OpenID provider that knows the users.
    #[must_use]
    pub fn identity_provider(&self) -> &IdentityProvider {
        &self.draft.identity_provider
    }

    /// Alarms and logs.
    #[must_use]
    pub fn monitoring(&self) -> &Monitoring {
        &self.draft.monitoring
    }

    /// Tags of everything that can be tagged.
    #[must_use]
    pub fn tags(&self) -> &BTreeMap<TagKey, TagValue> {
        &self.draft.tags
    }
}
