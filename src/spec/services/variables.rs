//! What a service's containers find in their environment.

use crate::architecture::{EnvironmentName, EnvironmentValue, SecretSource, ServiceId};
use crate::spec::nodes::nearest;
use crate::spec::rules;
use crate::spec::sections::{SecretValue, VariableSource, VariableValue};
use crate::spec::shape::list;
use crate::spec::values::Entry;
use crate::spec::words::{Known, KnownSecret};

use super::Making;

impl Making<'_, '_> {
    pub(super) fn environment(&mut self) -> Vec<(EnvironmentName, EnvironmentValue)> {
        let mut environment = self
            .base
            .map_or_else(Vec::new, |base| base.environment.clone());
        let entries = &self.section.env.value.entries;
        for entry in entries {
            let value = match &entry.value.value {
                VariableValue::Literal(text) => {
                    self.warn_of_secret(entry, text);
                    Some(EnvironmentValue::Literal(text.clone()))
                }
                VariableValue::Source(source) => self.known(entry, source),
            };
            if let Some(value) = value {
                put(&mut environment, entry.key.clone(), value);
            }
        }
        environment
    }

    fn known(
        &mut self,
        entry: &Entry<EnvironmentName, VariableValue>,
        source: &VariableSource,
    ) -> Option<EnvironmentValue> {
        let path = self.path(&format!("env.{}", entry.key.as_str()));
        let spot = entry.value.spot;
        match (source.from.value, &source.url_of.value) {
            (Some(known), None) => Some(match known {
                Known::DatabaseJdbcUrl => EnvironmentValue::DatabaseJdbcUrl,
                Known::DatabaseHost => EnvironmentValue::DatabaseHost,
                Known::DatabasePort => EnvironmentValue::DatabasePort,
                Known::DatabaseName => EnvironmentValue::DatabaseName,
                Known::IdentityProviderUrl => EnvironmentValue::IdentityProviderUrl,
                Known::IdentityProviderClientId => EnvironmentValue::IdentityProviderClientId,
                Known::KafkaBootstrapServers => EnvironmentValue::KafkaBootstrapServers,
            }),
            (None, Some(service)) => {
                if let Some(host) = self.hosts.get(service) {
                    return Some(EnvironmentValue::PublicUrl(host.clone()));
                }
                let names = || self.hosts.keys().map(ServiceId::as_str);
                let meant = nearest(service.as_str(), names()).map(str::to_owned);
                let public = list(names());
                let said = self
                    .reader
                    .report(
                        rules::VARIABLE,
                        source.url_of.spot,
                        format!("`{service}` is no service with a public host"),
                    )
                    .path(format!("{path}.url_of"))
                    .expected(format!("expected one of {public}"));
                if let Some(meant) = meant {
                    said.help(format!("did you mean `{meant}`?"));
                }
                None
            }
            (from, _) => {
                if source.from.sound && source.url_of.sound {
                    let both = if from.is_some() { "both" } else { "neither" };
                    let message = format!(
                        "variable `{}` has {both} of `from` and `url_of`",
                        entry.key.as_str()
                    );
                    self.reader
                        .report(rules::VARIABLE, spot, message)
                        .path(path)
                        .expected("expected one of `from` and `url_of`");
                }
                None
            }
        }
    }

    /// Warns of a value that looks like a secret.
    fn warn_of_secret(&mut self, entry: &Entry<EnvironmentName, VariableValue>, text: &str) {
        let name = entry.key.as_str().to_ascii_uppercase();
        let mut words = name.split('_');
        let secret = words.any(|word| matches!(word, "PASSWORD" | "PASSWD" | "SECRET" | "TOKEN"));
        if !secret || text.is_empty() {
            return;
        }
        let path = self.path(&format!("env.{}", entry.key.as_str()));
        self.reader
            .report(
                rules::VARIABLE_SECRET,
                entry.value.spot,
                format!(
                    "variable `{}` reads like a secret, and its value stands here",
                    entry.key.as_str()
                ),
            )
            .path(path)
            .expected("expected secrets by name")
            .help(format!(
                "move it to `secrets`: `{}: my-secret`",
                entry.key.as_str()
            ));
    }

    pub(super) fn secrets(&mut self) -> Vec<(EnvironmentName, SecretSource)> {
        let mut secrets = self.base.map_or_else(Vec::new, |base| base.secrets.clone());
        for entry in &self.section.secrets.value.entries {
            let source = match &entry.value.value {
                SecretValue::Operator(name) => SecretSource::Operator(name.clone()),
                SecretValue::Given(reference) => SecretSource::Given(reference.clone()),
                SecretValue::Made(origin) => match origin.from.value {
                    KnownSecret::DatabaseUsername => SecretSource::DatabaseUsername,
                    KnownSecret::DatabasePassword => SecretSource::DatabasePassword,
                },
            };
            put(&mut secrets, entry.key.clone(), source);
        }
        secrets
    }
}

/// Sets a variable in its place, or at the end.
fn put<T>(variables: &mut Vec<(EnvironmentName, T)>, name: EnvironmentName, value: T) {
    match variables.iter_mut().find(|(known, _)| *known == name) {
        Some((_, present)) => *present = value,
        None => variables.push((name, value)),
    }
}

/// Whether a service has to reach the database to make use of a value.
pub(super) fn is_about_database(value: &EnvironmentValue) -> bool {
    match value {
        EnvironmentValue::DatabaseJdbcUrl
        | EnvironmentValue::DatabaseHost
        | EnvironmentValue::DatabasePort
        | EnvironmentValue::DatabaseName => true,
        EnvironmentValue::Literal(_)
        | EnvironmentValue::PublicUrl(_)
        | EnvironmentValue::IdentityProviderUrl
        | EnvironmentValue::IdentityProviderClientId
        | EnvironmentValue::KafkaBootstrapServers
        | EnvironmentValue::ConnectionIdleTimeout => false,
    }
}
