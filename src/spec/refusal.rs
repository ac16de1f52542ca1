//! Decisions that do not fit together, at the places where they stand.
//!
//! Not here: which decisions conflict (`architecture`), where they stand (`location`), what to do
//! (`advice`), values that are wrong by themselves.

use crate::architecture::{
    Conflict, DatabaseConflict, GatewayConflict, PoolSubject, ServiceSubject, Subject,
    SubnetConflict,
};
use crate::source::{Finding, Rule};

use super::advice::advice;
use super::location::Located;
use super::reader::Reader;
use super::rules;
use super::sections::Spec;

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
        Conflict::Subnet(SubnetConflict::Outside { .. }) => rules::SUBNET_OUTSIDE,
        Conflict::Subnet(SubnetConflict::Overlap { .. }) => rules::SUBNETS_OVERLAP,
        Conflict::Subnet(SubnetConflict::Small { .. }) => rules::SUBNET_SMALL,
        Conflict::Subnet(SubnetConflict::ZoneAbsent { .. })
        | Conflict::Subnet(SubnetConflict::Missing { .. }) => rules::SUBNET_ZONE,
        Conflict::Subnet(SubnetConflict::Twice { .. }) => rules::SUBNET_TWICE,
        Conflict::Subnet(SubnetConflict::Unused { .. }) => rules::SUBNET_UNUSED,
        Conflict::DomainLong { .. } => rules::DOMAIN_LONG,
        Conflict::HostElsewhere { .. } | Conflict::HostDeep { .. } => rules::HOST,
        Conflict::HostTwice { .. } => rules::HOST_CLASH,
        Conflict::PriorityTwice { .. } => rules::PRIORITY_CLASH,
        Conflict::HostsBeyondRules { .. } => rules::HOSTS_MANY,
        Conflict::NameTwice { .. }
        | Conflict::NameInternal { .. }
        | Conflict::PartAlike { .. }
        | Conflict::SecretAlike { .. } => rules::SERVICE_NAME,
        Conflict::RegistryOutside { .. } => rules::REGISTRY_OUTSIDE,
        Conflict::NameHidden { .. } => rules::NAME_HIDDEN,
        Conflict::CertificateElsewhere { .. }
        | Conflict::SecretElsewhere { .. }
        | Conflict::Database(DatabaseConflict::SnapshotElsewhere { .. }) => rules::ELSEWHERE,
        Conflict::AcceleratorAbsent { .. } => rules::ACCELERATOR,
        Conflict::Gateway(conflict) => match conflict {
            GatewayConflict::Absent { .. } | GatewayConflict::LogsAbsent { .. } => {
                rules::GATEWAY_REGION
            }
            GatewayConflict::CertificateElsewhere { .. } => rules::ELSEWHERE,
            GatewayConflict::OriginsMany => rules::GATEWAY_ORIGIN,
            GatewayConflict::HostTaken { .. } => rules::GATEWAY_HOST,
            GatewayConflict::HeadersMany { .. } => rules::GATEWAY_HEADERS,
        },
        Conflict::CertificateUnvalidated => rules::CERTIFICATE_WAITS,
        Conflict::SecretUnread { .. } => rules::SECRET_UNREAD,
        Conflict::StackSetSecret { .. } => rules::STACK_SET_SECRET,
        Conflict::TaskLarge { .. } => rules::CAPACITY_TASK,
        Conflict::PoolRange { .. } => rules::POOL_RANGE,
        Conflict::ZoneSmall { .. } => rules::CAPACITY_ZONE,
        Conflict::ZoneLoss { .. } => rules::CAPACITY_ZONE_LOSS,
        Conflict::PoolSmall { .. } => rules::CAPACITY_MAXIMUM,
        Conflict::NoRoomToRoll { .. } => rules::POOL_ROLLING,
        Conflict::Database(DatabaseConflict::StorageRange { .. })
        | Conflict::Database(DatabaseConflict::ClusterStorage { .. }) => rules::STORAGE,
        Conflict::Database(DatabaseConflict::IopsRange { .. }) => rules::IOPS,
        Conflict::Database(DatabaseConflict::ClusterZones { .. })
        | Conflict::Database(DatabaseConflict::InstancesBeyondZones { .. }) => {
            rules::DATABASE_ZONES
        }
        Conflict::Database(DatabaseConflict::WindowsMeet { .. }) => rules::WINDOWS_MEET,
        Conflict::Database(DatabaseConflict::SnapshotOfCluster) => rules::SNAPSHOT_KIND,
        Conflict::DatabaseClosed { .. }
        | Conflict::KafkaAbsent { .. }
        | Conflict::VariableTwice { .. } => rules::VARIABLE,
        Conflict::PortTwice { .. } | Conflict::PortReached { .. } => rules::PORT,
        Conflict::VolumesMeet { .. } => rules::VOLUME,
        Conflict::RequestsUnseen { .. }
        | Conflict::ServiceScheduleLow { .. }
        | Conflict::ServiceScheduleRange { .. } => rules::SERVICE_SCALING,
        Conflict::PoolScheduleForm { .. }
        | Conflict::PoolScheduleLow { .. }
        | Conflict::PoolScheduleRange { .. }
        | Conflict::PoolScheduleSmall { .. } => rules::POOL_SCHEDULE,
        Conflict::RegistryForeign { .. } => rules::REGISTRY_PUBLIC,
    }
}

