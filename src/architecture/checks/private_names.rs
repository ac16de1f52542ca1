//! Names that the load balancer inside the VPC takes over there, and what else would be hidden.
//!
//! A private hosted zone answers for everything at and below its name, also for what only the public
//! one knows. Each public host has a zone of its own, so that names beside it are found as before. A
//! service whose host is the domain hides everything below the domain, though: whatever the deployment
//! is known to work with must not be there.
//!
//! Source: Amazon Route 53 developer guide, "Considerations when working with a private hosted zone".
//! Not here: names that services find in their own configuration.

use crate::aws::DomainName;

use super::super::conflict::Conflict;
use super::super::draft::Draft;
use super::super::names::ServiceId;
use super::super::neighbours::OwnRegistry;
use super::super::roles::{LoadBalancerRole, LoadBalancerRoles};
use super::super::service::Repository;
use super::super::subject::{ServiceSubject, Subject};

/// What of a draft does not go with a load balancer inside the VPC.
pub(super) fn conflicts(draft: &Draft, found: &mut Vec<Conflict>) {
    if !LoadBalancerRoles::plan(draft).has(LoadBalancerRole::Internal) {
        return;
    }
    let exposed = || {
        let services = draft.services.iter();
        services.filter_map(|service| Some((&service.id, &service.exposure()?.host)))
    };
    for (id, _) in exposed() {
        let alike = |other: &ServiceId| other.prefix() == format!("{}Internal", id.prefix());
        if let Some((other, _)) = exposed().find(|(other, _)| alike(other)) {
            found.push(Conflict::NameInternal {
                service: other.clone(),
                other: id.clone(),
            });
        }
    }
    let zones: Vec<&DomainName> = exposed().map(|(_, host)| host).collect();
    for (subject, name) in neighbours(draft) {
        let own = zones.contains(&&name);
        if let Some(zone) = zones.iter().find(|zone| name.below(zone).is_some() && !own) {
            found.push(Conflict::NameHidden {
                name,
                zone: (*zone).clone(),
                subject,
            });
        }
    }
}

/// The names that the deployment is known to work with, as far as they are names.
fn neighbours(draft: &Draft) -> Vec<(Subject, DomainName)> {
    let mut names: Vec<(Subject, &str)> = Vec::new();
    if let Some(url) = draft.identity_provider.url.now() {
        names.push((Subject::IdentityProvider, url.host()));
    }
    let servers = draft.kafka.as_ref();
    if let Some(servers) = servers.and_then(|kafka| kafka.bootstrap_servers.now()) {
        let each = servers.as_str().split(',');
        names.extend(each.map(|server| (Subject::KafkaServers, server)));
    }
    if let OwnRegistry::Given { url, .. } = &draft.registry.own {
        names.push((Subject::RegistryUrl, url.host()));
    }
    for service in &draft.services {
        if let Repository::Other(repository) = &service.image.repository {
            let host = repository.split('/').next().unwrap_or(repository);
            let image = Subject::Service(service.id.clone(), ServiceSubject::Image);
            names.push((image, host));
        }
    }
    let named = names.into_iter().filter_map(|(subject, name)| {
        let name = name.split(':').next().unwrap_or(name);
        Some((subject, name.to_ascii_lowercase().parse().ok()?))
    });
    named.collect()
}
