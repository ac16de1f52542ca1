//! The registry stack: a repository of the deployment's own for every image that it runs.
//!
//! Sources: HA architecture, "Container Registry" (pull from your own registry; it is needed at
//! container start only); Amazon ECR user guide, "Image tag mutability", "Lifecycle policies". Not
//! here: a registry that the user gives, which needs no stack.

use std::collections::BTreeMap;

use serde_json::json;

use crate::architecture::{Architecture, Repository as Place, ServiceId, ServicePart};
use crate::assembly::Stack;
use crate::bindings::ecr::{Repository, RepositoryHandle, repository};
use crate::cfn::{DeletionPolicy, Resource as _, UpdateReplacePolicy};

use super::keys_and_secrets::KeysAndSecrets;

/// The repositories of the deployment.
pub struct Registry {
    /// The repository of each service's image; services of one image share it.
    pub repositories: BTreeMap<ServiceId, RepositoryHandle>,
}

/// Untagged layers go after this many days. Tagged images stay: a running deployment needs the very
/// digest it was started from when it scales or replaces a task.
const UNTAGGED_DAYS: u32 = 14;

/// Adds a repository for every image of the deployment.
pub fn registry(architecture: &Architecture, keys: &KeysAndSecrets, stack: &mut Stack) -> Registry {
    let mut by_image: BTreeMap<&str, RepositoryHandle> = BTreeMap::new();
    let mut repositories = BTreeMap::new();
    for service in architecture.services() {
        let Place::Own(image) = &service.image.repository else {
            continue;
        };
        let handle = match by_image.get(image.as_str()) {
            Some(handle) => handle.clone(),
            None => {
                let logical_id = service.id.part(ServicePart::Repository);
                let handle = stack.add(logical_id, repository_of(architecture, keys, image));
                by_image.insert(image, handle.clone());
                handle
            }
        };
        repositories.insert(service.id.clone(), handle);
    }
    Registry { repositories }
}

fn repository_of(architecture: &Architecture, keys: &KeysAndSecrets, image: &str) -> Repository {
    Repository::new()
        .repository_name(format!("{}/{image}", architecture.name()))
        .image_tag_mutability(repository::ImageTagMutability::Immutable)
        .image_scanning_configuration(
            repository::ImageScanningConfiguration::new().scan_on_push(true),
        )
        .encryption_configuration(
            repository::EncryptionConfiguration::new(repository::EncryptionType::Kms)
                .kms_key(&keys.key_arn),
        )
        .lifecycle_policy(repository::LifecyclePolicy::new().lifecycle_policy_text(lifecycle()))
        .deletion_policy(DeletionPolicy::RetainExceptOnCreate)
        .update_replace_policy(UpdateReplacePolicy::Retain)
}

fn lifecycle() -> String {
    let policy = json!({
        "rules": [{
            "rulePriority": 1,
            "description": "Untagged images",
            "selection": {
                "tagStatus": "untagged",
                "countType": "sinceImagePushed",
                "countUnit": "days",
                "countNumber": UNTAGGED_DAYS,
            },
            "action": { "type": "expire" },
        }],
    });
    format!("{policy:#}")
}
