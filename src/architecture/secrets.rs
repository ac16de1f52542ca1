//! Keys and the secrets that tasks read when they start.
//!
//! Source: HA architecture, "Secrets/Certificate Management": they are needed at the start of a
//! container only. Not here: the database's password, which the deployment makes itself.

use std::collections::BTreeMap;

use super::environment::{SecretReference, SecretSource};
use super::names::{SecretName, ServiceId};
use super::service::Service;

/// What a spec says about keys and secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretSettings {
    /// What encrypts the deployment's data.
    pub kms: Kms,
    /// Secrets of operators that exist already.
    pub existing: BTreeMap<SecretName, SecretReference>,
}

/// What encrypts the deployment's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kms {
    /// A key of the deployment's own.
    Own,
}

/// A secret whose value an operator puts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperatorSecret {
    /// Its name.
    pub name: SecretName,
    /// What exists already; created without a value where there is nothing.
    pub existing: Option<SecretReference>,
    /// The services that read it, in their order.
    pub readers: Vec<ServiceId>,
}

/// The secrets of operators that services read, by name.
pub(super) fn operator_secrets(
    settings: &SecretSettings,
    services: &[Service],
) -> Vec<OperatorSecret> {
    let mut readers: BTreeMap<&SecretName, Vec<ServiceId>> = BTreeMap::new();
    for service in services {
        for (_, source) in &service.secrets {
            if let SecretSource::Operator(name) = source {
                let readers = readers.entry(name).or_default();
                if readers.last() != Some(&service.id) {
                    readers.push(service.id.clone());
                }
            }
        }
    }
    let secrets = readers.into_iter().map(|(name, readers)| OperatorSecret {
        name: name.clone(),
        existing: settings.existing.get(name).cloned(),
        readers,
    });
    secrets.collect()
}
