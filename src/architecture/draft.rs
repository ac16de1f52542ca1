//! What has been decided about a deployment, before it is known whether it fits together.

use std::collections::BTreeMap;

use crate::aws::{DomainName, Region, TagKey, TagValue};

use super::database::Database;
use super::entrance::{Certificate, Dns, LoadBalancers};
use super::gateway::{Gateway, WebAcl};
use super::names::DeploymentName;
use super::neighbours::{IdentityProvider, Kafka, Monitoring, Registry};
use super::pools::{PerPool, PoolSettings};
use super::profile::Profile;
use super::secrets::SecretSettings;
use super::service::Service;
use super::vpc::{Egress, Vpc};
use super::zones::Zones;

/// Every decision about a deployment; [`super::Architecture::new`] judges them together.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Its name.
    pub name: DeploymentName,
    /// The version line of ESS.
    pub profile: Profile,
    /// Where it is.
    pub region: Region,
    /// Whether one template serves many deployments.
    pub stack_set: bool,
    /// Under which domain its services are found.
    pub domain: DomainName,
    /// Its zones.
    pub zones: Zones,
    /// Its VPC with the subnets of every zone.
    pub vpc: Vpc,
    /// How hosts reach what is outside.
    pub egress: Egress,
    /// The load balancers.
    pub load_balancers: LoadBalancers,
    /// What stands before the VPC.
    pub gateway: Gateway,
    /// The rules that requests pass before anything else, if there are any.
    pub web_acl: Option<WebAcl>,
    /// The certificate of the public names.
    pub certificate: Certificate,
    /// Where the public names live.
    pub dns: Dns,
    /// Both pools.
    pub pools: PerPool<PoolSettings>,
    /// Where images come from.
    pub registry: Registry,
    /// The database.
    pub database: Database,
    /// The services: the profile's first, then the user's in the order of the spec.
    pub services: Vec<Service>,
    /// Keys and secrets.
    pub secrets: SecretSettings,
    /// Kafka, where there is one.
    pub kafka: Option<Kafka>,
    /// The OpenID provider that knows the users.
    pub identity_provider: IdentityProvider,
    /// Alarms and logs.
    pub monitoring: Monitoring,
    /// Tags of everything that can be tagged.
    pub tags: BTreeMap<TagKey, TagValue>,
}
