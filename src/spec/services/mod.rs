//! Services: those of the profile with what the spec changes about them, then the user's own.
//!
//! Not here: what does not fit between services (`refusal`).

mod container;
mod count;
mod image;
mod job;
mod variables;

use std::collections::BTreeMap;

use crate::architecture::{
    EnvironmentValue, Exposure, Health, Origin, Placement, PoolName, Priority, Protocol,
    SecretSource, Service, ServiceId, Subject,
};
use crate::aws::DomainName;

use super::reader::Reader;
use super::rules;
use super::sections::{self, Spec};
use super::values::{Entry, Named, Whole};
use variables::is_about_database;

/// All services, the profile's first, then the user's in the order of the spec.
pub(super) fn services(
    spec: &Spec,
    kafka: bool,
    reader: &mut Reader<'_>,
    unsound: &mut Vec<Subject>,
) -> Vec<Service> {
    let domain = &spec.domain.value;
    let named = &spec.services.value;
    let mut profile = spec.profile.value.services(domain, kafka);
    let optional = spec.profile.value.optional_services(domain, kafka);
    profile.extend(
        optional
            .into_iter()
            .filter(|one| named.get(&one.id).is_some()),
    );
    let hosts = hosts(&profile, named);
    follow_hosts(&mut profile, &hosts);
    let own = named.entries.iter().filter(|entry| {
        let id = &entry.key;
        profile.iter().all(|service| service.id != *id)
    });
    let bases = profile.iter().map(|base| (named.get(&base.id), Some(base)));
    let all = bases.chain(own.map(|entry| (Some(entry), None)));
    let mut services = Vec::new();
    for (entry, base) in all {
        let Some(entry) = entry else {
            services.extend(base.cloned());
            continue;
        };
        let mut making = Making {
            domain,
            hosts: &hosts,
            id: &entry.key,
            section: &entry.value.value,
            entry,
            base,
            reader,
        };
        match making.service() {
            Some(service) => services.push(service),
            None => unsound.extend(PoolName::ALL.map(Subject::Services)),
        }
    }
    services
}

/// The public host of every service that has one.
fn hosts(
    profile: &[Service],
    named: &Named<ServiceId, sections::Service>,
) -> BTreeMap<ServiceId, DomainName> {
    let bases = profile.iter().filter_map(|base| {
        let host = base.exposure()?.host.clone();
        Some((base.id.clone(), host))
    });
    let given = named.entries.iter().filter_map(|entry| {
        let host = entry.value.value.host.value.clone()?;
        Some((entry.key.clone(), host))
    });
    bases.chain(given).collect()
}

/// Tells the profile's services the hosts that the spec gives to others of them.
fn follow_hosts(profile: &mut [Service], hosts: &BTreeMap<ServiceId, DomainName>) {
    let moved: Vec<(DomainName, DomainName)> = profile
        .iter()
        .filter_map(|base| {
            let before = base.exposure()?.host.clone();
            Some((before, hosts.get(&base.id)?.clone()))
        })
        .collect();
    for service in profile {
        for (_, value) in &mut service.environment {
            let EnvironmentValue::PublicUrl(host) = value else {
                continue;
            };
            if let Some((_, now)) = moved.iter().find(|(before, _)| before == host) {
                *host = now.clone();
            }
        }
    }
}

/// One service while it is put together.
struct Making<'m, 'r> {
    domain: &'m DomainName,
    hosts: &'m BTreeMap<ServiceId, DomainName>,
    id: &'m ServiceId,
    section: &'m sections::Service,
    entry: &'m Entry<ServiceId, sections::Service>,
    base: Option<&'m Service>,
    reader: &'m mut Reader<'r>,
}

impl Making<'_, '_> {
    fn service(&mut self) -> Option<Service> {
        let (section, base) = (self.section, self.base);
        let protocol = section.protocol.value.or(base.map(|base| base.protocol));
        let protocol = protocol.unwrap_or(Protocol::Http);
        let environment = self.environment();
        let secrets = self.secrets();
        let about_database = environment
            .iter()
            .any(|(_, value)| is_about_database(value))
            || secrets.iter().any(|(_, source)| {
                matches!(
                    source,
                    SecretSource::DatabaseUsername | SecretSource::DatabasePassword
                )
            });
        let needs_database = base.is_some_and(|base| base.needs_database) || about_database;
        let placement = self.placement(protocol);
        let image = self.image();
        let count = self.count();
        let container = self.container();
        let number =
            |given: Option<u32>, base: Option<u32>, default| given.or(base).unwrap_or(default);
        Some(Service {
            id: self.id.clone(),
            origin: base.map_or(Origin::User, |base| base.origin),
            placement,
            port: u16::try_from(number(
                given(section.port.value),
                base.map(|base| u32::from(base.port)),
                8080,
            ))
            .expect("invariant: the key takes ports alone"),
            protocol,
            image: image?,
            cpu: number(given(section.cpu.value), base.map(|base| base.cpu), 256),
            memory_mib: number(
                given(section.memory_mib.value),
                base.map(|base| base.memory_mib),
                512,
            ),
            count,
            environment,
            secrets,
            container,
            needs_database: section.database.value.unwrap_or(needs_database),
            stop_timeout_seconds: number(
                given(section.stop_timeout_seconds.value),
                base.map(|base| base.stop_timeout_seconds),
                60,
            ),
        })
    }