/// What a second place is.
fn role(subject: &Subject) -> String {
    match subject {
        Subject::Region => "the region".to_owned(),
        Subject::Domain => "the domain".to_owned(),
        Subject::StackSet => "the stack set".to_owned(),
        Subject::VpcRange => "the VPC's range".to_owned(),
        Subject::Subnet(kind, letter) => {
            format!("the {kind} subnet of zone `{}`", letter.lower())
        }
        Subject::SubnetZone(letter) => format!("the subnets of zone `{}`", letter.lower()),
        Subject::Zones => "the zones".to_owned(),
        Subject::Certificate => "the certificate".to_owned(),
        Subject::Gateway
        | Subject::GatewayOrigin
        | Subject::GatewayCertificate
        | Subject::GatewayAccessLogs => "the gateway".to_owned(),
        Subject::Dns => "the DNS".to_owned(),
        Subject::LoadBalancerMode => "the load balancers".to_owned(),
        Subject::Egress => "the way out".to_owned(),
        Subject::InternalLoadBalancer => "the internal load balancer".to_owned(),
        Subject::IdentityProvider => "the identity provider".to_owned(),
        Subject::Kafka | Subject::KafkaServers => "Kafka".to_owned(),
        Subject::RegistryUrl => "the registry".to_owned(),
        Subject::RegistryAllowed => "other registries that are allowed".to_owned(),
        Subject::Pool(_, PoolSubject::InstanceType) => "the instance type of its hosts".to_owned(),
        Subject::Pool(_, PoolSubject::Min) => "the fewest hosts".to_owned(),
        Subject::Pool(_, PoolSubject::Max) => "the most hosts".to_owned(),
        Subject::Pool(_, PoolSubject::Schedule(name)) => format!("schedule `{name}`"),
        Subject::Service(_, ServiceSubject::Min) => "the fewest tasks".to_owned(),
        Subject::Service(_, ServiceSubject::Max) => "the most tasks".to_owned(),
        Subject::Service(id, ServiceSubject::Port(name)) => {
            format!("port `{name}` of service `{id}`")
        }
        Subject::Service(_, ServiceSubject::VolumePath(name)) => format!("volume `{name}`"),
        Subject::Service(id, _) => format!("service `{id}`"),
        Subject::Services(_) => "the services".to_owned(),
        Subject::ExistingSecret(name) => format!("secret `{name}`"),
        Subject::DatabaseDeployment => "the form of the database".to_owned(),
        Subject::DatabaseIops => "its operations".to_owned(),
        Subject::DatabaseInstances => "its instances".to_owned(),
        Subject::DatabaseBackupWindow => "when backups are made".to_owned(),
        Subject::DatabaseMaintenanceWindow => "when RDS may change it".to_owned(),
        Subject::DatabaseSnapshot => "the snapshot".to_owned(),
        Subject::DatabaseStorage => "the storage that it begins with".to_owned(),
        Subject::DatabaseMaxStorage => "up to where it grows".to_owned(),
    }
}
