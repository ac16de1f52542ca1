//! Decisions that do not fit together, at the places where they stand.
//!
//! Not here: which decisions conflict (`architecture`), values that are wrong by themselves.

use crate::architecture::{Conflict, PoolName, PoolSubject, ServiceId, ServiceSubject, Subject};
use crate::source::{Finding, Rule};

use super::reader::{Reader, Spot};
use super::rules;
use super::sections::{Service, Spec};

/// A decision in the spec.
struct Located {
    spot: Spot,
    path: String,
    /// Whether it is what the spec says, or leaves to its default.
    sound: bool,
}

/// Reports a conflict, unless one of its decisions only stands in for what could not be read.
pub(super) fn refuse(
    conflict: &Conflict,
    spec: &Spec,
    unsound: &[Subject],
    reader: &mut Reader<'_>,
) {
    let subjects = conflict.subjects();
    let located: Vec<(&Subject, Located)> = subjects
        .iter()
        .map(|subject| (subject, spec.locate(subject)))
        .collect();
    let doubtful = located
        .iter()
        .any(|(subject, place)| !place.sound || unsound.contains(subject));
    if doubtful {
        return;
    }
    // The first that the spec says is marked; with none of them it is the first default.
    let marked = located
        .iter()
        .position(|(_, place)| place.spot.given)
        .unwrap_or(0);
    let Some((_, place)) = located.get(marked) else {
        return;
    };
    let (expected, help) = advice(conflict);
    let mut finding = Finding::new(rule(conflict), conflict.to_string())
        .at(reader.file(), reader.span(place.spot))
        .path(place.path.clone())
        .expected(expected);
    if let Some(help) = help {
        finding = finding.help(help);
    }
    for (index, (subject, place)) in located.iter().enumerate() {
        if index != marked && place.spot.given {
            let span = reader.span(place.spot);
            finding = finding.related(role(subject), reader.file(), span);
        }
    }
    reader.findings.push(finding);
}

fn rule(conflict: &Conflict) -> &'static Rule {
    match conflict {
        Conflict::ZoneElsewhere { .. } | Conflict::ZonesBeyondRegion { .. } => rules::ZONE_REGION,
        Conflict::DomainLong { .. } => rules::DOMAIN_LONG,
        Conflict::HostElsewhere { .. } | Conflict::HostDeep { .. } => rules::HOST,
        Conflict::HostTwice { .. } => rules::HOST_CLASH,
        Conflict::PriorityTwice { .. } => rules::PRIORITY_CLASH,
        Conflict::HostsBeyondRules { .. } => rules::HOSTS_MANY,
        Conflict::NameTwice { .. } | Conflict::SecretAlike { .. } => rules::SERVICE_NAME,
        Conflict::CertificateElsewhere { .. } | Conflict::SecretElsewhere { .. } => {
            rules::ELSEWHERE
        }
        Conflict::SecretUnread { .. } => rules::SECRET_UNREAD,
        Conflict::TaskLarge { .. } => rules::CAPACITY_TASK,
        Conflict::PoolRange { .. } => rules::POOL_RANGE,
        Conflict::ZoneLoss { .. } => rules::CAPACITY_ZONE_LOSS,
        Conflict::PoolSmall { .. } => rules::CAPACITY_MAXIMUM,
        Conflict::NoRoomToRoll { .. } => rules::POOL_ROLLING,
        Conflict::StorageRange { .. } => rules::STORAGE,
        Conflict::DatabaseClosed { .. }
        | Conflict::KafkaAbsent { .. }
        | Conflict::VariableTwice { .. } => rules::VARIABLE,
        Conflict::RegistryForeign { .. } => rules::REGISTRY_PUBLIC,
    }
}

