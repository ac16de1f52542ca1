//! What a deployment without a way out would not reach.
//!
//! Source: Amazon ECR user guide, "Amazon ECR interface VPC endpoints" (an endpoint serves the
//! registries of its own region). Not here: services of AWS (`endpoints`), and what whoever runs the
//! network says of the identity provider (`spec` warns).

use crate::aws::EcrHost;

use super::super::conflict::Conflict;
use super::super::draft::Draft;
use super::super::neighbours::OwnRegistry;
use super::super::service::Repository;
use super::super::subject::{ServiceSubject, Subject};
use super::super::vpc::Egress;

/// Registries that nobody reaches.
pub(super) fn registries(draft: &Draft, found: &mut Vec<Conflict>) {
    if draft.egress != Egress::None || draft.registry.inside {
        return;
    }
    let mut own = None;
    let mut registries = Vec::new();
    if let OwnRegistry::Given { url, .. } = &draft.registry.own {
        own = Some(url.host());
        registries.push((Subject::RegistryUrl, url.host()));
    }
    for service in &draft.services {
        let Repository::Other(image) = &service.image.repository else {
            continue;
        };
        let host = image.split('/').next().unwrap_or(image);
        if own != Some(host) {
            let image = Subject::Service(service.id.clone(), ServiceSubject::Image);
            registries.push((image, host));
        }
    }
    let reached = |host: &str| {
        let host = host.parse::<EcrHost>();
        host.is_ok_and(|host| *host.region() == draft.region && !host.is_fips())
    };
    for (subject, host) in registries.into_iter().filter(|(_, host)| !reached(host)) {
        found.push(Conflict::RegistryOutside {
            registry: host.to_owned(),
            region: draft.region.clone(),
            subject,
        });
    }
}
