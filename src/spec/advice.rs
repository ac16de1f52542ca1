//! What was expected in place of decisions that do not fit together, and what to do.
//!
//! Not here: what a conflict is (`architecture`).

use crate::architecture::{Conflict, DatabaseConflict, GatewayConflict, SubnetConflict};
use crate::aws::Cidr;

/// What was expected at the place of a conflict, and what to do.
pub(super) fn advice(conflict: &Conflict) -> (String, Option<String>) {
    let (expected, help) = match conflict {
        Conflict::ZoneElsewhere { region, .. } => (format!("expected zones of {region}"), None),
        Conflict::ZonesBeyondRegion { known, .. } => (
            format!("expected at most {known}"),
            Some(format!("write `zones: {known}`, or the zones by name")),
        ),
        Conflict::Subnet(SubnetConflict::Outside { vpc, free, .. }) => {
            (format!("expected a range inside {vpc}"), Some(room(*free)))
        }
        Conflict::Subnet(SubnetConflict::Overlap { free, .. }) => (
            "expected ranges that share no address".to_owned(),
            Some(room(*free)),
        ),
        Conflict::Subnet(SubnetConflict::Small { most, .. }) => {
            (format!("expected at least a /{most}"), None)
        }
        Conflict::Subnet(SubnetConflict::ZoneAbsent { .. }) => (
            "expected letters of the deployment's zones".to_owned(),
            Some("leave the zone out, or add it to `zones`".to_owned()),
        ),
        Conflict::Subnet(SubnetConflict::Missing { .. }) => (
            "expected it of every zone of the deployment".to_owned(),
            Some("give all of them, or none: then they are given at deployment".to_owned()),
        ),
        Conflict::Subnet(SubnetConflict::Unused { .. }) => (
            "expected it with `data_subnets: true`".to_owned(),
            Some("leave it out, or write `data_subnets: true`".to_owned()),
        ),
        Conflict::Subnet(SubnetConflict::Twice { .. }) => {
            ("expected a subnet of its own".to_owned(), None)
        }
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
        Conflict::NameTwice { .. } | Conflict::PartAlike { .. } => (
            "expected names that differ in letters or digits".to_owned(),
            None,
        ),
        Conflict::NameInternal { .. } => (
            "expected a name that is not another with `-internal` at its end".to_owned(),
            None,
        ),
        Conflict::NameHidden { zone, .. } => (
            format!("expected a name that is not below `{zone}`"),
            Some("serve it under another name".to_owned()),
        ),
        Conflict::SecretAlike { .. } => (
            "expected a name that is another without `-secret` at its end".to_owned(),
            None,
        ),
        Conflict::CertificateElsewhere { region, .. }
        | Conflict::SecretElsewhere { region, .. } => {
            (format!("expected an ARN in {region}"), None)
        }
        Conflict::AcceleratorAbsent { .. } => (
            "expected `single` or `per-zone`".to_owned(),
            Some("`per-zone` has the same load balancers, under names in DNS".to_owned()),
        ),
        Conflict::Gateway(conflict) => return gateway(conflict),
        Conflict::CertificateUnvalidated => (
            "expected a certificate that exists".to_owned(),
            Some(
                "request one beforehand (`ess-cfn dns` prints how), and leave `issue` out"
                    .to_owned(),
            ),
        ),
        Conflict::StackSetSecret { variable, .. } => (
            "expected the name of a secret".to_owned(),
            Some(format!(
                "write a name for `{variable}`, and below `secrets.existing` the ARN of that name, which \
                 becomes a parameter"
            )),
        ),
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
        Conflict::ZoneSmall { needed, .. } | Conflict::ZoneLoss { needed, .. } => (
            format!("expected at least {needed}"),
            Some(format!(
                "write `min: {needed}`, or leave `min` out and it follows the services"
            )),
        ),
        Conflict::PoolScheduleForm { .. } => (
            "expected neither years nor `L`, `W` or `#`".to_owned(),
            Some("say the days by number or name".to_owned()),
        ),
        Conflict::PoolScheduleLow { needed, .. } => (
            format!("expected at least {needed}"),
            Some(format!(
                "write `min: {needed}`, or leave `min` out of the schedule"
            )),
        ),
        Conflict::PoolScheduleRange { min, batch, .. } => (
            format!(
                "expected `max` to be at least {}",
                min.saturating_add(*batch)
            ),
            Some("say `min` and `max` in every schedule that changes one of them".to_owned()),
        ),
        Conflict::PoolScheduleSmall { demand, .. } => {
            (format!("expected `max` to be at least {demand}"), None)
        }
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
        Conflict::Database(DatabaseConflict::SnapshotElsewhere { region, .. }) => (
            format!("expected a snapshot in {region}"),
            Some("copy it there with `aws rds copy-db-snapshot` first".to_owned()),
        ),
        Conflict::Database(DatabaseConflict::SnapshotOfCluster) => (
            "expected a snapshot of an instance".to_owned(),
            Some("take it with `multi-az-cluster` or `aurora`".to_owned()),
        ),
        Conflict::Database(DatabaseConflict::ClusterStorage { least, .. }) => (
            format!("expected at least {least}"),
            Some("smaller storage is an instance's: `deployment: multi-az-instance`".to_owned()),
        ),
        Conflict::Database(DatabaseConflict::IopsRange { least, most, .. }) => {
            (format!("expected a number from {least} to {most}"), None)
        }
        Conflict::Database(DatabaseConflict::ClusterZones { needed, .. }) => (
            "expected `multi-az-instance` or `aurora`".to_owned(),
            Some(format!("or write `zones: {needed}`")),
        ),
        Conflict::Database(DatabaseConflict::InstancesBeyondZones { zones, .. }) => {
            (format!("expected at most {zones}, one in each zone"), None)
        }
        Conflict::Database(DatabaseConflict::WindowsMeet { .. }) => (
            "expected times that do not meet".to_owned(),
            Some("leave one of them out, and RDS chooses it".to_owned()),
        ),
        Conflict::Database(DatabaseConflict::StorageRange { storage_gib, .. }) => (
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
        Conflict::RequestsUnseen { .. } => (
            "expected it on services with a `host`".to_owned(),
            Some("leave `requests_per_minute` out, or give the service a `host`".to_owned()),
        ),
        Conflict::ServiceScheduleLow { least, .. } => (
            format!("expected at least {least}"),
            Some("write the fewest tasks of any hour as the `min` of the service".to_owned()),
        ),
        Conflict::ServiceScheduleRange { min, .. } => (
            format!("expected `max` to be at least {min}"),
            Some("say `min` and `max` in every schedule that changes one of them".to_owned()),
        ),
        Conflict::PortTwice { .. } => (
            "expected a port of the host of its own".to_owned(),
            Some("give one of them another `host`".to_owned()),
        ),
        Conflict::PortReached { .. } => (
            "expected another port of the container".to_owned(),
            Some(
                "call the service by its public name, or let it listen on a second port".to_owned(),
            ),
        ),
        Conflict::VolumesMeet { .. } => (
            "expected directories beside each other".to_owned(),
            Some("mount one of them elsewhere".to_owned()),
        ),
        Conflict::RegistryOutside { region, .. } => (
            format!("expected a registry of Amazon ECR in {region}"),
            Some(
                "write `registry: { inside: true }` if it is reached without leaving the VPC"
                    .to_owned(),
            ),
        ),
        Conflict::RegistryForeign { registry, .. } => (
            "expected an image of the deployment's registry".to_owned(),
            Some(format!(
                "push the image to your own registry, or list `{registry}` in `registry.allow`"
            )),
        ),
    };
    (expected, help)
}

/// Where there is room for a subnet.
fn room(free: Option<Cidr>) -> String {
    free.map_or_else(
        || "leave it out, and its range is planned".to_owned(),
        |free| format!("{free} is free; or leave it out, and its range is planned"),
    )
}

/// Why there are as many hosts as nobody asked for.
fn survival(min: u32) -> String {
    format!("its services need {min} hosts so that they survive the loss of a zone")
}

/// What does not go with a gateway.
fn gateway(conflict: &GatewayConflict) -> (String, Option<String>) {
    match conflict {
        GatewayConflict::Absent { .. } => (
            "expected `none`".to_owned(),
            Some("`waf` works at the load balancers as well".to_owned()),
        ),
        GatewayConflict::CertificateElsewhere { .. } => (
            "expected an ARN in us-east-1".to_owned(),
            Some(
                "leave it out, and the certificate is issued where that of the load balancers is"
                    .to_owned(),
            ),
        ),
        GatewayConflict::LogsAbsent { .. } => (
            "expected `false`".to_owned(),
            Some("leave it out: the logs of the load balancers have every request".to_owned()),
        ),
        GatewayConflict::OriginsMany => (
            "expected `public`".to_owned(),
            Some("write `origin: public`, or `load_balancers.mode: single`".to_owned()),
        ),
        GatewayConflict::HostTaken { .. } => (
            "expected another host".to_owned(),
            Some(
                "give the service another `host`, or write `load_balancers.mode: fronted`"
                    .to_owned(),
            ),
        ),
        GatewayConflict::HeadersMany {
            load_balancers,
            most,
            ..
        } => {
            let instead = if *load_balancers > 1 {
                "write `load_balancers.mode: single`"
            } else {
                "write `origin: vpc` in `gateway`, which needs no header"
            };
            (
                format!("expected at most {most} rules"),
                Some(instead.to_owned()),
            )
        }
    }
}
