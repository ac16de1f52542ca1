//! Where in a spec a decision stands.
//!
//! Not here: what is said about it (`refusal`).

use crate::architecture::{PoolName, PoolSubject, ServiceId, ServiceSubject, Subject, SubnetKind};

use crate::aws::ZoneLetter;

use super::reader::Spot;
use super::sections::{PoolSchedule, Port, Service, Spec, TaskSchedule};

/// A decision in the spec.
pub(super) struct Located {
    pub(super) spot: Spot,
    pub(super) path: String,
    /// Whether it is what the spec says, or leaves to its default.
    pub(super) sound: bool,
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
    pub(super) fn locate(&self, subject: &Subject) -> Located {
        let certificate = &self.certificate.value;
        let database = &self.database.value;
        let gateway = &self.gateway.value.settings;
        match subject {
            Subject::Region => place!("region", self.region),
            Subject::Domain => place!("domain", self.domain),
            Subject::StackSet => place!("stack_set", self.stack_set),
            Subject::Zones => place!("network.zones", self.network.value.zones),
            Subject::Egress => place!("network.egress", self.network.value.egress),
            Subject::VpcRange => place!("network.cidr", self.network.value.cidr),
            Subject::Subnet(kind, letter) => self.locate_subnet(*kind, *letter),
            Subject::SubnetZone(letter) => self.locate_subnets(*letter),
            Subject::Certificate if certificate.arn.spot.given => {
                place!("certificate.arn", certificate.arn)
            }
            Subject::Certificate => place!("certificate.issue", certificate.issue),
            Subject::Dns => place!("dns.mode", self.dns.value.mode),
            Subject::LoadBalancerMode => {
                place!("load_balancers.mode", self.load_balancers.value.mode)
            }
            // A way into the VPC leads to one.
            Subject::InternalLoadBalancer if gateway.origin.spot.given => {
                place!("gateway.origin", gateway.origin)
            }
            Subject::InternalLoadBalancer => {
                place!(
                    "load_balancers.internal",
                    self.load_balancers.value.internal
                )
            }
            Subject::IdentityProvider => {
                place!("identity_provider.url", self.identity_provider.value.url)
            }
            Subject::KafkaServers => match &self.kafka.value {
                Some(kafka) => place!("kafka.bootstrap", kafka.bootstrap),
                None => place!("kafka", self.kafka),
            },
            Subject::RegistryUrl => place!("registry.url", self.registry.value.url),
            Subject::Gateway => place!("gateway", self.gateway),
            Subject::GatewayOrigin => place!("gateway.origin", gateway.origin),
            Subject::GatewayCertificate => {
                place!("gateway.certificate_arn", gateway.certificate_arn)
            }
            Subject::GatewayAccessLogs => place!("gateway.access_logs", gateway.access_logs),
            Subject::Kafka => place!("kafka", self.kafka),
            Subject::RegistryAllowed => place!("registry.allow", self.registry.value.allow),
            Subject::Pool(name, part) => self.locate_pool(*name, part),
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
            Subject::DatabaseDeployment => place!("database.deployment", database.deployment),
            Subject::DatabaseIops => place!("database.iops", database.iops),
            Subject::DatabaseInstances => place!("database.instances", database.instances),
            Subject::DatabaseBackupWindow => {
                place!("database.backup_window", database.backup_window)
            }
            Subject::DatabaseMaintenanceWindow => {
                place!("database.maintenance_window", database.maintenance_window)
            }
            Subject::DatabaseSnapshot => place!("database.snapshot", database.snapshot),
            Subject::DatabaseStorage => place!("database.storage_gib", database.storage_gib),
            Subject::DatabaseMaxStorage => {
                place!("database.max_storage_gib", database.max_storage_gib)
            }
        }
    }

    /// The range or the id of a subnet; that of the VPC where the plan has given it.
    fn locate_subnet(&self, kind: SubnetKind, letter: ZoneLetter) -> Located {
        let network = &self.network.value;
        let path = |key: &str| format!("{key}.{}.{kind}", letter.lower());
        if let Some(existing) = &network.existing.value
            && let Some(entry) = existing.subnets.value.get(&letter)
        {
            let subnets = &entry.value.value;
            let path = path("network.existing.subnets");
            return match kind {
                SubnetKind::Public => place!(path, subnets.public),
                SubnetKind::Private => place!(path, subnets.private),
                SubnetKind::Data => place!(path, subnets.data),
            };
        }
        let Some(entry) = network.subnets.value.get(&letter) else {
            return place!("network.cidr", network.cidr);
        };
        let (ranges, path) = (&entry.value.value, path("network.subnets"));
        match kind {
            SubnetKind::Public => place!(path, ranges.public),
            SubnetKind::Private => place!(path, ranges.private),
            SubnetKind::Data => place!(path, ranges.data),
        }
    }

