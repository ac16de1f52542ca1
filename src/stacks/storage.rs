//! The storage stack: the file system of shared volumes, reached in every zone. It exists where a
//! service has such a volume.
//!
//! Sources: Amazon EFS user guide, "How it works" (a mount target in each zone), "Using IAM to control
//! access to file systems" (with a policy of its own, a file system admits nobody without a role),
//! "Working with access points". Not here: who may reach it over the network (each pool brings its
//! own rule), and which role may mount what (each service's own).

use std::collections::BTreeMap;

use super::keys_and_secrets::KeysAndSecrets;
use super::network::{Network, name};
use super::way::no_egress;
use crate::architecture::{Architecture, ContainerUser, Service, ServiceId, Volume, VolumeName};
use crate::assembly::Stack;
use crate::bindings::ec2::{SecurityGroup, SecurityGroupId};
use crate::bindings::efs::access_point::{CreationInfo, PosixUser, RootDirectory};
use crate::bindings::efs::file_system::{BackupPolicy, PerformanceMode, Status, ThroughputMode};
use crate::bindings::efs::{
    AccessPoint, AccessPointHandle, FileSystem, FileSystemHandle, MountTarget,
};
use crate::cfn::{DeletionPolicy, Expr, Resource as _, UpdateReplacePolicy};
use crate::policy::{Document, Principal, Statement};

/// What other stacks may use of the storage.
pub struct Storage {
    /// The file system.
    pub file_system: FileSystemHandle,
    /// The security group of its mount targets, to which each pool adds its rule.
    pub security_group: Expr<SecurityGroupId>,
    /// The access point of each shared volume.
    pub access_points: BTreeMap<(ServiceId, VolumeName), AccessPointHandle>,
}

/// The port of NFS.
pub const PORT: u16 = 2049;

/// Whose the files of a volume are, where its service names no other number.
const OWNER: (u32, u32) = (1000, 1000);

/// What its owner may do with a volume's directory, and what its group may.
const PERMISSIONS: &str = "0750";

/// Adds the file system with a mount target in each zone and an access point for each volume.
pub fn storage(
    architecture: &Architecture,
    keys: &KeysAndSecrets,
    network: &Network,
    stack: &mut Stack,
) -> Storage {
    let group = SecurityGroup::new("Shared volumes")
        .vpc_id(&network.vpc)
        .security_group_egress([no_egress()])
        .tags([name(architecture, "volumes")]);
    let group = stack.add("SecurityGroup", group).id();
    let system = FileSystem::new()
        .encrypted(true)
        .kms_key_id(&keys.key_arn)
        .performance_mode(PerformanceMode::GeneralPurpose)
        .throughput_mode(ThroughputMode::Elastic)
        .backup_policy(BackupPolicy::new(Status::Enabled))
        .file_system_policy(policy())
        .file_system_tags([name(architecture, "volumes")])
        .deletion_policy(DeletionPolicy::RetainExceptOnCreate)
        .update_replace_policy(UpdateReplacePolicy::Retain);
    let system = stack.add("FileSystem", system);
    for (letter, subnet) in network.private_of.iter() {
        let target = MountTarget::new(system.id(), [&group], subnet);
        stack.add(format!("MountTarget{letter}"), target);
    }
    let volumes = architecture.shared_volumes();
    let points = volumes.map(|(service, volume)| {
        let point = access_point(service, volume, &system);
        let point = stack.add(volume.access_point(&service.id), point);
        ((service.id.clone(), volume.name.clone()), point)
    });
    Storage {
        access_points: points.collect(),
        file_system: system,
        security_group: group,
    }
}

/// A way into one directory, which is made on first use. Whoever comes through it is its owner,
/// whatever user the container has.
fn access_point(service: &Service, volume: &Volume, system: &FileSystemHandle) -> AccessPoint {
    let user = service.container.user.as_ref();
    let (user, group) = user.and_then(ContainerUser::numbers).unwrap_or(OWNER);
    let (user, group) = (user.to_string(), group.to_string());
    let creation = CreationInfo::new(group.as_str(), user.as_str(), PERMISSIONS);
    let directory = RootDirectory::new()
        .path(volume.directory(&service.id))
        .creation_info(creation);
    AccessPoint::new(system.id())
        .posix_user(PosixUser::new(group.as_str(), user.as_str()))
        .root_directory(directory)
}

/// Nobody without TLS. That there is a policy at all keeps those out who show no role.
fn policy() -> Document {
    Document::new([Statement::deny(["*"])
        .sid("OnlyTls")
        .principal(Principal::Everybody)
        .on_everything("a file system's policy is about the file system itself")
        .when("Bool", "aws:SecureTransport", "false")])
}
