//! The services stacks: everything that a service is, one stack for the services of each pool.
//!
//! Sources: HA architecture, "Separate Management of Public and Backend Services"; each part names
//! its own. A service brings its log group, its roles, its task definition, its target group and
//! listener rule where it is public, the ECS service, and what scales it. Its logical ids begin with
//! its name, and nothing here counts services or looks from one to another: a service more changes
//! no line of the others.
//! Not here: hosts (the pool stack), which services there are (the architecture), alarms.

mod ecs_service;
mod environment;
mod exposure;
mod image;
mod logs;
mod roles;
mod scaling;
mod task_definition;
mod volumes;

use std::collections::BTreeMap;

use crate::architecture::{Architecture, PoolName, SecretName, Service, ServiceId};
use crate::assembly::Stack;
use crate::bindings::ec2::VpcId;
use crate::bindings::ecr::RepositoryHandle;
use crate::bindings::ecs::{
    CapacityProviderName, ClusterCapacityProviderAssociationsHandle, ClusterName,
};
use crate::bindings::elastic_load_balancing_v2::ListenerArn;
use crate::bindings::kms::KeyArn;
use crate::bindings::secrets_manager::SecretArn;
use crate::cfn::{Condition, Expr, Integer, Text};
use crate::stacks::parameters::ServiceParameters;
use crate::stacks::storage::Storage;

/// What the services of a pool take of the root and of other stacks.
#[derive(Clone, Copy)]
pub struct ServiceInputs<'a> {
    /// The deployment.
    pub architecture: &'a Architecture,
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
    /// The secrets whose values an operator puts.
    pub operator_secrets: &'a BTreeMap<SecretName, Expr<SecretArn>>,
    /// The repository of each service's image, where the deployment has its own registry.
    pub repositories: Option<&'a BTreeMap<ServiceId, RepositoryHandle>>,
    /// How services reach the database.
    pub database: DatabaseAccess<'a>,
    /// The file system of shared volumes, where a service has one.
    pub storage: Option<&'a Storage>,
    /// The VPC.
    pub vpc: &'a Expr<VpcId>,
    /// The load balancer's listener for HTTPS.
    pub listener: &'a Expr<ListenerArn>,
    /// The cluster.
    pub cluster: &'a Expr<ClusterName>,
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

/// What others may know of a service, alarms above all.
pub struct RunningService {
    /// What its logical ids begin with: `Ldp`.
    pub name: String,
    /// The name of the ECS service.
    pub service_name: Expr<Text>,
    /// The target group as metrics name it, where the service is public.
    pub target_group_full_name: Option<Expr<Text>>,
    /// The fewest tasks that run while services are on.
    pub minimum: Expr<Integer>,
}

/// One service on its way into the stack.
struct Placed<'a> {
    inputs: &'a ServiceInputs<'a>,
    service: &'a Service,
    parameters: &'a ServiceParameters,
}

/// Adds the services of a pool, in the order of the architecture.
pub fn services(
    pool: PoolName,
    inputs: &ServiceInputs<'_>,
    stack: &mut Stack,
) -> Vec<RunningService> {
    let services = inputs.architecture.services_on(pool);
    services
        .map(|service| add(inputs, service, stack))
        .collect()
}

fn add(inputs: &ServiceInputs<'_>, service: &Service, stack: &mut Stack) -> RunningService {
    let parameters = inputs.parameters.get(&service.id);
    let parameters = parameters.expect("invariant: the root has parameters for every service");
    let placed = &Placed {
        inputs,
        service,
        parameters,
    };
    let image = image::image(placed);
    let secrets = environment::secrets(placed);
    let logs = logs::log_group(placed, stack);
    let roles = task_definition::Roles {
        execution: roles::execution_role(placed, &image, &secrets, &logs, stack),
        task: roles::task_role(placed, stack),
    };
    let definition =
        task_definition::task_definition(placed, &image, &secrets, &logs, &roles, stack);
    let exposed = service.exposure();
    let exposed = exposed.map(|exposure| exposure::exposure(placed, exposure, stack));
    let running = ecs_service::ecs_service(placed, &definition, exposed.as_ref(), stack);
    scaling::scaling(placed, &running, stack);
    RunningService {
        name: service.id.prefix(),
        service_name: running.name(),
        target_group_full_name: exposed.map(|it| it.target_group.target_group_full_name()),
        minimum: parameters.count.least().clone(),
    }
}