    /// The subnets of a zone.
    fn locate_subnets(&self, letter: ZoneLetter) -> Located {
        let network = &self.network.value;
        let path = |key: &str| format!("{key}.{}", letter.lower());
        let located = |path: String, spot: Spot, sound: bool| Located { spot, path, sound };
        match &network.existing.value {
            Some(existing) => match existing.subnets.value.get(&letter) {
                Some(entry) => located(
                    path("network.existing.subnets"),
                    entry.spot,
                    entry.value.sound,
                ),
                None => {
                    let complete = existing.subnets.value.complete && existing.subnets.sound;
                    let path = "network.existing.subnets".to_owned();
                    located(path, existing.subnets.spot, complete)
                }
            },
            None => match network.subnets.value.get(&letter) {
                Some(entry) => located(path("network.subnets"), entry.spot, entry.value.sound),
                None => place!("network.subnets", network.subnets),
            },
        }
    }

    fn locate_pool(&self, name: PoolName, part: &PoolSubject) -> Located {
        let pool = self.pool(name);
        match part {
            PoolSubject::InstanceType => {
                place!(format!("pools.{name}.instance_type"), pool.instance_type)
            }
            PoolSubject::Min => place!(format!("pools.{name}.min"), pool.min),
            PoolSubject::Max => place!(format!("pools.{name}.max"), pool.max),
            PoolSubject::Schedule(schedule) => {
                let path = format!("pools.{name}.schedules.{schedule}");
                match pool.schedules.value.get(schedule) {
                    Some(entry) => Located {
                        spot: entry.spot,
                        path,
                        sound: entry.value.value.is_sound() && pool.schedules.value.complete,
                    },
                    None => place!(path, pool.schedules),
                }
            }
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
            ServiceSubject::Volume(name) => {
                let path = path(&format!(".volumes.{name}"));
                match service.volumes.value.get(name) {
                    Some(entry) => Located {
                        spot: entry.spot,
                        ..place!(path, entry.value)
                    },
                    None => place!(path, service.volumes),
                }
            }
            ServiceSubject::Min => place!(path(".min"), service.min),
            ServiceSubject::Max => place!(path(".max"), service.max),
            ServiceSubject::Requests => {
                place!(path(".requests_per_minute"), service.requests_per_minute)
            }
            ServiceSubject::Schedule(name) => {
                let path = path(&format!(".schedules.{name}"));
                match service.schedules.value.get(name) {
                    Some(entry) => Located {
                        spot: entry.spot,
                        path,
                        sound: entry.value.value.is_sound() && service.schedules.value.complete,
                    },
                    None => place!(path, service.schedules),
                }
            }
            ServiceSubject::Port(name) => {
                let path = path(&format!(".ports.{name}"));
                match service.ports.value.get(name) {
                    Some(entry) => Located {
                        spot: entry.spot,
                        path,
                        sound: entry.value.value.is_sound(),
                    },
                    None => place!(path, service.ports),
                }
            }
            ServiceSubject::VolumePath(name) => {
                let path = path(&format!(".volumes.{name}.path"));
                match service.volumes.value.get(name) {
                    Some(entry) => place!(path, entry.value.value.path),
                    None => place!(path, service.volumes),
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
        numbers
            && self.min.sound
            && self.max.sound
            && self.pool.sound
            && self.host.sound
            && self.schedule.sound
            && self.schedules_are_sound()
            && self.ports.sound
            && self.ports.value.complete
    }
}

impl Service {
    fn schedules_are_sound(&self) -> bool {
        let schedules = &self.schedules.value;
        let mut entries = schedules.entries.iter();
        self.schedules.sound
            && schedules.complete
            && entries.all(|entry| entry.value.value.is_sound())
    }
}

impl TaskSchedule {
    /// Whether what it says is what the spec says.
    fn is_sound(&self) -> bool {
        self.cron.sound && self.min.sound && self.max.sound
    }
}

impl Port {
    /// Whether its numbers are what the spec says.
    fn is_sound(&self) -> bool {
        self.container.sound && self.host.sound
    }
}

impl PoolSchedule {
    /// Whether what it says is what the spec says.
    fn is_sound(&self) -> bool {
        self.cron.sound && self.min.sound && self.max.sound
    }
}
