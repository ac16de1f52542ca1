//! From sections to decisions: defaults that depend on other keys, and facts of AWS.
//!
//! Not here: services (`services`), the way in (`entrance`), decisions that do not fit together (`refusal`).

use std::collections::BTreeMap;

use crate::architecture::{
    Decided, Draft, IdentityProvider, Kafka, Monitoring, OwnRegistry, PerPool, PoolName, Registry,
    SecretName, SecretReference, SecretSettings, Subject, Zones,
};
use crate::aws::{Region, Zone, ZoneLetter};
use crate::facts::regions;

use super::database;
use super::entrance;
use super::network;
use super::pools;
use super::reader::Reader;
use super::rules;
use super::sections::{self, Spec, ZoneChoice};
use super::services;

/// Decisions, and those of them that stand in for what could not be read.
pub(super) struct Lowered {
    pub(super) draft: Draft,
    /// What no conclusion may be drawn from, beside fields that are not sound.
    pub(super) unsound: Vec<Subject>,
}

/// The decisions of a spec.
pub(super) fn lower(spec: &Spec, reader: &mut Reader<'_>) -> Lowered {
    let mut unsound = Vec::new();
    let kafka = kafka(spec);
    let services = services::services(spec, kafka.is_some(), reader, &mut unsound);
    let pools = PerPool {
        ess: pools::pool(spec, PoolName::Ess, reader, &mut unsound),
        backend: pools::pool(spec, PoolName::Backend, reader, &mut unsound),
    };
    let provider = &spec.identity_provider.value;
    let monitoring = &spec.monitoring.value;
    let tags = spec.tags.value.entries.iter();
    let certificate = entrance::certificate(spec, reader);
    let gateway = entrance::gateway(spec, &certificate, reader);
    let draft = Draft {
        name: spec.name.value.clone(),
        profile: spec.profile.value,
        region: spec.region.value.clone(),
        stack_set: spec.stack_set.value,
        domain: spec.domain.value.clone(),
        zones: zones(spec, reader, &mut unsound),
        vpc: network::vpc(&spec.network.value, reader),
        egress: spec.network.value.egress.value,
        load_balancers: entrance::load_balancers(&spec.load_balancers.value),
        gateway,
        web_acl: entrance::web_acl(&spec.waf.value, reader),
        certificate,
        dns: entrance::dns(&spec.dns.value, reader),
        pools,
        registry: registry(&spec.registry.value, reader),
        database: database::database(spec, reader),
        services,
        secrets: SecretSettings {
            kms: spec.secrets.value.kms.value,
            existing: existing_secrets(spec),
        },
        kafka,
        identity_provider: IdentityProvider {
            url: Decided::from(provider.url.value.clone()),
            inside: provider.inside.value,
            client_id: Decided::from(provider.client_id.value.clone()),
        },
        monitoring: Monitoring {
            alarms_email: monitoring.alarms_email.value.clone(),
            log_retention: monitoring.log_retention_days.value,
        },
        tags: tags
            .map(|entry| (entry.key.clone(), entry.value.value.0.clone()))
            .collect(),
    };
    Lowered { draft, unsound }
}

fn existing_secrets(spec: &Spec) -> BTreeMap<SecretName, SecretReference> {
    let entries = spec.secrets.value.existing.value.entries.iter();
    entries
        .map(|entry| (entry.key.clone(), entry.value.value.clone()))
        .collect()
}

/// Kafka, where the spec has it or the profile does not work without.
fn kafka(spec: &Spec) -> Option<Kafka> {
    let given = spec.kafka.value.as_ref();
    let needed = spec.profile.value.needs_kafka();
    (given.is_some() || needed).then(|| Kafka {
        bootstrap_servers: given.and_then(|kafka| kafka.bootstrap.value.clone()).into(),
        security_group: given
            .and_then(|kafka| kafka.security_group.value.clone())
            .into(),
    })
}

fn zones(spec: &Spec, reader: &mut Reader<'_>, unsound: &mut Vec<Subject>) -> Zones {
    let region = &spec.region.value;
    let field = &spec.network.value.zones;
    match &field.value {
        ZoneChoice::Count(count) => counted(region, *count),
        ZoneChoice::Named(list) => {
            let mut here = true;
            for (spot, zone) in list
                .items
                .iter()
                .filter(|(_, zone)| zone.region() != region)
            {
                here = false;
                if spec.region.sound {
                    let message = format!("zone `{zone}` is not in {region}");
                    let meant = Zone::new(region.clone(), zone.letter());
                    reader
                        .report(rules::ZONE_REGION, *spot, message)
                        .path("network.zones")
                        .expected(format!("expected a zone of {region}"))
                        .help(format!("did you mean `{meant}`?"));
                }
            }
            let zones = list.items.iter().map(|(_, zone)| zone.clone());
            match Zones::named(zones) {
                Ok(zones) if here => zones,
                Ok(_) | Err(_) => {
                    unsound.push(Subject::Zones);
                    counted(region, list.items.len())
                }
            }
        }
    }
}

/// As many zones as asked for, with the letters that the region is known to have.
fn counted(region: &Region, count: usize) -> Zones {
    let known = regions::region(region.as_str()).map_or("", |region| region.zone_letters);
    let known: Vec<ZoneLetter> = known
        .chars()
        .filter_map(|letter| letter.to_string().parse().ok())
        .collect();
    let others = ZoneLetter::all().filter(|letter| !known.contains(letter));
    let letters: Vec<ZoneLetter> = known.iter().copied().chain(others).collect();
    let count = count.clamp(Zones::FEWEST, Zones::MOST);
    let zones = Zones::counted(region, letters.into_iter().take(count));
    zones.expect("invariant: a count within the bounds, each letter once")
}

fn registry(section: &sections::Registry, reader: &mut Reader<'_>) -> Registry {
    let mut refuse = |field: &str, spot, message: &str, help: &str| {
        reader
            .report(rules::REGISTRY_MODE, spot, message)
            .path(format!("registry.{field}"))
            .expected("expected `create: true`, or `url` with or without `credentials`")
            .help(help);
    };
    let own = match (section.create.value, &section.url.value) {
        (Some(true), Some(_)) => {
            let message = "repositories are created and a registry is given";
            refuse(
                "create",
                section.create.spot,
                message,
                "leave `create` out, and images come from `url`",
            );
            OwnRegistry::Create
        }
        (Some(false) | None, Some(url)) => OwnRegistry::Given {
            url: url.clone(),
            credentials: section.credentials.value.as_ref().map(|arn| arn.0.clone()),
        },
        (Some(false), None) if section.url.sound => {
            let message = "no repositories are created and no registry is given";
            refuse(
                "create",
                section.create.spot,
                message,
                "say in `url` where images come from",
            );
            OwnRegistry::Create
        }
        (Some(_) | None, None) => OwnRegistry::Create,
    };
    if own == OwnRegistry::Create
        && section.credentials.spot.given
        && section.url.value.is_none()
        && section.url.sound
    {
        let message = "credentials are given, and no registry that takes them";
        refuse(
            "credentials",
            section.credentials.spot,
            message,
            "say in `url` which registry they are for",
        );
    }
    let allowed = section.allow.value.items.iter();
    Registry {
        own,
        allowed: allowed.map(|(_, host)| host.0.clone()).collect(),
        inside: section.inside.value,
    }
}
