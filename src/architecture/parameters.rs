//! The parameters of the root stack: what is set when a deployment is deployed.
//!
//! Not here: their types and descriptions in the template (`stacks`), the values of a deployment.

use crate::aws::ZoneLetter;

use super::addresses::SubnetKind;
use super::names::{SecretName, ServiceId};
use super::pools::PoolName;
use super::service_part::ServicePart;

/// A parameter of the root stack.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RootParameter {
    /// Whether tasks run: `false` until images are pushed and secrets are put.
    StartServices,
    /// Whether what holds data is protected: off for the first deployment alone.
    DeletionProtection,
    /// The name of a zone.
    Zone(ZoneLetter),
    /// The VPC, where it exists already.
    VpcId,
    /// A subnet of a zone of that VPC.
    Subnet(SubnetKind, ZoneLetter),
    /// The domain, in a stack set.
    Domain,
    /// The hosted zone in Route 53.
    HostedZoneId,
    /// The certificate, where it is not issued.
    CertificateArn,
    /// The list of the addresses from which CloudFront reaches load balancers.
    CloudFrontPrefixListId,
    /// The certificate of the distribution, where it is not issued.
    GatewayCertificateArn,
    /// The address of the identity provider.
    IdentityProviderUrl,
    /// The deployment's client id at the identity provider.
    IdentityProviderClientId,
    /// The secret with user name and password of the deployment's own registry.
    RegistryCredentialsArn,
    /// Kafka's bootstrap servers.
    KafkaBootstrapServers,
    /// The security group of Kafka.
    KafkaSecurityGroupId,
    /// The instance type of a pool's hosts.
    PoolInstanceType(PoolName),
    /// The machine image of a pool's hosts.
    PoolImageId(PoolName),
    /// The fewest hosts of a pool.
    PoolMinimum(PoolName),
    /// The most hosts of a pool.
    PoolMaximum(PoolName),
    /// The instance class of the database.
    DatabaseInstanceClass,
    /// The storage of the database.
    DatabaseStorageGib,
    /// What the storage of a cluster does in a second.
    DatabaseIops,
    /// The snapshot that the database is made of.
    DatabaseSnapshot,
    /// Who is told of alarms.
    AlarmsEmail,
    /// The image tag of a service.
    ImageTag(ServiceId),
    /// The tasks of an unscaled service.
    TaskCount(ServiceId),
    /// The fewest tasks of a scaled service.
    TasksMinimum(ServiceId),
    /// The most tasks of a scaled service.
    TasksMaximum(ServiceId),
    /// The tasks in each zone of an unscaled service that has a unit in every zone.
    TasksPerZone(ServiceId),
    /// The fewest tasks in each zone of a scaled one.
    TasksPerZoneMinimum(ServiceId),
    /// The most tasks in each zone of a scaled one.
    TasksPerZoneMaximum(ServiceId),
    /// The ARN of a secret that exists already.
    SecretArn(SecretName),
}

impl RootParameter {
    /// Whether its value belongs to one account, so that no two deployments of a stack set share it. Zones
    /// have other names in other accounts too, mostly without need for another value.
    #[must_use]
    pub fn is_of_one_account(&self) -> bool {
        match self {
            Self::Domain
            | Self::HostedZoneId
            | Self::VpcId
            | Self::Subnet(..)
            | Self::CertificateArn
            | Self::GatewayCertificateArn
            | Self::RegistryCredentialsArn
            | Self::KafkaBootstrapServers
            | Self::KafkaSecurityGroupId
            | Self::DatabaseSnapshot
            | Self::SecretArn(_) => true,
            Self::StartServices
            | Self::DeletionProtection
            | Self::Zone(_)
            | Self::CloudFrontPrefixListId
            | Self::IdentityProviderUrl
            | Self::IdentityProviderClientId
            | Self::PoolInstanceType(_)
            | Self::PoolImageId(_)
            | Self::PoolMinimum(_)
            | Self::PoolMaximum(_)
            | Self::DatabaseInstanceClass
            | Self::DatabaseStorageGib
            | Self::DatabaseIops
            | Self::AlarmsEmail
            | Self::ImageTag(_)
            | Self::TaskCount(_)
            | Self::TasksMinimum(_)
            | Self::TasksMaximum(_)
            | Self::TasksPerZone(_)
            | Self::TasksPerZoneMinimum(_)
            | Self::TasksPerZoneMaximum(_) => false,
        }
    }

    /// Its name: `EssPoolMinimum`, `LdpImageTag`.
    #[must_use]
    pub fn name(&self) -> String {
        let fixed = match self {
            Self::StartServices => "StartServices",
            Self::DeletionProtection => "DeletionProtection",
            Self::VpcId => "VpcId",
            Self::Domain => "Domain",
            Self::HostedZoneId => "HostedZoneId",
            Self::CertificateArn => "CertificateArn",
            Self::CloudFrontPrefixListId => "CloudFrontPrefixListId",
            Self::GatewayCertificateArn => "GatewayCertificateArn",
            Self::IdentityProviderUrl => "IdentityProviderUrl",
            Self::IdentityProviderClientId => "IdentityProviderClientId",
            Self::RegistryCredentialsArn => "RegistryCredentialsArn",
            Self::KafkaBootstrapServers => "KafkaBootstrapServers",
            Self::KafkaSecurityGroupId => "KafkaSecurityGroupId",
            Self::DatabaseInstanceClass => "DatabaseInstanceClass",
            Self::DatabaseStorageGib => "DatabaseStorageGib",
            Self::DatabaseIops => "DatabaseIops",
            Self::DatabaseSnapshot => "DatabaseSnapshot",
            Self::AlarmsEmail => "AlarmsEmail",
            Self::Zone(letter) => return format!("Zone{letter}"),
            Self::Subnet(kind, letter) => return kind.subnet(*letter),
            Self::PoolInstanceType(pool) => return format!("{}PoolInstanceType", pool.prefix()),
            Self::PoolImageId(pool) => return format!("{}PoolImageId", pool.prefix()),
            Self::PoolMinimum(pool) => return format!("{}PoolMinimum", pool.prefix()),
            Self::PoolMaximum(pool) => return format!("{}PoolMaximum", pool.prefix()),
            Self::ImageTag(service) => return service.part(ServicePart::ImageTag),
            Self::TaskCount(service) => return service.part(ServicePart::TaskCount),
            Self::TasksMinimum(service) => return service.part(ServicePart::TasksMinimum),
            Self::TasksMaximum(service) => return service.part(ServicePart::TasksMaximum),
            Self::TasksPerZone(service) => return service.part(ServicePart::TasksPerZone),
            Self::TasksPerZoneMinimum(service) => {
                return service.part(ServicePart::TasksPerZoneMinimum);
            }
            Self::TasksPerZoneMaximum(service) => {
                return service.part(ServicePart::TasksPerZoneMaximum);
            }
            Self::SecretArn(secret) => return format!("{}Arn", secret.logical_id()),
        };
        fixed.to_owned()
    }
}
