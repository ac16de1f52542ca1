//! The services stacks: everything that a service is, one stack for the services of each pool.
//!
//! Sources: HA architecture, "Separate Management of Public and Backend Services"; each part names
//! its own. A service brings its log group, its roles, its task definition, a target group and a
//! listener rule for each load balancer where it is public, and an ECS service with what scales it,
//! or one in every zone; a job brings a schedule instead. Its logical ids begin with its name, and nothing here counts services or looks from one to another: a service more changes
//! no line of the others.
//! Not here: hosts (the pool stack), which services there are (the architecture), alarms.

mod ecs_service;
mod environment;
mod exposure;
mod failed_runs;
mod image;
mod job;
mod logs;
mod ports;
mod roles;
mod scaling;
mod task_definition;
mod tracking;
mod volumes;

use crate::stacks::PublicNames;
use std::collections::BTreeMap;

use crate::architecture::{
    Architecture, LoadBalancerRole, PerPool, PerRole, PerZone, PoolName, SecretName, Service,
    ServiceId, ServiceUnit,
};
use crate::assembly::Stack;
use crate::aws::ZoneLetter;
use crate::bindings::ec2::{AvailabilityZoneName, SecurityGroupId, VpcId};
use crate::bindings::ecr::RepositoryHandle;
use crate::bindings::ecs::{
    CapacityProviderName, ClusterArn, ClusterCapacityProviderAssociationsHandle, ClusterName,
    TaskDefinitionHandle,
};
use crate::bindings::elastic_load_balancing_v2::ListenerArn;
use crate::bindings::kms::KeyArn;
use crate::bindings::secrets_manager::SecretArn;
use crate::cfn::{Condition, Expr, Integer, Text};
use crate::stacks::parameters::ServiceParameters;
use crate::stacks::storage::Storage;
use exposure::Exposed;

/// What the services of a pool take of the root and of other stacks.
#[derive(Clone, Copy)]
pub struct ServiceInputs<'a> {
    /// The deployment.
    pub architecture: &'a Architecture,
    /// The public names.
    pub names: &'a PublicNames,
    /// Image tags and counts, by service.
    pub parameters: &'a BTreeMap<ServiceId, ServiceParameters>,
    /// Whether tasks run.
    pub services_on: &'a Condition,
    /// The address of the identity provider, where a service is told of it.
    pub identity_provider_url: Option<&'a Expr<Text>>,
    /// The client id at the identity provider, where a service is told of it.
    pub identity_provider_client_id: Option<&'a Expr<Text>>,
    /// Kafka's bootstrap servers, where the deployment has Kafka.
    pub kafka_bootstrap_servers: Option<&'a Expr<Text>>,
    /// The deployment's key, which encrypts its secrets and logs.
    pub key: &'a Expr<KeyArn>,
    /// The secret that the deployment's own registry asks for, where it does.
    pub registry_credentials: Option<&'a Expr<SecretArn>>,
    /// The secrets whose values an operator puts.
    pub operator_secrets: &'a BTreeMap<SecretName, Expr<SecretArn>>,
    /// The repository of each service's image, where the deployment has its own registry.
    pub repositories: Option<&'a BTreeMap<ServiceId, RepositoryHandle>>,
    /// How services reach the database.
    pub database: DatabaseAccess<'a>,
    /// The file system of shared volumes, where a service has one.
    pub storage: Option<&'a Storage>,
    /// The security groups of the hosts of both pools.
    pub hosts: &'a PerPool<Expr<SecurityGroupId>>,
    /// The VPC.
    pub vpc: &'a Expr<VpcId>,
    /// The names of the zones.
    pub zones: &'a PerZone<Expr<AvailabilityZoneName>>,
    /// The header by which load balancers know the gateway, where they demand one.
    pub origin_header: Option<&'a Expr<SecretArn>>,
    /// The listener for HTTPS of each load balancer.
    pub listeners: &'a PerRole<Expr<ListenerArn>>,
    /// Each load balancer as metrics name it.
    pub load_balancer_names: &'a PerRole<Expr<Text>>,
    /// The cluster.
    pub cluster: &'a Expr<ClusterName>,
    /// The same, by its ARN.
    pub cluster_arn: &'a Expr<ClusterArn>,
    /// The capacity provider of the pool.
    pub capacity_provider: &'a Expr<CapacityProviderName>,
    /// The association of the capacity providers with the cluster.
    pub association: &'a ClusterCapacityProviderAssociationsHandle,
}