/// What was expected at the place of a conflict, and what to do.
fn advice(conflict: &Conflict) -> (String, Option<String>) {
    let (expected, help) = match conflict {
        Conflict::ZoneElsewhere { region, .. } => (format!("expected zones of {region}"), None),
        Conflict::ZonesBeyondRegion { known, .. } => (
            format!("expected at most {known}"),
            Some(format!("write `zones: {known}`, or the zones by name")),
        ),
        Conflict::DomainLong { most, .. } => (
            format!("expected at most {most} characters"),
            (*most == 64).then(|| "give a certificate that exists in `certificate.arn`".to_owned()),
        ),
        Conflict::HostElsewhere { domain, .. } => {
            (format!("expected `{domain}` or a name below it"), None)
        }
        Conflict::HostDeep { domain, .. } => (
            format!("expected one label before `.{domain}`, which an issued certificate covers"),
            Some("give a certificate that covers it in `certificate.arn`".to_owned()),
        ),
        Conflict::HostTwice { .. } => (
            "expected a host of its own".to_owned(),
            Some("give one of them another `host`".to_owned()),
        ),
        Conflict::PriorityTwice { .. } => (
            "expected a priority of its own".to_owned(),
            Some("give one of them another `priority`, from 200 to 1000".to_owned()),
        ),
        Conflict::HostsBeyondRules { most, .. } => (format!("expected at most {most}"), None),
        Conflict::NameTwice { .. } => (
            "expected names that differ in letters or digits".to_owned(),
            None,
        ),
        Conflict::SecretAlike { .. } => (
            "expected a name that is another without `-secret` at its end".to_owned(),
            None,
        ),
        Conflict::CertificateElsewhere { region, .. }
        | Conflict::SecretElsewhere { region, .. } => {
            (format!("expected an ARN in {region}"), None)
        }
        Conflict::SecretUnread { nearest, .. } => (
            "expected the name of a secret that a service reads".to_owned(),
            nearest
                .as_ref()
                .map(|nearest| format!("did you mean `{nearest}`?")),
        ),
        Conflict::TaskLarge {
            host_cpu,
            host_memory_mib,
            ..
        } => (
            format!("expected at most {host_cpu} units and {host_memory_mib} MiB"),
            Some("lower `cpu` or `memory_mib`, or take a larger instance type".to_owned()),
        ),
        Conflict::PoolRange { min, derived, .. } => (
            format!("expected at least {min}"),
            derived.then(|| survival(*min)),
        ),
        Conflict::ZoneLoss { needed, .. } => (
            format!("expected at least {needed}"),
            Some(format!(
                "write `min: {needed}`, or leave `min` out and it follows the services"
            )),
        ),
        Conflict::PoolSmall { demand, .. } => (
            format!("expected at least {demand}"),
            Some("leave `max` out and it follows the services".to_owned()),
        ),
        Conflict::NoRoomToRoll {
            min,
            batch,
            derived,
            ..
        } => (
            format!("expected at least {}", min.saturating_add(*batch)),
            derived.then(|| survival(*min)),
        ),
        Conflict::StorageRange { storage_gib, .. } => (
            format!(
                "expected at least {}",
                storage_gib + storage_gib.div_ceil(10)
            ),
            None,
        ),
        Conflict::DatabaseClosed { .. } => (
            "expected nothing about the database".to_owned(),
            Some("leave `database` out, or the variable".to_owned()),
        ),
        Conflict::KafkaAbsent { .. } => (
            "expected nothing about Kafka".to_owned(),
            Some("say in `kafka` where it is".to_owned()),
        ),
        Conflict::VariableTwice { .. } => ("expected it in `env` or in `secrets`".to_owned(), None),
        Conflict::RegistryForeign { registry, .. } => (
            "expected an image of the deployment's registry".to_owned(),
            Some(format!(
                "push the image to your own registry, or list `{registry}` in `registry.allow`"
            )),
        ),
    };
    (expected, help)
}

/// Why there are as many hosts as nobody asked for.
fn survival(min: u32) -> String {
    format!("its services need {min} hosts so that they survive the loss of a zone")
}

/// What a second place is.
fn role(subject: &Subject) -> String {
    match subject {
        Subject::Region => "the region".to_owned(),
        Subject::Domain => "the domain".to_owned(),
        Subject::Zones => "the zones".to_owned(),
        Subject::Certificate => "the certificate".to_owned(),
        Subject::Kafka => "Kafka".to_owned(),
        Subject::RegistryAllowed => "other registries that are allowed".to_owned(),
        Subject::Pool(_, PoolSubject::InstanceType) => "the instance type of its hosts".to_owned(),
        Subject::Pool(_, PoolSubject::Min) => "the fewest hosts".to_owned(),
        Subject::Pool(_, PoolSubject::Max) => "the most hosts".to_owned(),
        Subject::Service(id, _) => format!("service `{id}`"),
        Subject::Services(_) => "the services".to_owned(),
        Subject::ExistingSecret(name) => format!("secret `{name}`"),
        Subject::DatabaseStorage => "the storage that it begins with".to_owned(),
        Subject::DatabaseMaxStorage => "up to where it grows".to_owned(),
    }
}

