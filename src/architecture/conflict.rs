//! Decisions that do not fit together, with the numbers that a message needs.
//!
//! Not here: how conflicts are found (`checks`), which decisions they are about (`subject`), and where
//! in a file those stand (`spec`).

use thiserror::Error;

use crate::aws::{CronExpression, DomainName, Region, Zone};

use super::database_conflict::DatabaseConflict;
use super::environment::EnvironmentName;
use super::gateway_conflict::GatewayConflict;
use super::hosts::Priority;
use super::names::{SecretName, ServiceId};
use super::part_name::{PortName, ScheduleName, VolumeName};
use super::pools::PoolName;
use super::subject::Subject;
use super::subnet_conflict::SubnetConflict;
use super::volume::MountPath;

/// Two or more decisions that do not fit together.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[expect(
    missing_docs,
    reason = "the fields are the numbers and names of the message"
)]
pub enum Conflict {
    /// A zone of another region.
    #[error("zone `{zone}` is not in {region}")]
    ZoneElsewhere { zone: Zone, region: Region },
    /// More zones than the region has.
    #[error("{region} has {known} zones, fewer than {wanted}")]
    ZonesBeyondRegion {
        wanted: usize,
        known: usize,
        region: Region,
    },
    /// About subnets.
    #[error(transparent)]
    Subnet(#[from] SubnetConflict),
    /// A domain that leaves no room for a certificate or for hosts below it.
    #[error("the domain has {length} characters, more than {most}")]
    DomainLong { length: usize, most: u32 },
    /// A secret of one account in a template for many.
    #[error(
        "secret `{variable}` of service `{service}` is in one account, and a stack set has many"
    )]
    StackSetSecret {
        service: ServiceId,
        variable: EnvironmentName,
    },
    /// A host outside the domain.
    #[error("host `{host}` of service `{service}` is not below `{domain}`")]
    HostElsewhere {
        service: ServiceId,
        host: DomainName,
        domain: DomainName,
    },
    /// A host that the certificate does not cover.
    #[error("host `{host}` of service `{service}` is more than one label below `{domain}`")]
    HostDeep {
        service: ServiceId,
        host: DomainName,
        domain: DomainName,
    },
    /// One host for two services.
    #[error("services `{first}` and `{second}` both have the host `{host}`")]
    HostTwice {
        host: DomainName,
        first: ServiceId,
        second: ServiceId,
    },
    /// One priority for two rules.
    #[error(
        "the listener rules of services `{first}` and `{second}` both have priority {priority}"
    )]
    PriorityTwice {
        priority: Priority,
        first: ServiceId,
        second: ServiceId,
    },
    /// More hosts than a load balancer has rules.
    #[error("{count} services are public, and a load balancer has {most} rules")]
    HostsBeyondRules { count: usize, most: usize },
    /// Two services whose logical ids would be the same.
    #[error("services `{first}` and `{second}` would both be `{prefix}` in the templates")]
    NameTwice {
        first: ServiceId,
        second: ServiceId,
        prefix: String,
    },
    /// A service whose logical ids are those of another behind the internal load balancer.
    #[error(
        "service `{service}` would be called in the templates as `{other}` is behind the internal load balancer"
    )]
    NameInternal {
        service: ServiceId,
        other: ServiceId,
    },
    /// A name that is not found inside the VPC.
    #[error(
        "`{name}` is below `{zone}`, which is answered inside the VPC by the zone of the internal load balancer"
    )]
    NameHidden {
        name: DomainName,
        zone: DomainName,
        subject: Subject,
    },
    /// A certificate of another region.
    #[error("the certificate is in {found}, and the load balancer in {region}")]
    CertificateElsewhere { found: String, region: Region },
    /// An accelerator where there are none.
    #[error("load balancers are fronted by Global Accelerator, which {region} does not have")]
    AcceleratorAbsent { region: Region },
    /// What does not go with the gateway.
    #[error(transparent)]
    Gateway(#[from] GatewayConflict),
    /// A certificate that nobody would validate.
    #[error(
        "the certificate is to be issued, and the DNS that would validate it is held elsewhere"
    )]
    CertificateUnvalidated,
    /// A secret of another partition or region.
    #[error("secret `{name}` is in {found}, and the deployment in {region}")]
    SecretElsewhere {
        name: SecretName,
        found: String,
        region: Region,
    },
    /// A secret that nobody reads.
    #[error("no service reads the secret `{name}`")]
    SecretUnread {
        name: SecretName,
        nearest: Option<SecretName>,
    },
    /// A task that fits no host.
    #[error(
        "a task of service `{service}` takes {cpu} processor units and {memory_mib} MiB, and a host \
         of pool `{pool}` ({host}) offers {host_cpu} units and {host_memory_mib} MiB"
    )]
    TaskLarge {
        service: ServiceId,
        pool: PoolName,
        host: &'static str,
        cpu: u32,
        host_cpu: u32,
        memory_mib: u32,
        host_memory_mib: u32,
    },
    /// The fewest hosts above the most.
    #[error("pool `{pool}` has at least {min} hosts and at most {max}")]
    PoolRange {
        pool: PoolName,
        min: u32,
        max: u32,
        derived: bool,
    },
    /// Too few hosts in a zone for the tasks that are bound to it.
    #[error(
        "pool `{pool}` has {min} hosts, {in_zone} in each of {zones} zones, and a zone's own tasks need {demand} while one of their services is updated"
    )]
    ZoneSmall {
        pool: PoolName,
        zones: u32,
        min: u32,
        in_zone: u32,
        demand: u32,
        needed: u32,
    },
    /// Too few hosts when a zone fails.
    #[error(
        "when one of {zones} zones fails, pool `{pool}` keeps {surviving} of its {min} hosts, and its services need {demand}"
    )]
    ZoneLoss {
        pool: PoolName,
        zones: u32,
        min: u32,
        surviving: u32,
        demand: u32,
        needed: u32,
    },
    /// No room for the tasks that scaling may ask for.
    #[error(
        "the services of pool `{pool}` need {demand} hosts at their highest counts, and it has at most {max}"
    )]
    PoolSmall {
        pool: PoolName,
        max: u32,
        demand: u32,
    },
    /// No room for a rolling update.
    #[error(
        "pool `{pool}` has {min} to {max} hosts; a rolling update starts {batch} more before it ends any"
    )]
    NoRoomToRoll {
        pool: PoolName,
        min: u32,
        max: u32,
        batch: u32,
        derived: bool,
    },
    /// About the database.
    #[error(transparent)]
    Database(#[from] DatabaseConflict),
    /// A variable about a database that the service may not reach.
    #[error(
        "variable `{variable}` of service `{service}` is about the database, which the service is kept from"
    )]
    DatabaseClosed {
        service: ServiceId,
        variable: EnvironmentName,
    },
    /// A variable about a Kafka that is not there.
    #[error(
        "variable `{variable}` of service `{service}` is about Kafka, and the deployment has none"
    )]
    KafkaAbsent {
        service: ServiceId,
        variable: EnvironmentName,
    },
    /// A variable that is a text and a secret.
    #[error("variable `{variable}` of service `{service}` is both a text and a secret")]
    VariableTwice {
        service: ServiceId,
        variable: EnvironmentName,
    },
    /// A secret whose logical id another one has.
    #[error(
        "secret `{name}` of service `{service}` would be `{logical_id}` in the templates, as {other} is"
    )]
    SecretAlike {
        service: ServiceId,
        variable: EnvironmentName,
        name: SecretName,
        other: String,
        logical_id: String,
    },
    /// A service that scales by requests which no load balancer counts.
    #[error("service `{service}` scales by requests, and no load balancer hands it any")]
    RequestsUnseen { service: ServiceId },
    /// Fewer tasks at times than at any time.
    #[error(
        "schedule `{schedule}` of service `{service}` asks for a minimum of {min}, and at any time it has at least {least}"
    )]
    ServiceScheduleLow {
        service: ServiceId,
        schedule: ScheduleName,
        min: u32,
        least: u32,
    },
    /// The fewest tasks above the most at times.
    #[error(
        "with schedule `{schedule}` of service `{service}` the fewest tasks, {min}, are more than the most, {max}"
    )]
    ServiceScheduleRange {
        service: ServiceId,
        schedule: ScheduleName,
        min: u32,
        max: u32,
    },
    /// Two volumes of which one hides the other.
    #[error(
        "volume `{second}` of service `{service}` is mounted at `{second_path}`, and volume `{first}` at `{first_path}`"
    )]
    VolumesMeet {
        service: ServiceId,
        first: VolumeName,
        first_path: MountPath,
        second: VolumeName,
        second_path: MountPath,
    },
    /// One port of a host for two ports of containers.
    #[error(
        "port {port} of the hosts of pool `{pool}` is published by port `{first_port}` of service `{first}` and by port `{second_port}` of service `{second}`"
    )]
    PortTwice {
        pool: PoolName,
        port: u16,
        first: ServiceId,
        first_port: PortName,
        second: ServiceId,
        second_port: PortName,
    },
    /// A published port that the load balancer reaches.
    #[error(
        "port `{name}` of service `{service}` publishes {port}, on which the load balancer reaches the service"
    )]
    PortReached {
        service: ServiceId,
        name: PortName,
        port: u16,
    },
    /// A volume or schedule whose logical id another one has.
    #[error("{what} would be `{logical_id}` in the templates, as {other} is")]
    PartAlike {
        what: String,
        other: String,
        logical_id: String,
        subject: Subject,
    },
    /// A schedule that an Auto Scaling Group can't be told.
    #[error(
        "schedule `{schedule}` of pool `{pool}` says `{cron}`, which an Auto Scaling Group can't be told"
    )]
    PoolScheduleForm {
        pool: PoolName,
        schedule: ScheduleName,
        cron: CronExpression,
    },
    /// Too few hosts at times.
    #[error(
        "with schedule `{schedule}`, pool `{pool}` has at least {min} hosts, and its services need {needed} so that they survive the loss of one of {zones} zones"
    )]
    PoolScheduleLow {
        pool: PoolName,
        schedule: ScheduleName,
        zones: u32,
        min: u32,
        needed: u32,
    },
    /// No room for a rolling update at times.
    #[error(
        "with schedule `{schedule}`, pool `{pool}` has {min} to {max} hosts; a rolling update starts {batch} more before it ends any"
    )]
    PoolScheduleRange {
        pool: PoolName,
        schedule: ScheduleName,
        min: u32,
        max: u32,
        batch: u32,
    },
    /// No room for the tasks that scaling may ask for, at times.
    #[error(
        "the services of pool `{pool}` need {demand} hosts at their highest counts, and with schedule `{schedule}` it has at most {max}"
    )]
    PoolScheduleSmall {
        pool: PoolName,
        schedule: ScheduleName,
        max: u32,
        demand: u32,
    },
    /// A registry that nobody reaches without a way out.
    #[error("registry `{registry}` is outside of the VPC, which has no way out")]
    RegistryOutside {
        registry: String,
        region: Region,
        subject: Subject,
    },
    /// An image of a registry that is not the deployment's.
    #[error("the image of service `{service}` comes from `{registry}`, a registry of others")]
    RegistryForeign {
        service: ServiceId,
        registry: String,
    },
}
