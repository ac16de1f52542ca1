//! What a task of a service is: one container with its image, its limits and its environment.
//!
//! Source: Amazon ECS developer guide, "Task definition parameters". Tasks sit on their host's bridge
//! with ports that the host chooses, so that any number fits a host and an update needs no free port.
//! A container has no check from inside unless the spec says one: what an unknown image could run is
//! not known, and the load balancer's check restarts a task as well.

use super::environment::{self, Injected};
use super::image::{Image, Pulling};
use super::{Placed, logs, ports, volumes};
use crate::architecture::{CheckCommand, ContainerCheck, ServicePart};
use crate::assembly::Stack;
use crate::bindings::ecs::task_definition::{
    ContainerDefinition, CpuArchitecture, HealthCheck, LinuxParameters, Name, NetworkMode,
    OperatingSystemFamily, RepositoryCredentials, RequiresCompatibilities, RestartPolicy,
    RuntimePlatform, Ulimit,
};
use crate::bindings::ecs::{TaskDefinition, TaskDefinitionHandle};
use crate::bindings::iam::RoleHandle;
use crate::bindings::logs::LogGroupHandle;
use crate::cfn::{DeletionPolicy, Resource as _, UpdateReplacePolicy};
use crate::facts::instance_types::Architecture as Processor;

/// Files and connections that a container may have open.
const OPEN_FILES: u32 = 65_536;

/// The roles of a service.
pub(super) struct Roles {
    pub(super) execution: RoleHandle,
    pub(super) task: RoleHandle,
}

/// Adds the task definition. A new revision leaves the old one in place, to go back to by hand.
pub(super) fn task_definition(
    placed: &Placed<'_>,
    image: &Image,
    secrets: &[Injected],
    group: &LogGroupHandle,
    roles: &Roles,
    stack: &mut Stack,
) -> TaskDefinitionHandle {
    let processor = match placed
        .inputs
        .architecture
        .pool(placed.service.pool())
        .host()
        .processor()
    {
        Processor::X86_64 => CpuArchitecture::X86_64,
        Processor::Arm64 => CpuArchitecture::Arm64,
    };
    let platform = RuntimePlatform::new()
        .cpu_architecture(processor)
        .operating_system_family(OperatingSystemFamily::Linux);
    let definition = TaskDefinition::new()
        // Revisions count up within a family; without one, each would begin another family.
        .family(family(placed))
        .network_mode(NetworkMode::Bridge)
        .requires_compatibilities([RequiresCompatibilities::Ec2])
        .runtime_platform(platform)
        .execution_role_arn(roles.execution.arn())
        .task_role_arn(roles.task.arn())
        .container_definitions([container(placed, image, secrets, group)])
        .deletion_policy(DeletionPolicy::Delete)
        .update_replace_policy(UpdateReplacePolicy::Retain);
    let volumes = volumes::volumes(placed);
    let definition = if volumes.is_empty() {
        definition
    } else {
        definition.volumes(volumes)
    };
    stack.add(
        placed.service.id.part(ServicePart::TaskDefinition),
        definition,
    )
}

/// What the revisions of the task definition are of.
pub(super) fn family(placed: &Placed<'_>) -> String {
    let name = placed.inputs.architecture.name();
    format!("{name}-{}", placed.service.id)
}

fn container(
    placed: &Placed<'_>,
    image: &Image,
    secrets: &[Injected],
    group: &LogGroupHandle,
) -> ContainerDefinition {
    let service = placed.service;
    let container = ContainerDefinition::new(&image.reference, service.id.as_str())
        .essential(true)
        .cpu(service.cpu)
        .memory(service.memory_mib)
        .environment(environment::environment(placed))
        .linux_parameters(LinuxParameters::new().init_process_enabled(true))
        .log_configuration(logs::log_configuration(placed, group));
    let container = match service.schedule() {
        // A job that has ended has done its work.
        Some(_) => container,
        // Restarting in place needs neither registry nor secrets nor the control plane.
        None => container.restart_policy(RestartPolicy::new().enabled(true)),
    };
    let container = container
        .stop_timeout(service.stop_timeout_seconds)
        .ulimits([Ulimit::new(OPEN_FILES, Name::Nofile, OPEN_FILES)]);
    let mappings = ports::mappings(placed);
    let container = if mappings.is_empty() {
        container
    } else {
        container.port_mappings(mappings)
    };
    let container = if secrets.is_empty() {
        container
    } else {
        container.secrets(secrets.iter().map(Injected::definition).collect::<Vec<_>>())
    };
    let container = beside_image(placed, container);
    match &image.pulling {
        Pulling::Credentials(secret) => container
            .repository_credentials(RepositoryCredentials::new().credentials_parameter(secret)),
        Pulling::Ecr(_) | Pulling::Open => container,
    }
}

/// What a container gets beside its image; what is not said is left to the image.
fn beside_image(placed: &Placed<'_>, container: ContainerDefinition) -> ContainerDefinition {
    let given = &placed.service.container;
    let container = if given.entry_point.is_empty() {
        container
    } else {
        container.entry_point(given.entry_point.clone())
    };
    let container = if given.command.is_empty() {
        container
    } else {
        container.command(given.command.clone())
    };
    let container = match &given.user {
        Some(user) => container.user(user.as_str()),
        None => container,
    };
    let container = if given.read_only {
        container.readonly_root_filesystem(true)
    } else {
        container
    };
    let container = match &given.check {
        Some(check) => container.health_check(health_check(check)),
        None => container,
    };
    if given.volumes.is_empty() {
        container
    } else {
        container.mount_points(volumes::mount_points(placed))
    }
}

fn health_check(check: &ContainerCheck) -> HealthCheck {
    let command = match &check.run {
        CheckCommand::Shell(line) => vec!["CMD-SHELL".to_owned(), line.clone()],
        CheckCommand::Program(arguments) => {
            let program = std::iter::once("CMD".to_owned());
            program.chain(arguments.iter().cloned()).collect()
        }
    };
    HealthCheck::new()
        .command(command)
        .interval(check.interval_seconds)
        .timeout(check.timeout_seconds)
        .retries(check.retries)
        .start_period(check.start_seconds)
}