/// The place of a field.
macro_rules! place {
    ($path:expr, $field:expr) => {
        Located {
            spot: $field.spot,
            path: $path.to_owned(),
            sound: $field.sound,
        }
    };
}

impl Spec {
    fn locate(&self, subject: &Subject) -> Located {
        let certificate = &self.certificate.value;
        let database = &self.database.value;
        match subject {
            Subject::Region => place!("region", self.region),
            Subject::Domain => place!("domain", self.domain),
            Subject::Zones => place!("network.zones", self.network.value.zones),
            Subject::Certificate if certificate.arn.spot.given => {
                place!("certificate.arn", certificate.arn)
            }
            Subject::Certificate => place!("certificate.issue", certificate.issue),
            Subject::Kafka => place!("kafka", self.kafka),
            Subject::RegistryAllowed => place!("registry.allow", self.registry.value.allow),
            Subject::Pool(name, part) => self.locate_pool(*name, *part),
            Subject::Service(id, part) => self.locate_service(id, part),
            Subject::Services(_) => Located {
                spot: self.services.spot,
                path: "services".to_owned(),
                sound: self.services.sound && self.services_are_sound(),
            },
            Subject::ExistingSecret(name) => {
                let path = format!("secrets.existing.{name}");
                match self.secrets.value.existing.value.get(name) {
                    Some(entry) => place!(path, entry.value),
                    None => place!(path, self.secrets),
                }
            }
            Subject::DatabaseStorage => place!("database.storage_gib", database.storage_gib),
            Subject::DatabaseMaxStorage => {
                place!("database.max_storage_gib", database.max_storage_gib)
            }
        }
    }

    fn locate_pool(&self, name: PoolName, part: PoolSubject) -> Located {
        let pool = self.pool(name);
        match part {
            PoolSubject::InstanceType => {
                place!(format!("pools.{name}.instance_type"), pool.instance_type)
            }
            PoolSubject::Min => place!(format!("pools.{name}.min"), pool.min),
            PoolSubject::Max => place!(format!("pools.{name}.max"), pool.max),
        }
    }

    fn locate_service(&self, id: &ServiceId, part: &ServiceSubject) -> Located {
        let path = |key: &str| format!("services.{id}{key}");
        let Some(entry) = self.services.value.get(id) else {
            return Located {
                spot: self.profile.spot,
                path: path(""),
                // The hosts of the profile's services are made of the domain.
                sound: self.profile.sound && self.domain.sound,
            };
        };
        let service = &entry.value.value;
        let whole = |sound| Located {
            spot: entry.spot,
            path: path(""),
            sound,
        };
        let all = match part {
            ServiceSubject::Name => return whole(true),
            ServiceSubject::Size => whole(service.size_is_sound()),
            ServiceSubject::Host => self.derived(place!(path(".host"), service.host)),
            ServiceSubject::Priority if service.priority.spot.given => {
                place!(path(".priority"), service.priority)
            }
            // It is made of the host.
            ServiceSubject::Priority => self.derived(place!(path(".host"), service.host)),
            ServiceSubject::Image => place!(path(".image"), service.image),
            ServiceSubject::Database => place!(path(".database"), service.database),
            ServiceSubject::Variable(name) => {
                let path = path(&format!(".env.{}", name.as_str()));
                match service.env.value.get(name) {
                    Some(entry) => place!(path, entry.value),
                    None => place!(path, service.env),
                }
            }
            ServiceSubject::Secret(name) => {
                let path = path(&format!(".secrets.{}", name.as_str()));
                match service.secrets.value.get(name) {
                    Some(entry) => place!(path, entry.value),
                    None => place!(path, service.secrets),
                }
            }
        };
        if all.spot.given {
            return all;
        }
        // A default of the service stands at its name.
        Located {
            spot: entry.spot,
            ..all
        }
    }

    /// A host that the spec does not give is made of the domain.
    fn derived(&self, host: Located) -> Located {
        let sound = host.sound && (host.spot.given || self.domain.sound);
        Located { sound, ..host }
    }

    fn services_are_sound(&self) -> bool {
        let services = &self.services.value;
        let mut entries = services.entries.iter();
        services.complete && entries.all(|entry| entry.value.value.size_is_sound())
    }
}

impl Service {
    /// Whether the numbers that capacity depends on are what the spec says.
    fn size_is_sound(&self) -> bool {
        let numbers = self.cpu.sound && self.memory_mib.sound && self.count.sound;
        numbers && self.min.sound && self.max.sound && self.pool.sound && self.host.sound
    }
}
