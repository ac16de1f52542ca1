//! Which key of a spec settles a parameter of the root stack.

use crate::architecture::{PoolName, RootParameter};

/// The key of the spec whose value is the default of a parameter; `None` where no key is.
#[must_use]
pub fn key_of(parameter: &RootParameter) -> Option<String> {
    let pool = |pool: &PoolName, key: &str| format!("pools.{pool}.{key}");
    let key = match parameter {
        RootParameter::StartServices
        | RootParameter::DeletionProtection
        | RootParameter::PoolImageId(_) => return None,
        RootParameter::Zone(_) => "network.zones".to_owned(),
        RootParameter::VpcId => "network.existing.vpc".to_owned(),
        RootParameter::Subnet(kind, letter) => {
            format!("network.existing.subnets.{}.{kind}", letter.lower())
        }
        RootParameter::Domain => "domain".to_owned(),
        RootParameter::RegistryCredentialsArn => "registry.credentials".to_owned(),
        RootParameter::HostedZoneId => "dns.hosted_zone_id".to_owned(),
        RootParameter::CertificateArn => "certificate.arn".to_owned(),
        RootParameter::CloudFrontPrefixListId => "gateway.prefix_list_id".to_owned(),
        RootParameter::GatewayCertificateArn => "gateway.certificate_arn".to_owned(),
        RootParameter::IdentityProviderUrl => "identity_provider.url".to_owned(),
        RootParameter::IdentityProviderClientId => "identity_provider.client_id".to_owned(),
        RootParameter::KafkaBootstrapServers => "kafka.bootstrap".to_owned(),
        RootParameter::KafkaSecurityGroupId => "kafka.security_group".to_owned(),
        RootParameter::PoolInstanceType(name) => pool(name, "instance_type"),
        RootParameter::PoolMinimum(name) => pool(name, "min"),
        RootParameter::PoolMaximum(name) => pool(name, "max"),
        RootParameter::DatabaseInstanceClass => "database.instance_class".to_owned(),
        RootParameter::DatabaseStorageGib => "database.storage_gib".to_owned(),
        RootParameter::DatabaseIops => "database.iops".to_owned(),
        RootParameter::DatabaseSnapshot => "database.snapshot".to_owned(),
        RootParameter::AlarmsEmail => "monitoring.alarms_email".to_owned(),
        RootParameter::ImageTag(service) => format!("services.{service}.image_tag"),
        RootParameter::TaskCount(service) | RootParameter::TasksPerZone(service) => {
            format!("services.{service}.count")
        }
        RootParameter::TasksMinimum(service) | RootParameter::TasksPerZoneMinimum(service) => {
            format!("services.{service}.min")
        }
        RootParameter::TasksMaximum(service) | RootParameter::TasksPerZoneMaximum(service) => {
            format!("services.{service}.max")
        }
        RootParameter::SecretArn(secret) => format!("secrets.existing.{secret}"),
    };
    Some(key)
}
