//! Finds decisions that do not fit together.
//!
//! Not here: capacity (`sizing`), and values that are wrong by themselves: their types do not
//! construct.

mod database;
mod egress;
mod gateway;
mod ports;
mod private_names;
mod scaling;
mod subnets;
mod volumes;

use std::collections::BTreeMap;

use crate::aws::EcrHost;
use crate::facts::regions;

use super::conflict::Conflict;
use super::draft::Draft;
use super::entrance::{Certificate, Dns, LoadBalancerMode};
use super::environment::{EnvironmentValue, SecretSource};
use super::names::SecretName;
use super::neighbours::OwnRegistry;
use super::service::{Repository, Service};
use super::zones::ZoneNaming;

/// Rules of a load balancer, without the default one.
const RULES: usize = 100;

/// Everything in a draft that does not fit together, but for capacity.
pub(super) fn conflicts(draft: &Draft) -> Vec<Conflict> {
    let mut found = Vec::new();
    zones(draft, &mut found);
    subnets::subnets(draft, &mut found);
    domain(draft, &mut found);
    accelerator(draft, &mut found);
    gateway::conflicts(draft, &mut found);
    arns(draft, &mut found);
    services(draft, &mut found);
    for service in &draft.services {
        host(draft, service, &mut found);
        image(draft, service, &mut found);
        variables(draft, service, &mut found);
    }
    egress::registries(draft, &mut found);
    private_names::conflicts(draft, &mut found);
    ports::ports(draft, &mut found);
    scaling::scaling(draft, &mut found);
    volumes::volumes(draft, &mut found);
    secret_names(draft, &mut found);
    secrets(draft, &mut found);
    stack_set(draft, &mut found);
    database::database(draft, &mut found);
    found
}

fn zones(draft: &Draft, found: &mut Vec<Conflict>) {
    let region = &draft.region;
    for zone in draft.zones.iter().filter(|zone| zone.region() != region) {
        let (zone, region) = (zone.clone(), region.clone());
        found.push(Conflict::ZoneElsewhere { zone, region });
    }
    let known = regions::region(region.as_str()).map_or(0, |region| region.zone_ids.len());
    let wanted = draft.zones.len();
    // Named zones are the account's business; a count is held against what is known of the region.
    if draft.zones.naming() == ZoneNaming::Counted && known > 0 && wanted > known {
        let region = region.clone();
        found.push(Conflict::ZonesBeyondRegion {
            wanted,
            known,
            region,
        });
    }
}

fn domain(draft: &Draft, found: &mut Vec<Conflict>) {
    let most = draft.longest_domain();
    let length = draft.domain.as_str().len();
    if length > most as usize {
        found.push(Conflict::DomainLong { length, most });
    }
}

/// An ARN in the template is one account's, and a stack set has many.
fn stack_set(draft: &Draft, found: &mut Vec<Conflict>) {
    if !draft.stack_set {
        return;
    }
    for service in &draft.services {
        for (variable, source) in &service.secrets {
            if let SecretSource::Given(_) = source {
                let (service, variable) = (service.id.clone(), variable.clone());
                found.push(Conflict::StackSetSecret { service, variable });
            }
        }
    }
}

fn accelerator(draft: &Draft, found: &mut Vec<Conflict>) {
    let fronted = draft.load_balancers.mode == LoadBalancerMode::Fronted;
    if fronted && !draft.region.has_accelerators() {
        let region = draft.region.clone();
        found.push(Conflict::AcceleratorAbsent { region });
    }
}

fn arns(draft: &Draft, found: &mut Vec<Conflict>) {
    let region = &draft.region;
    if draft.issues_certificate() && draft.dns == Dns::External {
        found.push(Conflict::CertificateUnvalidated);
    }
    if let Certificate::Given(arn) = &draft.certificate {
        let elsewhere = arn.now().filter(|arn| arn.region() != Some(region));
        if let Some(arn) = elsewhere {
            let named = arn.region().map_or("no region", |region| region.as_str());
            found.push(Conflict::CertificateElsewhere {
                found: named.to_owned(),
                region: region.clone(),
            });
        }
    }
    for (name, reference) in &draft.secrets.existing {
        let secret = reference.secret();
        if secret.region() != Some(region) {
            let named = secret
                .region()
                .map_or("no region", |region| region.as_str());
            found.push(Conflict::SecretElsewhere {
                name: name.clone(),
                found: named.to_owned(),
                region: region.clone(),
            });
        }
    }
}