/// How services reach the database.
#[derive(Clone, Copy)]
pub struct DatabaseAccess<'a> {
    /// Its host name.
    pub address: &'a Expr<Text>,
    /// Its port.
    pub port: &'a Expr<Text>,
    /// User name and password, as JSON with the keys `username` and `password`.
    pub secret: &'a Expr<SecretArn>,
}

/// What others may know of the services of a pool.
#[derive(Default)]
pub struct Running {
    /// Those that run all the time.
    pub services: Vec<RunningService>,
    /// Those that run now and then.
    pub jobs: Vec<ScheduledJob>,
}

/// What others may know of a job.
pub struct ScheduledJob {
    /// What its logical ids begin with: `Export`.
    pub name: String,
    /// The name of the queue that keeps its runs that failed.
    pub failed_runs: Expr<Text>,
}

/// What others may know of a service, alarms above all.
pub struct RunningService {
    /// What its logical ids begin with: `Ldp`.
    pub name: String,
    /// The ECS services that it is: one, or one in every zone.
    pub units: Vec<RunningUnit>,
    /// Its target groups as metrics name them; none where it is not public.
    pub target_groups: Vec<(LoadBalancerRole, Expr<Text>)>,
    /// The fewest tasks of each unit that run while services are on.
    pub minimum: Expr<Integer>,
}

/// What others may know of an ECS service.
pub struct RunningUnit {
    /// The zone that its tasks are bound to, if they are.
    pub zone: Option<ZoneLetter>,
    /// Its name.
    pub service_name: Expr<Text>,
}

/// One service on its way into the stack.
struct Placed<'a> {
    inputs: &'a ServiceInputs<'a>,
    service: &'a Service,
    parameters: &'a ServiceParameters,
}

/// Adds the services of a pool, in the order of the architecture.
pub fn services(pool: PoolName, inputs: &ServiceInputs<'_>, stack: &mut Stack) -> Running {
    let mut running = Running::default();
    for service in inputs.architecture.services_on(pool) {
        let parameters = inputs.parameters.get(&service.id);
        let parameters = parameters.expect("invariant: the root has parameters for every service");
        let placed = &Placed {
            inputs,
            service,
            parameters,
        };
        let task = task(placed, stack);
        match service.schedule() {
            Some(schedule) => {
                let job = job::job(placed, schedule, &task.definition, &task.roles, stack);
                running.jobs.push(job);
            }
            None => running.services.push(run(placed, &task.definition, stack)),
        }
    }
    running
}

/// What a task of a service is, and the roles that it has.
struct Task {
    definition: TaskDefinitionHandle,
    roles: task_definition::Roles,
}

fn task(placed: &Placed<'_>, stack: &mut Stack) -> Task {
    let image = image::image(placed);
    let secrets = environment::secrets(placed);
    let logs = logs::log_group(placed, stack);
    let roles = task_definition::Roles {
        execution: roles::execution_role(placed, &image, &secrets, &logs, stack),
        task: roles::task_role(placed, stack),
    };
    let definition =
        task_definition::task_definition(placed, &image, &secrets, &logs, &roles, stack);
    Task { definition, roles }
}

/// Keeps tasks running.
fn run(
    placed: &Placed<'_>,
    definition: &TaskDefinitionHandle,
    stack: &mut Stack,
) -> RunningService {
    let service = placed.service;
    ports::open(placed, stack);
    let exposed = service.exposure();
    let exposed = exposed.map(|exposure| exposure::exposure(placed, exposure, stack));
    let units = placed.inputs.architecture.units(service);
    let units = units.iter().map(|unit| {
        let reached_by: Vec<_> = exposed.iter().flat_map(|it| reaching(it, unit)).collect();
        let running = ecs_service::ecs_service(placed, unit, definition, &reached_by, stack);
        scaling::scaling(placed, unit, &running, &reached_by, stack);
        RunningUnit {
            zone: unit.zone,
            service_name: running.name(),
        }
    });
    RunningService {
        name: service.id.prefix(),
        units: units.collect(),
        target_groups: exposed.iter().flat_map(full_names).collect(),
        minimum: placed.parameters.count.least(),
    }
}

/// Where the tasks of a unit are registered.
fn reaching<'a>(
    exposed: &'a PerRole<Exposed>,
    unit: &'a ServiceUnit,
) -> impl Iterator<Item = (LoadBalancerRole, &'a Exposed)> {
    let roles = unit.roles.iter();
    roles.map(|role| (*role, exposed.of(*role)))
}

fn full_names(exposed: &PerRole<Exposed>) -> Vec<(LoadBalancerRole, Expr<Text>)> {
    let groups = exposed.iter();
    let named = groups.map(|(role, exposed)| (role, exposed.target_group.target_group_full_name()));
    named.collect()
}
