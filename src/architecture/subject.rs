//! Which decisions a conflict is about.
//!
//! Not here: what the conflict says (`conflict`).

use crate::aws::ZoneLetter;

use super::addresses::SubnetKind;
use super::conflict::Conflict;
use super::environment::EnvironmentName;
use super::names::{SecretName, ServiceId};
use super::part_name::{PortName, ScheduleName, VolumeName};
use super::pools::PoolName;

/// A decision that a conflict is about.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named as the decision")]
pub enum Subject {
    Region,
    Domain,
    StackSet,
    Zones,
    VpcRange,
    Subnet(SubnetKind, ZoneLetter),
    SubnetZone(ZoneLetter),
    Egress,
    Certificate,
    Dns,
    LoadBalancerMode,
    Gateway,
    GatewayOrigin,
    GatewayCertificate,
    GatewayAccessLogs,
    InternalLoadBalancer,
    IdentityProvider,
    Kafka,
    KafkaServers,
    RegistryUrl,
    RegistryAllowed,
    Pool(PoolName, PoolSubject),
    Service(ServiceId, ServiceSubject),
    Services(PoolName),
    ExistingSecret(SecretName),
    DatabaseStorage,
    DatabaseMaxStorage,
    DatabaseDeployment,
    DatabaseIops,
    DatabaseInstances,
    DatabaseBackupWindow,
    DatabaseMaintenanceWindow,
    DatabaseSnapshot,
}

/// A decision about a pool.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named as the decision")]
pub enum PoolSubject {
    InstanceType,
    Min,
    Max,
    Schedule(ScheduleName),
}

/// A decision about a service.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named as the decision")]
pub enum ServiceSubject {
    Name,
    Host,
    Priority,
    Size,
    Image,
    Database,
    Variable(EnvironmentName),
    Secret(EnvironmentName),
    Volume(VolumeName),
    VolumePath(VolumeName),
    Port(PortName),
    Requests,
    Schedule(ScheduleName),
    Min,
    Max,
}