fn services(draft: &Draft, found: &mut Vec<Conflict>) {
    let mut prefixes = BTreeMap::new();
    let mut hosts = BTreeMap::new();
    let mut priorities = BTreeMap::new();
    for service in &draft.services {
        let second = service.id.clone();
        let prefix = second.prefix();
        if let Some(first) = prefixes.insert(prefix.clone(), second.clone()) {
            found.push(Conflict::NameTwice {
                first,
                second: second.clone(),
                prefix,
            });
        }
        let Some(exposure) = service.exposure() else {
            continue;
        };
        if let Some(first) = hosts.insert(&exposure.host, second.clone()) {
            let host = exposure.host.clone();
            found.push(Conflict::HostTwice {
                host,
                first,
                second,
            });
        } else if let Some(first) = priorities.insert(exposure.priority, second.clone()) {
            let priority = exposure.priority;
            found.push(Conflict::PriorityTwice {
                priority,
                first,
                second,
            });
        }
    }
    let count = hosts.len();
    if count > RULES {
        found.push(Conflict::HostsBeyondRules { count, most: RULES });
    }
}

fn host(draft: &Draft, service: &Service, found: &mut Vec<Conflict>) {
    let Some(exposure) = service.exposure() else {
        return;
    };
    let (host, domain) = (exposure.host.clone(), draft.domain.clone());
    if host == domain {
        return;
    }
    let service = service.id.clone();
    match host.below(&domain) {
        None => found.push(Conflict::HostElsewhere {
            service,
            host,
            domain,
        }),
        Some(label) if label.contains('.') && draft.issues_certificate() => {
            found.push(Conflict::HostDeep {
                service,
                host,
                domain,
            });
        }
        Some(_) => {}
    }
}

fn image(draft: &Draft, service: &Service, found: &mut Vec<Conflict>) {
    let Repository::Other(repository) = &service.image.repository else {
        return;
    };
    let registry = repository.split('/').next().unwrap_or(repository);
    let own = match &draft.registry.own {
        OwnRegistry::Create => false,
        OwnRegistry::Given { url, .. } => url.host() == registry,
    };
    if own
        || registry.parse::<EcrHost>().is_ok()
        || draft.registry.allowed.iter().any(|one| one == registry)
    {
        return;
    }
    found.push(Conflict::RegistryForeign {
        service: service.id.clone(),
        registry: registry.to_owned(),
    });
}

fn variables(draft: &Draft, service: &Service, found: &mut Vec<Conflict>) {
    for (name, value) in &service.environment {
        let (id, variable) = (service.id.clone(), name.clone());
        if service.secrets.iter().any(|(secret, _)| secret == name) {
            found.push(Conflict::VariableTwice {
                service: id.clone(),
                variable: variable.clone(),
            });
        }
        match value {
            EnvironmentValue::DatabaseJdbcUrl
            | EnvironmentValue::DatabaseHost
            | EnvironmentValue::DatabasePort
            | EnvironmentValue::DatabaseName
                if !service.needs_database =>
            {
                found.push(Conflict::DatabaseClosed {
                    service: id,
                    variable,
                });
            }
            EnvironmentValue::KafkaBootstrapServers if draft.kafka.is_none() => {
                found.push(Conflict::KafkaAbsent {
                    service: id,
                    variable,
                });
            }
            EnvironmentValue::DatabaseJdbcUrl
            | EnvironmentValue::DatabaseHost
            | EnvironmentValue::DatabasePort
            | EnvironmentValue::DatabaseName
            | EnvironmentValue::KafkaBootstrapServers
            | EnvironmentValue::Literal(_)
            | EnvironmentValue::PublicUrl(_)
            | EnvironmentValue::IdentityProviderUrl
            | EnvironmentValue::IdentityProviderClientId
            | EnvironmentValue::ConnectionIdleTimeout => {}
        }
    }
}

/// Secrets whose logical ids would be the same; the database's own is there before all others.
fn secret_names(draft: &Draft, found: &mut Vec<Conflict>) {
    let own = ("DatabaseSecret".to_owned(), None);
    let mut names: BTreeMap<String, Option<&SecretName>> = BTreeMap::from([own]);
    for service in &draft.services {
        for (variable, source) in &service.secrets {
            let SecretSource::Operator(name) = source else {
                continue;
            };
            let logical_id = name.logical_id();
            let other = *names.entry(logical_id.clone()).or_insert(Some(name));
            if other == Some(name) {
                continue;
            }
            found.push(Conflict::SecretAlike {
                service: service.id.clone(),
                variable: variable.clone(),
                name: name.clone(),
                other: other.map_or("that of the database".to_owned(), |one| format!("`{one}`")),
                logical_id,
            });
        }
    }
}

fn secrets(draft: &Draft, found: &mut Vec<Conflict>) {
    let sources = draft.services.iter().flat_map(|service| &service.secrets);
    let read: Vec<&SecretName> = sources
        .filter_map(|(_, source)| match source {
            SecretSource::Operator(name) => Some(name),
            SecretSource::DatabaseUsername
            | SecretSource::DatabasePassword
            | SecretSource::Given(_) => None,
        })
        .collect();
    for name in draft
        .secrets
        .existing
        .keys()
        .filter(|name| !read.contains(name))
    {
        let distance =
            |one: &&&SecretName| strsim::damerau_levenshtein(one.as_str(), name.as_str());
        let nearest = read.iter().min_by_key(distance).map(|name| (*name).clone());
        let name = name.clone();
        found.push(Conflict::SecretUnread { name, nearest });
    }
}
