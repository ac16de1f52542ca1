//! What is mounted in a service's container, and what that takes.
//!
//! Sources: Amazon ECS developer guide, "Use Amazon EFS volumes with Amazon ECS" (the agent mounts with
//! the task's role), "Use Docker volumes with Amazon ECS"; Amazon EFS user guide, "Using IAM to control
//! access to file systems". Not here: the file system (the storage stack).

use super::Placed;
use crate::architecture::{Volume as Settings, VolumeKind};
use crate::bindings::ecs::task_definition::{
    AuthorizationConfig, DockerVolumeConfiguration, EfsVolumeConfiguration, Iam, MountPoint, Scope,
    TransitEncryption, Volume,
};
use crate::bindings::efs::AccessPointHandle;
use crate::policy::Statement;
use crate::stacks::storage::Storage;

/// The volumes of the service's tasks.
pub(super) fn volumes(placed: &Placed<'_>) -> Vec<Volume> {
    let volumes = placed.service.container.volumes.iter();
    volumes.map(|volume| volume_of(placed, volume)).collect()
}

/// Where they are mounted in the container.
pub(super) fn mount_points(placed: &Placed<'_>) -> Vec<MountPoint> {
    let volumes = placed.service.container.volumes.iter();
    let points = volumes.map(|volume| {
        MountPoint::new()
            .source_volume(volume.name.as_str())
            .container_path(volume.path.as_str())
            .read_only(volume.read_only)
    });
    points.collect()
}

/// What the service's role may do with the shared ones, each through its own access point.
pub(super) fn mounting(placed: &Placed<'_>) -> Vec<Statement> {
    let volumes = placed.service.container.volumes.iter();
    let shared = volumes.filter(|volume| volume.kind == VolumeKind::Shared);
    let statements = [false, true].map(|read_only| {
        let these = shared
            .clone()
            .filter(|volume| volume.read_only == read_only);
        let points: Vec<_> = these
            .map(|volume| access_point(placed, volume).arn())
            .collect();
        let (sid, actions): (_, &[&str]) = if read_only {
            ("ReadVolumes", &["elasticfilesystem:ClientMount"])
        } else {
            let write = "elasticfilesystem:ClientWrite";
            ("WriteVolumes", &["elasticfilesystem:ClientMount", write])
        };
        (!points.is_empty()).then(|| {
            Statement::allow(actions.iter().copied())
                .sid(sid)
                .on(storage(placed).file_system.arn())
                .when_any("StringEquals", "elasticfilesystem:AccessPointArn", points)
        })
    });
    statements.into_iter().flatten().collect()
}

fn volume_of(placed: &Placed<'_>, volume: &Settings) -> Volume {
    let named = Volume::new().name(volume.name.as_str());
    match volume.kind {
        VolumeKind::Shared => {
            let through = AuthorizationConfig::new()
                .access_point_id(access_point(placed, volume).id())
                .iam(Iam::Enabled);
            let system = EfsVolumeConfiguration::new(storage(placed).file_system.id())
                .authorization_config(through)
                .transit_encryption(TransitEncryption::Enabled);
            named.efs_volume_configuration(system)
        }
        VolumeKind::Scratch => {
            let local = DockerVolumeConfiguration::new()
                .driver("local")
                .scope(Scope::Task);
            named.docker_volume_configuration(local)
        }
    }
}

fn storage<'a>(placed: &Placed<'a>) -> &'a Storage {
    let storage = placed.inputs.storage;
    storage.expect("invariant: where a service has a shared volume there is storage")
}

fn access_point<'a>(placed: &Placed<'a>, volume: &Settings) -> &'a AccessPointHandle {
    let key = (placed.service.id.clone(), volume.name.clone());
    let point = storage(placed).access_points.get(&key);
    point.expect("invariant: every shared volume has an access point")
}