    fn path(&self, key: &str) -> String {
        format!("services.{}.{key}", self.id)
    }

    fn placement(&mut self, protocol: Protocol) -> Placement {
        let (section, base) = (self.section, self.base);
        let base_exposure = base.and_then(Service::exposure);
        let host = section.host.value.clone();
        let host = host.or_else(|| base_exposure.map(|exposure| exposure.host.clone()));
        let backend = section.pool.value == Some(PoolName::Backend);
        let Some(host) = host else {
            self.refuse_private();
            return if section.pool.value == Some(PoolName::Ess) {
                Placement::Ess { exposure: None }
            } else {
                Placement::Backend
            };
        };
        if backend {
            let message = format!("service `{}` is public, and on the backend pool", self.id);
            let path = self.path("pool");
            self.reader
                .report(rules::HOST_PRIVATE, section.pool.spot, message)
                .path(path)
                .expected("expected `ess`: the load balancer does not reach the backend pool")
                .help("leave `pool` out, or `host`");
        }
        let priority = section.priority.value.and_then(|number| {
            let number = u16::try_from(number.0).ok()?;
            Priority::given(number)
        });
        let priority = priority.unwrap_or_else(|| Priority::of(&host, self.domain));
        let base_health = base_exposure.map(|exposure| &exposure.health);
        let health = health(section.health.value.as_ref(), base_health, protocol);
        Placement::Ess {
            exposure: Some(Exposure {
                host,
                priority,
                health,
            }),
        }
    }

    /// Refuses what only a public service has.
    fn refuse_private(&mut self) {
        let section = self.section;
        // A host that could not be read is not missing; a job is told of all that it can't have.
        if !section.host.sound || section.schedule.spot.given {
            return;
        }
        let health = section.health.value.as_ref();
        let keys = [
            (
                "health",
                section.health.spot.given && !health.is_some_and(asks_inside),
            ),
            ("priority", section.priority.spot.given),
        ];
        for (key, _) in keys.into_iter().filter(|(_, given)| *given) {
            let (spot, but) = match key {
                "priority" => (section.priority.spot, ""),
                _ => (section.health.spot, ", but for its `command`"),
            };
            let message = format!("service `{}` has `{key}` and no `host`", self.id);
            let path = self.path(key);
            self.reader
                .report(rules::HOST_PRIVATE, spot, message)
                .path(path)
                .expected(format!(
                    "expected it on services that a load balancer asks{but}"
                ))
                .help(format!("leave `{key}` out, or give the service a `host`"));
        }
    }
}

fn given<const MIN: u32, const MAX: u32>(number: Option<Whole<MIN, MAX>>) -> Option<u32> {
    number.map(|number| number.0)
}

/// Whether nothing but the check from inside the container is said.
fn asks_inside(section: &sections::Health) -> bool {
    let outside = [
        section.path.spot,
        section.protocol.spot,
        section.matcher.spot,
        section.interval_seconds.spot,
        section.grace_seconds.spot,
    ];
    section.command.spot.given && outside.iter().all(|spot| !spot.given)
}

fn health(section: Option<&sections::Health>, base: Option<&Health>, protocol: Protocol) -> Health {
    let path = section.and_then(|section| section.path.value.clone());
    let matcher = section.and_then(|section| section.matcher.value.clone());
    let spoken = section.and_then(|section| section.protocol.value);
    let interval = section.and_then(|section| given(section.interval_seconds.value));
    let grace = section.and_then(|section| given(section.grace_seconds.value));
    let literal = |text: &str| text.parse().ok();
    Health {
        path: path
            .or_else(|| base.map(|base| base.path.clone()))
            .or_else(|| "/".parse().ok())
            .expect("invariant: a slash is a path"),
        protocol: spoken.unwrap_or(protocol),
        matcher: matcher
            .or_else(|| base.map(|base| base.matcher.clone()))
            .or_else(|| literal("200-399"))
            .expect("invariant: the default is a list of codes"),
        interval_seconds: interval
            .or(base.map(|base| base.interval_seconds))
            .unwrap_or(10),
        grace_seconds: grace.or(base.map(|base| base.grace_seconds)).unwrap_or(60),
    }
}