impl Conflict {
    /// The decisions that do not fit together, the one to be changed first.
    #[must_use]
    pub fn subjects(&self) -> Vec<Subject> {
        use PoolSubject::{InstanceType, Max, Min};
        use Subject::{Pool, Service};
        let service = |id: &ServiceId, subject| Service(id.clone(), subject);
        match self {
            Self::ZoneElsewhere { .. } | Self::ZonesBeyondRegion { .. } => {
                vec![Subject::Zones, Subject::Region]
            }
            Self::Subnet(conflict) => conflict.subjects(),
            Self::DomainLong { .. } => vec![Subject::Domain, Subject::Certificate],
            Self::HostElsewhere { service: id, .. } => {
                vec![service(id, ServiceSubject::Host), Subject::Domain]
            }
            Self::HostDeep { service: id, .. } => vec![
                service(id, ServiceSubject::Host),
                Subject::Certificate,
                Subject::Domain,
            ],
            Self::HostTwice { first, second, .. } => vec![
                service(second, ServiceSubject::Host),
                service(first, ServiceSubject::Host),
            ],
            Self::PriorityTwice { first, second, .. } => vec![
                service(second, ServiceSubject::Priority),
                service(first, ServiceSubject::Priority),
            ],
            Self::HostsBeyondRules { .. } => vec![Subject::Services(PoolName::Ess)],
            Self::NameTwice { first, second, .. } => vec![
                service(second, ServiceSubject::Name),
                service(first, ServiceSubject::Name),
            ],
            Self::NameInternal { service: id, other } => vec![
                service(id, ServiceSubject::Name),
                service(other, ServiceSubject::Name),
                Subject::InternalLoadBalancer,
            ],
            Self::NameHidden { subject, .. } => vec![
                subject.clone(),
                Subject::InternalLoadBalancer,
                Subject::Domain,
            ],
            Self::CertificateElsewhere { .. } => vec![Subject::Certificate, Subject::Region],
            Self::AcceleratorAbsent { .. } => vec![Subject::LoadBalancerMode, Subject::Region],
            Self::Gateway(conflict) => conflict.subjects(),
            Self::CertificateUnvalidated => vec![Subject::Certificate, Subject::Dns],
            Self::SecretElsewhere { name, .. } => {
                vec![Subject::ExistingSecret(name.clone()), Subject::Region]
            }
            Self::StackSetSecret {
                service: id,
                variable,
            } => vec![
                service(id, ServiceSubject::Secret(variable.clone())),
                Subject::StackSet,
            ],
            Self::SecretUnread { name, .. } => vec![Subject::ExistingSecret(name.clone())],
            Self::TaskLarge {
                service: id, pool, ..
            } => vec![service(id, ServiceSubject::Size), Pool(*pool, InstanceType)],
            Self::PoolRange { pool, .. } | Self::NoRoomToRoll { pool, .. } => {
                vec![Pool(*pool, Max), Pool(*pool, Min)]
            }
            Self::ZoneSmall { pool, .. } => vec![
                Pool(*pool, Min),
                Pool(*pool, InstanceType),
                Subject::Zones,
                Subject::LoadBalancerMode,
                Subject::Services(*pool),
            ],
            Self::ZoneLoss { pool, .. } => vec![
                Pool(*pool, Min),
                Pool(*pool, InstanceType),
                Subject::Zones,
                Subject::Services(*pool),
            ],
            Self::PoolSmall { pool, .. } => vec![
                Pool(*pool, Max),
                Pool(*pool, InstanceType),
                Subject::Services(*pool),
            ],
            Self::Database(conflict) => conflict.subjects(),
            Self::DatabaseClosed {
                service: id,
                variable,
            } => vec![
                service(id, ServiceSubject::Variable(variable.clone())),
                service(id, ServiceSubject::Database),
            ],
            Self::KafkaAbsent {
                service: id,
                variable,
            } => vec![
                service(id, ServiceSubject::Variable(variable.clone())),
                Subject::Kafka,
            ],
            Self::VariableTwice {
                service: id,
                variable,
            } => vec![
                service(id, ServiceSubject::Variable(variable.clone())),
                service(id, ServiceSubject::Secret(variable.clone())),
            ],
            Self::SecretAlike {
                service: id,
                variable,
                ..
            } => vec![service(id, ServiceSubject::Secret(variable.clone()))],
            Self::VolumesMeet {
                service: id,
                first,
                second,
                ..
            } => vec![
                service(id, ServiceSubject::VolumePath(second.clone())),
                service(id, ServiceSubject::VolumePath(first.clone())),
            ],
            Self::RequestsUnseen { service: id } => vec![
                service(id, ServiceSubject::Requests),
                service(id, ServiceSubject::Host),
            ],
            Self::ServiceScheduleLow {
                service: id,
                schedule,
                ..
            } => vec![
                service(id, ServiceSubject::Schedule(schedule.clone())),
                service(id, ServiceSubject::Min),
            ],
            Self::ServiceScheduleRange {
                service: id,
                schedule,
                ..
            } => vec![
                service(id, ServiceSubject::Schedule(schedule.clone())),
                service(id, ServiceSubject::Min),
                service(id, ServiceSubject::Max),
            ],
            Self::PortTwice {
                first,
                first_port,
                second,
                second_port,
                ..
            } => vec![
                service(second, ServiceSubject::Port(second_port.clone())),
                service(first, ServiceSubject::Port(first_port.clone())),
            ],
            Self::PortReached {
                service: id, name, ..
            } => vec![service(id, ServiceSubject::Port(name.clone()))],
            Self::PartAlike { subject, .. } => vec![subject.clone()],
            Self::PoolScheduleForm { pool, schedule, .. } => {
                vec![Pool(*pool, PoolSubject::Schedule(schedule.clone()))]
            }
            Self::PoolScheduleRange { pool, schedule, .. } => vec![
                Pool(*pool, PoolSubject::Schedule(schedule.clone())),
                Pool(*pool, Min),
                Pool(*pool, Max),
            ],
            Self::PoolScheduleLow { pool, schedule, .. }
            | Self::PoolScheduleSmall { pool, schedule, .. } => vec![
                Pool(*pool, PoolSubject::Schedule(schedule.clone())),
                Pool(*pool, InstanceType),
                Subject::Zones,
                Subject::Services(*pool),
            ],
            Self::RegistryOutside { subject, .. } => {
                vec![subject.clone(), Subject::Egress]
            }
            Self::RegistryForeign { service: id, .. } => {
                vec![service(id, ServiceSubject::Image), Subject::RegistryAllowed]
            }
        }
    }
}
